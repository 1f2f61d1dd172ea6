"""The engines beside DuckDB that read the tables of a lake, each in a process of its own, and what they are asked.

They bring their own threads, allocators and signal handlers, which do not go together in one process.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

Answer: TypeAlias = list[list[object]]

QUESTIONS = {
    "media": "SELECT province, channel, measure, CAST(sum(value) AS BIGINT), count(*) FROM media "
    "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
    "directives": "SELECT commune, count(*), count(DISTINCT symbol) FROM directives WHERE year = 2025 "
    "GROUP BY 1 ORDER BY 1",
    "checklist": "SELECT province, met, count(*) FROM checklist GROUP BY 1, 2 ORDER BY 1, 2 NULLS FIRST",
}
POLARS = """
import json, sys
import polars as pl
lake, versions = sys.argv[1], json.loads(sys.argv[2])
questions = json.loads(sys.argv[3])
context = pl.SQLContext({t: pl.scan_delta(f"{lake}/{t}", version=versions[t]) for t in questions})
print(json.dumps({t: [list(r) for r in context.execute(q, eager=True).rows()] for t, q in questions.items()}))
"""
CLICKHOUSE = """
import json, os, sys
lake, versions = sys.argv[1], json.loads(sys.argv[2])
questions = json.loads(sys.argv[3])
os.chdir("/")  # ClickHouse opens local files below its own folder only
import chdb
answers = {}
for table, question in questions.items():
    source = f"deltaLakeLocal('{lake}/{table}')"
    sql = question.replace(f"FROM {table}", f"FROM {source}")
    sql += f" SETTINGS delta_lake_snapshot_version = {versions[table]}"
    lines = chdb.query(sql, "JSONCompactEachRow").bytes().decode().splitlines()
    answers[table] = [[int(v) if isinstance(v, str) and v.lstrip('-').isdigit() and k != 0 else v
                       for k, v in enumerate(json.loads(line))] for line in lines]
print(json.dumps(answers))
"""
SAIL = """
import json, os, sys
# There is no Spark on this machine to be looked for: the client speaks to Sail.
os.environ |= {"SAIL_MODE": "local-cluster", "SPARK_CONNECT_MODE_ENABLED": "1", "SPARK_HOME": "/"}
lake, versions = sys.argv[1], json.loads(sys.argv[2])
questions = json.loads(sys.argv[3])
from pysail.spark import SparkConnectServer
server = SparkConnectServer()
server.start(background=True)
_, port = server.listening_address
from pyspark.sql.connect.session import SparkSession
spark = SparkSession.builder.remote(f"sc://localhost:{port}").getOrCreate()
answers = {}
for table, question in questions.items():
    read = spark.read.format("delta").option("versionAsOf", str(versions[table]))
    read.load(f"{lake}/{table}").createOrReplaceTempView(table)
    answers[table] = [list(row) for row in spark.sql(question).collect()]
print(json.dumps(answers), flush=True)
os._exit(0)
"""
ENGINES = {"polars": (POLARS, "polars"), "clickhouse": (CLICKHOUSE, "chdb"), "sail": (SAIL, "pysail")}


def is_installed(engine: str) -> bool:
    """Whether the engine's package is there (extra `engines`)."""
    return importlib.util.find_spec(ENGINES[engine][1]) is not None


def ask_engine(engine: str, lake: Path, versions: Mapping[str, int]) -> dict[str, Answer]:
    """What the engine answers to `QUESTIONS`, asked of these versions of the tables."""
    words = [str(lake), json.dumps(versions), json.dumps(QUESTIONS)]
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ENGINES[engine][0], *words],
        capture_output=True, text=True, timeout=1800, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr[-2000:]
    answers: dict[str, Answer] = json.loads(said.stdout.splitlines()[-1])
    return answers

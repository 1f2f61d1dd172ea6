"""The verbs that write, each on an office of three letters."""

from __future__ import annotations

from pathlib import Path

from cchc_tui.cli import run
from cchc_tui.storage.repository import Repository
from tests.faults.laboratory import Verb, quiet

OUTGOING = ("--direction", "outgoing", "--kind")


def ids(work: Path) -> list[str]:
    """The ids of all records, in the order of their files."""
    return [one for one in Repository(work / "records").load().ids() if one]


def _call(work: Path, *words: str) -> None:
    with quiet():
        code = run(["--records", str(work / "records"), *words])
    if code:
        raise AssertionError(f"{words}: {code}")


def _change(work: Path) -> None:
    _call(work, "set", ids(work)[0], "note=cũ")


def _delete(work: Path) -> None:
    _call(work, "delete", ids(work)[0], "--because", "trùng")


def _report(work: Path) -> None:
    _call(work, "new-report", "--outline", "cchc-6-thang", "--period", "6 tháng đầu năm 2026")


def _table(work: Path) -> None:
    lines = ["Số ký hiệu,Ngày ban hành,Trích yếu"] + [f"{n}/KH-X,1/{n}/2026,kế hoạch {n}" for n in (4, 5, 6)]
    (work / "so.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _meeting(work: Path) -> None:
    """The office is connected, has something new itself, and a colleague's laptop has sent something meanwhile."""
    _call(work, "sync", "--to", str(work / "chung.git"))
    with quiet():
        assert run(["init", str(work / "may"), "--from", str(work / "chung.git")]) == 0
        laptop = ["--records", str(work / "may/records")]
        words = [
            "--direction",
            "outgoing",
            "--kind",
            "cong-van",
            "--symbol",
            "7/CV-X",
            "--subject",
            "máy tính",
            "--issued-on",
            "2/3/2026",
        ]
        assert run([*laptop, "add", "directive", *words]) == 0
        assert run([*laptop, "sync"]) == 0
    _change(work)


def _bundle(work: Path) -> None:
    _meeting(work)
    with quiet():
        assert run(["--records", str(work / "may/records"), "sync", "--bundle", str(work / "x.bundle")]) == 0


def _edited(work: Path) -> None:
    """An editor changed one file, and another one was removed."""
    first, second, *_ = sorted((work / "records/directives").rglob("*.toml"))
    first.write_bytes(first.read_bytes().replace(b'"a"', b'"tay"'))
    second.unlink()


NEW = [
    "--direction",
    "outgoing",
    "--kind",
    "ke-hoach",
    "--symbol",
    "9/KH-X",
    "--subject",
    "mới",
    "--issued-on",
    "3/3/2026",
]
VERBS = (
    Verb("add", lambda _: ["add", "directive", *NEW]),
    Verb("set", lambda work: ["set", *ids(work), "note=mới"]),
    Verb("delete", lambda work: ["delete", ids(work)[0], "--because", "trùng"]),
    Verb("restore", lambda work: ["restore", ids(work)[0]], _delete),
    Verb("undo", lambda _: ["undo", "-y"], _change),
    Verb("import", lambda work: ["import", str(work / "so.csv"), "--yes", "--doubtful"], _table),
    Verb("new-report", lambda _: ["new-report", "--outline", "cchc-6-thang", "--period", "6 tháng đầu năm 2026"]),
    Verb("sync", lambda _: ["sync"], _meeting, steps=True),
    Verb("sync --bundle", lambda work: ["sync", "--bundle", str(work / "x.bundle")], _bundle, steps=True),
    Verb("doctor --fix", lambda _: ["doctor", "--fix"], _edited, steps=True),
)

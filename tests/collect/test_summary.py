"""The province's answers are those that adding up the files by hand gives."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.cli import run
from cchc_tui.collect import ask, gather, summarise
from cchc_tui.collect.columns import PUBLISHED, TABLES
from cchc_tui.collect.schema import json_schema
from cchc_tui.collect.summary import DRAFTING, MISSING, REPORTED, Summary
from cchc_tui.errors import WrongUseError
from cchc_tui.language.wording import Qualifier, Quantity, add_quantities
from cchc_tui.office import Office, compose_collected
from cchc_tui.office.starting import create_office
from cchc_tui.records.period import GENERAL_REGIME, parse_period
from tests.bench.offices import commit_files, make_office, office_files
from tests.collect.conftest import Found

COUNT = """schema = 1
id = "{id}"
channel = "mot-cua"
measure = "luot-huong-dan"
period = "{period}"
value = {value}
qualifier = "{qualifier}"
"""


def summary_of(lake: Path, text: str = "2025") -> Summary:
    period = parse_period(text)
    assert period is not None
    return summarise(lake, period, GENERAL_REGIME.window(period))


def counts(**by_name: tuple[str, int, str]) -> dict[str, str]:
    """Files of counts of one channel, by name: period, value, qualifier."""
    return {
        f"records/media/2025/{name}.toml": COUNT.format(id=name, period=period, value=value, qualifier=qualifier)
        for name, (period, value, qualifier) in by_name.items()
    }


def test_a_province_of_150_offices_equals_its_files_added_up_without_any_engine(tmp_path: Path) -> None:
    """One of them changes: the second gathering reads that one only."""
    (tmp_path / "offices").mkdir()
    offices = [
        make_office(tmp_path / "offices", province="Cao Bằng", code=f"{n:05d}", name=f"UBND xã {n}", records=40)
        for n in range(150)
    ]
    repositories = [office.repository for office in offices]
    by_hand: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    documents = 0
    for office in offices:
        files = office_files(province="Cao Bằng", code=office.commune, name=office.name, records=40)
        for path, text in files.items():
            if "/media/" in path and (count := tomllib.loads(text))["period"].startswith("2025-"):
                quantity = Quantity(count["value"], Qualifier(count["qualifier"]))
                by_hand[count["channel"], count["measure"]].append(quantity)
            documents += "/directives/" in path

    first = gather(repositories, tmp_path / "lake")
    assert (len(first.read), first.faults, first.unreadable) == (150, 0, ())
    assert {(t.channel, t.measure): t.quantity for t in summary_of(tmp_path / "lake").totals} == {
        key: add_quantities(quantities) for key, quantities in by_hand.items()
    }
    assert ask(tmp_path / "lake", "SELECT count(*) FROM directives").rows == ((documents,),)

    commit_files(repositories[77], counts(more=("2025-04", 1_000_000, "exact")))
    again = gather(repositories, tmp_path / "lake")
    assert (again.read, len(again.unchanged)) == ((str(repositories[77]),), 149)
    (total,) = [t for t in summary_of(tmp_path / "lake").totals if t.channel == "mot-cua"]
    assert total.quantity.value == sum(q.value for q in by_hand["mot-cua", "luot-huong-dan"]) + 1_000_000


def test_a_count_for_a_longer_time_stands_for_those_inside_it_in_its_own_office_only(
    found: Found, tmp_path: Path
) -> None:
    whole = found("00001", counts(june=("2025-06", 5, "exact"), year=("2025-nam", 100, "over")), records=0)
    months = found("00002", counts(june=("2025-06", 7, "exact"), july=("2025-07", 1, "exact")), records=0)
    gather([whole.repository, months.repository], tmp_path / "lake")
    summary = summary_of(tmp_path / "lake")

    assert [(t.quantity, t.offices) for t in summary.totals] == [(Quantity(108, Qualifier.OVER), 2)]
    by_period = {t.period: t.quantity.value for t in summary.months}
    assert by_period == {"2025-06": 12, "2025-07": 1, "2025-nam": 100}


def test_a_count_that_straddles_the_window_is_in_no_total_and_is_said(found: Found, tmp_path: Path) -> None:
    office = found("00001", counts(both=("2025-11-01..2026-01-31", 9, "exact"), may=("2025-05", 1, "about")), records=0)
    gather([office.repository], tmp_path / "lake")
    summary = summary_of(tmp_path / "lake")

    assert [t.quantity for t in summary.totals] == [Quantity(1, Qualifier.ABOUT)]
    assert summary.straddling == 1


def test_who_has_reported_who_is_drafting_and_who_has_not_begun(found: Found, tmp_path: Path) -> None:
    sheet = 'schema = 1\nid = "r00001"\nslug = "2025-nam"\nkind = "bao-cao"\nperiod = "2025-nam"\nsubject = "s"\n'
    at = "records/reports/2025-nam/report.toml"
    signed = found("00001", {at: sheet + 'number = "325"\ndated_on = 2025-12-22\n'}, records=0)
    drafting = found("00002", {at: sheet}, records=0)
    missing = found("00003", {at: sheet.replace("2025-nam", "2025-6-thang")}, records=0)
    gather([o.repository for o in (signed, drafting, missing)], tmp_path / "lake")

    states = [(s.commune, s.state) for s in summary_of(tmp_path / "lake").standings]
    assert states == [("00001", REPORTED), ("00002", DRAFTING), ("00003", MISSING)]


def test_a_document_two_offices_keep_as_their_own_is_named(found: Found, tmp_path: Path) -> None:
    text = (
        'schema = 1\nid = "d00001"\nkind = "cong-van"\nsymbol = "17/UBND-NV"\nissued_on = 2025-02-21\nsubject = "s"\n'
        'issuer = "{issuer}"\ndirection = "{direction}"\n'
    )
    at = "records/directives/2025/d.toml"
    same = text.format(issuer="UBND xã 00001", direction="outgoing")
    received = text.format(issuer="UBND tỉnh", direction="incoming").replace("17/", "90/")
    offices = [
        found("00001", {at: same, at.replace("d.", "e."): received}, records=0),
        found("00002", {at: same, at.replace("d.", "e."): received}, records=0),
    ]
    gather([o.repository for o in offices], tmp_path / "lake")

    (repeated,) = summary_of(tmp_path / "lake").repeated
    assert (repeated.symbol, repeated.offices) == ("17/UBND-NV", ("UBND xã 00001", "UBND xã 00002"))


def test_tasks_are_counted_as_met_not_met_and_open(found: Found, tmp_path: Path) -> None:
    task = 'schema = 1\nid = "t{n}"\nchecklist = "2025-tuyen-truyen"\nposition = {n}\ntask = "x"\n{evaluation}\n'
    words = ['evaluation = "dat"', 'evaluation = "dat"', 'evaluation = "khong-dat"', ""]
    files = {
        f"records/checklists/2025-tuyen-truyen/{n}.toml": task.format(n=n, evaluation=word)
        for n, word in enumerate(words, 1)
    }
    gather([found("00001", files, records=0).repository], tmp_path / "lake")

    (standing,) = summary_of(tmp_path / "lake").standings
    assert (standing.met, standing.not_met, standing.unset) == (2, 1, 1)


@pytest.mark.parametrize("table", list(TABLES))
def test_the_published_schema_is_that_of_the_files(found: Found, tmp_path: Path, table: str) -> None:
    row = 'schema = 1\nid = "ff0001"\nform = "tthc-06"\nperiod = "2025-quy-1"\nrow = "a"\ntruc-tuyen = 5\n'
    files = {"records/directives/2025/bad.toml": "x = ", "records/figures/2025-quy-1/tthc-06_a_ff0001.toml": row}
    office = found("00001", files, records=60)
    gather([office.repository], tmp_path / "lake")

    published = json.loads((tmp_path / "lake" / "schema" / f"{table}.json").read_text(encoding="utf-8"))
    assert published == json_schema(table)
    described = {name: type_ for name, type_, *_ in ask(tmp_path / "lake", f"SELECT * FROM (DESCRIBE {table})").rows}
    assert described == {column.name: column.type for column in PUBLISHED[table]}
    assert ask(tmp_path / "lake", f"SELECT count(*) > 0 FROM {table}").rows == ((True,),)


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO 'x.parquet'",
        "SELECT 1; SELECT 2",
        "ATTACH 'x.db'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM khong_co",
        "SELEC",
    ],
)
def test_a_question_can_only_read_the_lake(found: Found, tmp_path: Path, sql: str) -> None:
    gather([found("00001", records=0).repository], tmp_path / "lake")
    with pytest.raises(WrongUseError):
        ask(tmp_path / "lake", sql)


def test_a_folder_that_is_no_lake_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUseError, match="không phải thư mục đã tổng hợp"):
        ask(tmp_path, "SELECT 1")


def test_the_commands_gather_and_answer(found: Found, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {**counts(may=("2025-05", 2500, "about_over")), "records/media/2025/x.toml": "="}
    office = found("00001", files, records=0)
    lake = str(tmp_path / "lake")
    assert run(["collect", str(office.repository), "-o", lake]) == 1
    assert "Đọc mới 1 kho, 0 kho không thay đổi." in capsys.readouterr().err

    assert run(["summary", lake, "--period", "2025"]) == 1
    said = capsys.readouterr().out
    assert "khoảng trên 2.500 lượt" in said
    assert "tháng 5 năm 2025" in said
    assert "Còn 1 lỗi" in said

    assert run(["summary", lake, "--json", "--sql", "SELECT office, value FROM media"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"office": "UBND xã 00001", "value": 2500}]
    assert run(["summary", lake]) == 2


def test_a_provinces_report_has_the_totals_of_all_communes_and_an_appendix_of_them(
    found: Found, tmp_path: Path
) -> None:
    offices = [
        found(code, counts(may=("2025-05", value, qualifier)), records=0)
        for code, value, qualifier in (("00001", 1200, "exact"), ("00002", 1300, "over"))
    ]
    gather([o.repository for o in offices], tmp_path / "lake")
    records = create_office(tmp_path / "tinh", {"short_name": "UBND tỉnh Lạng Sơn", "place": "Lạng Sơn"})
    folder = records / "reports" / "2025-nam"
    folder.mkdir(parents=True)
    (folder / "report.toml").write_text(
        'schema = 1\nid = "r00001"\nslug = "2025-nam"\nkind = "bao-cao"\nperiod = "2025-nam"\nsubject = "kết quả"\n'
    )
    (folder / "body.md").write_text("Đã hướng dẫn {{ thong_ke() }}.\n", encoding="utf-8")
    office = Office.open(records, today=date(2025, 12, 22))
    text, _ = compose_collected(office.reports, office.rules, "2025-nam", tmp_path / "lake", draft=True)

    assert "trên 2.500" in text
    assert "| 2 | UBND xã 00002 | chưa có báo cáo | 0 | 0 | 0 | 0 |" in text
    assert "| | **Cộng: 2 đơn vị** | 2 chưa có báo cáo | 0 | 0 | 0 | 0 |" in text
    assert text.index("::: {.phu-luc") > text.index("Đã hướng dẫn")


def test_what_only_the_communes_count_is_in_the_provinces_report_too(found: Found, tmp_path: Path) -> None:
    """A channel that the province's own office.toml does not know would else be left out without a word."""
    gather([found("00001", counts(may=("2025-05", 1200, "exact")), records=0).repository], tmp_path / "lake")
    records = create_office(tmp_path / "tinh", {"short_name": "UBND tỉnh Lạng Sơn", "place": "Lạng Sơn"})
    office_file = records / "office.toml"
    known = office_file.read_text(encoding="utf-8")
    office_file.write_text(known.replace('"mot-cua"', '"bo-phan-khac"'), encoding="utf-8")
    folder = records / "reports" / "2025-nam"
    folder.mkdir(parents=True)
    (folder / "report.toml").write_text(
        'schema = 1\nid = "r00001"\nslug = "2025-nam"\nkind = "bao-cao"\nperiod = "2025-nam"\nsubject = "kết quả"\n'
    )
    (folder / "body.md").write_text("{{ thong_ke() }}\n", encoding="utf-8")
    office = Office.open(records)
    text, _ = compose_collected(office.reports, office.rules, "2025-nam", tmp_path / "lake", draft=True)

    assert "Bộ phận Một cửa: 1.200 lượt hướng dẫn, tuyên truyền trực tiếp" in text

"""`init` and `demo`: a newcomer's first two calls."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cchc_tui.language.wording import format_date
from cchc_tui.office import Office
from cchc_tui.storage.shipped import sample_records_dir, sample_ward_dir
from tests.cli.conftest import Call, Ended


class TestInit:
    def test_makes_an_office_that_is_sound(self, cchc: Call, tmp_path: Path) -> None:
        made = cchc("init", str(tmp_path / "xa"), "--short-name", "UBND xã Hà Kỳ", "--place", "Hà Kỳ")
        assert made.code == 0
        assert made.out == f"{tmp_path}/xa/records\n"
        records = tmp_path / "xa/records"
        assert {p.name for p in records.iterdir() if not p.name.startswith(".")} >= {
            "office.toml", "README.md", "directives", "media", "checklists", "reports",
        }  # fmt: skip
        assert cchc("--records", str(records), "check").code == 0

    def test_the_names_typed_replace_the_examples(self, cchc: Call, tmp_path: Path) -> None:
        cchc("init", str(tmp_path), "--short-name", "UBND phường 1", "--place", "Phường 1", "--commune_code", "00123")
        office = tomllib.loads((tmp_path / "records/office.toml").read_text("utf-8"))
        assert (office["short_name"], office["place"], office["commune_code"]) == ("UBND phường 1", "Phường 1", "00123")
        assert office["recipients"] == ["TT Đảng ủy, HĐND phường", "Lãnh đạo UBND phường", "Lưu: VT"]
        assert not {"addressees", "province", "signatories"} & office.keys(), "what was not said stays empty"

    @pytest.mark.parametrize(
        ("short", "full", "letterhead", "place"),
        [
            ("UBND xã Hà Kỳ", "Ủy ban nhân dân xã Hà Kỳ", "XÃ HÀ KỲ", "Hà Kỳ"),
            ("UBND Xã Hà Kỳ", "Ủy ban nhân dân xã Hà Kỳ", "XÃ HÀ KỲ", "Hà Kỳ"),
            ("UBND phường 1", "Ủy ban nhân dân phường 1", "PHƯỜNG 1", "Phường 1"),
        ],
    )
    def test_a_short_name_gives_the_other_names(
        self, cchc: Call, tmp_path: Path, short: str, full: str, letterhead: str, place: str
    ) -> None:
        cchc("init", str(tmp_path), "--short-name", short)
        office = tomllib.loads((tmp_path / "records/office.toml").read_text("utf-8"))
        assert (office["full_name"], office["letterhead"][1], office["place"]) == (full, letterhead, place)

    def test_a_full_name_alone_gives_them_too(self, cchc: Call, tmp_path: Path) -> None:
        cchc("init", str(tmp_path), "--full-name", "Ủy ban nhân dân phường Kỳ Lừa")
        office = tomllib.loads((tmp_path / "records/office.toml").read_text("utf-8"))
        names = (office["short_name"], office["letterhead"][1], office["place"])
        assert names == ("UBND phường Kỳ Lừa", "PHƯỜNG KỲ LỪA", "Kỳ Lừa")

    def test_channels_measures_evaluations_and_both_regimes_are_there_as_data(self, cchc: Call, tmp_path: Path) -> None:
        cchc("init", str(tmp_path))
        office = tomllib.loads((tmp_path / "records/office.toml").read_text("utf-8"))
        assert {c["code"] for c in office["channels"]} >= {"truyen-thanh", "trang-tin", "mot-cua"}
        assert {m["channel"] for m in office["measures"]} == {c["code"] for c in office["channels"]}
        assert [e["label"] for e in office["evaluations"]] == ["Đạt", "Chưa đạt", "Không đạt"]
        assert {r["code"]: (r["closing_day"], r.get("due_day")) for r in office["regimes"]} == {
            "chung": (14, None),
            "cchc": (14, 20),
        }

    def test_office_toml_is_canonical(self, cchc: Call, tmp_path: Path) -> None:
        from cchc_tui.storage.canonical import render

        cchc("init", str(tmp_path))
        office = Office.open(tmp_path)
        assert render(office.settings) == (tmp_path / "records/office.toml").read_bytes()

    def test_a_folder_called_records_becomes_the_records_itself(self, cchc: Call, tmp_path: Path) -> None:
        assert cchc("init", str(tmp_path / "records")).out == f"{tmp_path}/records\n"
        assert (tmp_path / "records/office.toml").is_file()

    def test_a_second_time_is_refused_and_changes_nothing(self, cchc: Call, tmp_path: Path) -> None:
        cchc("init", str(tmp_path))
        before = (tmp_path / "records/office.toml").read_bytes()
        for folder in (tmp_path, tmp_path / "records"):
            again = cchc("init", str(folder), "--short-name", "khác")
            assert again.code == 3
            assert again.err.endswith("records đã là hồ sơ của một cơ quan (office.toml).\nChưa làm gì.\n")
        assert (tmp_path / "records/office.toml").read_bytes() == before

    def test_files_in_the_way_are_left_alone(self, cchc: Call, tmp_path: Path) -> None:
        (tmp_path / "xa").write_text("ghi chú của tôi")
        ended = cchc("init", str(tmp_path / "xa"))
        assert ended.code in (3, 4)
        assert (tmp_path / "xa").read_text() == "ghi chú của tôi"

    def test_an_empty_name_is_refused(self, cchc: Call, tmp_path: Path) -> None:
        ended = cchc("init", str(tmp_path / "xa"), "--short-name", " ")
        assert (ended.code, ended.err) == (2, "Thiếu Tên cơ quan, viết gọn.\nChưa làm gì.\n")
        assert not (tmp_path / "xa").exists()


class TestDemo:
    @pytest.fixture
    def first(self, program: Call, tmp_path: Path) -> Ended:
        return program("demo", "xa", cwd=tmp_path)

    def test_prints_the_pages_and_ends_well_without_a_terminal(self, first: Ended, tmp_path: Path) -> None:
        assert first.code == 0, first.err
        made = [Path(line) for line in first.out.splitlines()]
        assert made == [tmp_path / "cchc-demo-xa/xuat/2023-nam.docx", tmp_path / "cchc-demo-xa/xuat/2023-nam.pdf"]
        assert made[0].read_bytes()[:2] == b"PK"
        assert made[1].read_bytes()[:5] == b"%PDF-"
        assert "không mở màn hình nhập liệu" in first.err

    def test_the_copy_is_the_sample_office_byte_for_byte(self, first: Ended, tmp_path: Path) -> None:
        sample = sample_records_dir()
        for path in (p for p in sample.rglob("*") if p.is_file() and "/." not in str(p.relative_to(sample.parent))):
            assert (tmp_path / "cchc-demo-xa/records" / path.relative_to(sample)).read_bytes() == path.read_bytes()

    def test_a_second_run_is_as_good_and_gives_the_same_bytes(
        self, first: Ended, program: Call, tmp_path: Path
    ) -> None:
        pages = {path: path.read_bytes() for path in (tmp_path / "cchc-demo-xa/xuat").iterdir()}
        again = program("demo", "xa", cwd=tmp_path)
        assert (again.code, again.out) == (0, first.out)
        assert {path: path.read_bytes() for path in (tmp_path / "cchc-demo-xa/xuat").iterdir()} == pages

    def test_what_was_changed_in_the_copy_stays_and_is_reported(
        self, first: Ended, program: Call, tmp_path: Path
    ) -> None:
        records = str(tmp_path / "cchc-demo-xa/records")
        listed = program("--records", records, "list", "directives", "--json").json
        letter = next(d for d in listed if d["symbol"] == "17/CV-UBND")
        program("--records", records, "set", letter["id"], "subject=chấn chỉnh việc khác")
        again = program("demo", "xa", cwd=tmp_path)
        assert again.code == 0
        assert "chấn chỉnh việc khác" in program("--records", records, "report", "2023-nam").out

    def test_a_page_edited_in_word_is_left_alone(self, first: Ended, program: Call, tmp_path: Path) -> None:
        page = tmp_path / "cchc-demo-xa/xuat/2023-nam.docx"
        page.write_bytes(b"PK somebody's own work")
        again = program("demo", "xa", cwd=tmp_path)
        assert again.code == 3
        assert str(page) in again.err
        assert page.read_bytes() == b"PK somebody's own work"

    def test_a_folder_in_the_way_is_refused(self, program: Call, tmp_path: Path) -> None:
        (tmp_path / "cchc-demo-xa/records").mkdir(parents=True)
        ended = program("demo", "xa", cwd=tmp_path)
        assert ended.code == 3
        assert ended.err.startswith("Thư mục cchc-demo-xa/records đã có nhưng không phải hồ sơ")

    def test_another_office_in_the_folder_is_refused(self, first: Ended, program: Call, tmp_path: Path) -> None:
        (tmp_path / "cchc-demo-xa").rename(tmp_path / "cchc-demo")
        ended = program("demo", cwd=tmp_path)
        assert ended.code == 3
        assert "cchc-demo/records là hồ sơ của một cơ quan khác: UBND xã Hà Kỳ" in ended.err


def test_the_usual_demo_is_the_ward_with_its_closed_reports_and_a_draft(program: Call, tmp_path: Path) -> None:
    ended = program("demo", cwd=tmp_path)
    assert ended.code == 0, ended.err
    closed = [f"2026-quy-3-{name}{kind}" for name in ("cchc", "kstthc") for kind in (".docx", ".pdf")]
    names = [Path(line).name for line in ended.out.splitlines()]
    assert [name for name in names if "quy-3" in name] == closed
    assert {Path(line).parent for line in ended.out.splitlines()} == {tmp_path / "cchc-demo/xuat"}
    assert "UBND phường Bến Sậy, năm 2026" in ended.err
    ward = sample_ward_dir()
    for path in (p for p in ward.rglob("*") if p.is_file()):
        assert (tmp_path / "cchc-demo/records" / path.relative_to(ward)).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("words", "folder", "day"),
    [
        ((), "cchc-demo", "27/11/2026"),
        (("phuong",), "cchc-demo", "27/11/2026"),
        (("xa",), "cchc-demo-xa", "22/12/2023"),
    ],
)
def test_on_a_terminal_the_face_opens_on_the_copy_and_says_what_it_is_and_where(
    cchc: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], folder: str, day: str
) -> None:
    opened: list[tuple[Path, str]] = []

    def run_tui(open_office: Callable[[], Office], *, welcome: Sequence[str], **_: bool) -> int:
        office = open_office()
        opened.append((office.directory, format_date(office.today)))
        said = "\n".join(welcome)
        for told in (office.settings.title, str(office.directory), str(office.reports.output_folder), day):
            assert told in said
        return 0

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("cchc_tui.tui.run", run_tui)
    monkeypatch.setattr("cchc_tui.cli.app.has_terminal", lambda: True)
    monkeypatch.setattr("cchc_tui.cli.starting.has_terminal", lambda: True)
    monkeypatch.setattr("cchc_tui.cli.starting._export_all", lambda _: 0)
    assert cchc("demo", *words).code == 0
    assert opened == [(tmp_path / folder / "records", day)]

"""Same data, same bytes: the canonical TOML of records."""

from __future__ import annotations

import random
import subprocess
import tomllib
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record, fields_of, from_plain
from cchc_tui.records.office import Channel, OfficeSettings, RegimeTable
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.canonical import comment_lines, render
from cchc_tui.storage.paths import OFFICE_FILE, PATTERNS
from cchc_tui.storage.shipped import sample_records_dir, templates_dir
from tests.storage.random_records import make_record

LETTER = Directive(
    id="7k3f9q",
    kind="cong-van",
    symbol="17/CV-UBND",
    issued_on=date(2023, 2, 21),
    subject="chấn chỉnh công tác tiếp nhận",
    recipients=("Như trên", "Lưu: VT"),
    note="dòng một\ndòng hai",
)


def _read_back(cls: type[Record], data: bytes) -> Record:
    record, faults = from_plain(cls, tomllib.loads(data.decode("utf-8")))
    assert faults == []
    return record


class TestForm:
    def test_the_whole_file(self) -> None:
        assert render(LETTER).decode("utf-8") == (
            "# Phiên bản cấu trúc\nschema = 1\n\n"
            '# Mã hồ sơ (không đổi)\nid = "7k3f9q"\n\n'
            '# Tên loại\nkind = "cong-van"\n\n'
            '# Số, ký hiệu\nsymbol = "17/CV-UBND"\n\n'
            "# Ngày ban hành\nissued_on = 2023-02-21\n\n"
            '# Trích yếu\nsubject = "chấn chỉnh công tác tiếp nhận"\n\n'
            '# Nơi nhận\nrecipients = [\n    "Như trên",\n    "Lưu: VT",\n]\n\n'
            '# Ghi chú\nnote = """\ndòng một\ndòng hai"""\n'
        )

    def test_unknown_keys_come_last_and_sorted(self) -> None:
        record = LETTER.change(extra={"z": 1, "a": {"b": [1, 2]}, "m": "x"})
        assert render(record).decode("utf-8").endswith('\nm = "x"\n\nz = 1\n\n[a]\nb = [\n    1,\n    2,\n]\n')

    def test_the_tombstone_comes_after_all_known_keys(self) -> None:
        record = LETTER.change(deleted_on=date(2023, 3, 1), deleted_by="Hà", deleted_because="trùng")
        keys = list(tomllib.loads(render(record).decode("utf-8")))
        assert keys[-4:] == ["note", "deleted_on", "deleted_by", "deleted_because"]

    def test_a_list_of_tables_is_one_block_each_however_wide(self) -> None:
        channels = tuple(Channel(code=f"kenh-{n}", label="Đài truyền thanh " * n) for n in (1, 9))
        text = render(OfficeSettings(short_name="UBND xã Hà Kỳ", place="Hà Kỳ", channels=channels)).decode("utf-8")
        assert text.count("[[channels]]") == 2
        assert text.count("# Kênh tuyên truyền") == 1

    def test_text_is_cleaned_and_composed_last(self) -> None:
        record = LETTER.change(subject="chấn chi\u200b\u0309nh\u00a0\x1b", note="a\r\nb \rc")
        kept = tomllib.loads(render(record).decode("utf-8"))
        assert (kept["subject"], kept["note"]) == ("chấn chỉnh", "a\nb\nc")

    def test_one_final_newline_and_no_carriage_return(self) -> None:
        data = render(LETTER)
        assert data.endswith(b'"""\n')
        assert not data.endswith(b"\n\n")
        assert b"\r" not in data

    def test_what_would_not_read_back_is_never_written(self) -> None:
        with pytest.raises((ValueError, TypeError)):
            render(LETTER.change(extra={"x": object()}))


class TestRoundTrip:
    @pytest.mark.parametrize("part", range(4))
    def test_ten_thousand_random_records_are_the_same_bytes_again(self, part: int) -> None:
        chance = random.Random(20230221 + part)
        for number in range(2500):
            record = make_record(chance)
            data = render(record)
            again = _read_back(type(record), data)
            assert render(again) == data, (part, number)

    def test_every_sample_file_is_canonical(self) -> None:
        records = sample_records_dir()
        files = [(records / OFFICE_FILE, OfficeSettings)]
        files += [(path, cls) for cls, pattern in PATTERNS.items() for path in records.glob(pattern)]
        assert len(files) > 15
        for path, cls in files:
            assert render(_read_back(cls, path.read_bytes())) == path.read_bytes(), path

    def test_the_example_of_a_new_office_says_nothing_that_gets_lost(self) -> None:
        example = tomllib.loads((templates_dir() / "office" / OFFICE_FILE).read_text("utf-8"))
        assert (
            tomllib.loads(render(_read_back(OfficeSettings, render(from_plain(OfficeSettings, example)[0]))).decode())
            == example
        )


class TestMerging:
    """Two people, two clones, two fields of one record: plain git brings them together."""

    CHANGES = {  # noqa: RUF012 - read only
        "kind": "ke-hoach",
        "symbol": "18/KH-UBND",
        "issued_on": date(2023, 4, 1),
        "issuer": "UBND xã Hà Kỳ",
        "subject": "việc khác",
        "signer": "Vũ Văn Khanh",
        "recipients": ("Như trên", "Lưu: VT, VP"),
        "copies": 3,
        "note": "một dòng",
    }

    def test_changes_of_different_fields_never_conflict(self, tmp_path: Path) -> None:
        base, ours, theirs = (tmp_path / name for name in ("base", "ours", "theirs"))
        base.write_bytes(render(LETTER))
        keys = list(self.CHANGES)
        for place, one in enumerate(keys):
            for two in keys[place + 1 :]:
                ours.write_bytes(render(LETTER.change(**{one: self.CHANGES[one]})))
                theirs.write_bytes(render(LETTER.change(**{two: self.CHANGES[two]})))
                merged = subprocess.run(
                    ["git", "merge-file", "-p", ours, base, theirs], capture_output=True, check=False
                )
                both = LETTER.change(**{one: self.CHANGES[one], two: self.CHANGES[two]})
                if self._stand_together(one, two):
                    continue
                assert merged.returncode == 0, (one, two)
                assert merged.stdout == render(both), (one, two)

    def _stand_together(self, one: str, two: str) -> bool:
        """Two keys new to the file, next to each other: git cannot know their order."""
        order = [f.key for f in fields_of(Directive)]
        new = [key for key in (one, two) if getattr(LETTER, key) in (None, ())]
        between = order[order.index(one) + 1 : order.index(two)]
        return len(new) == 2 and all(getattr(LETTER, key) in (None, ()) for key in between)


class TestComments:
    def test_labels_are_ours_and_everything_else_is_a_persons(self) -> None:
        data = render(LETTER)
        assert comment_lines(data, data) == ()
        by_hand = data.replace(b"symbol =", b"# so cu la 16\nsymbol =")
        assert comment_lines(by_hand, data) == ("# so cu la 16",)

    def test_a_hash_inside_a_text_is_no_comment(self) -> None:
        data = render(LETTER.change(note="một\n# hai"))
        assert comment_lines(data, data) == ()

    def test_a_report_sheet_has_no_stray_comments(self) -> None:
        data = render(ReportSheet(id="r8d2nm", slug="2023-nam", legal_basis=("Luật A", "Luật B")))
        assert comment_lines(data, data) == ()


def test_an_empty_list_that_says_more_than_no_list_is_written() -> None:
    office = OfficeSettings(
        short_name="UBND xã", regimes=(RegimeTable(code="a", name="A", closing_day=14, cumulative=()),)
    )
    data = render(office)
    assert b"cumulative = []" in data
    read, _ = from_plain(OfficeSettings, tomllib.loads(data.decode()))
    assert read.regimes == office.regimes
    assert b"cumulative" not in render(OfficeSettings(regimes=(RegimeTable(code="a", name="A", closing_day=14),)))

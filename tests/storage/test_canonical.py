"""Same data, same bytes: the canonical TOML of records."""

from __future__ import annotations

import os
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
from cchc_tui.storage.canonical import label_lines, render
from cchc_tui.storage.hand_comments import find_comments
from cchc_tui.storage.paths import OFFICE_FILE, PATTERNS
from cchc_tui.storage.shipped import sample_records_dir, templates_dir
from tests.storage.random_records import make_record

RECORDS = int(os.environ.get("CCHC_TEST_RECORDS", "1500"))
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
    def test_random_records_are_the_same_bytes_again(self) -> None:
        chance = random.Random(20230221)
        for number in range(RECORDS):
            record = make_record(chance)
            data = render(record)
            again = _read_back(type(record), data)
            assert render(again) == data, number

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


BY_HAND = '''# của cả tệp
# Mã hồ sơ
id = "7k3f9q" # mã cũ là 7k3f9p

subject = "có # trong chữ"
note = """
# không phải lời chú
x""" # sau Ghi chú

recipients = [
  # hỏi lại
  "Như trên", # ghi sau
]
# cuối tệp
'''


class TestComments:
    def test_a_comment_belongs_to_the_key_it_stands_by(self) -> None:
        assert find_comments(BY_HAND.encode(), frozenset({"# Mã hồ sơ"})) == {
            "id": ["# của cả tệp", "# mã cũ là 7k3f9p"],
            "note": ["# sau Ghi chú"],
            "recipients": ["# hỏi lại", "# ghi sau"],
            "": ["# cuối tệp"],
        }

    @pytest.mark.parametrize(
        "line",
        [
            'symbol = "16#17" # cũ',
            "symbol = '16#17' # cũ",
            "symbol = '''16 # 17''' # cũ",
            r'symbol = "16\"#17" # cũ',
            '"symbol" = "16" # cũ',
            "symbol = [[1], [2]] # cũ",
            "symbol = {a = 1} # cũ",
        ],
    )
    def test_a_hash_inside_a_text_is_no_comment(self, line: str) -> None:
        assert tomllib.loads(line)
        assert find_comments(line.encode(), frozenset()) == {"symbol": ["# cũ"]}

    def test_labels_are_ours(self) -> None:
        for record in (LETTER, ReportSheet(id="r8d2nm", slug="2023-nam", legal_basis=("Luật A", "Luật B"))):
            assert find_comments(render(record), label_lines(type(record))) == {}

    def test_a_save_keeps_what_was_typed_beside_the_same_keys_and_a_second_one_changes_nothing(self) -> None:
        typed = render(LETTER).replace(b"symbol =", b"# so cu la 16\nsymbol =") + b"\n# hoi anh Khanh\n"
        saved = render(LETTER.change(subject="khác"), keeping=(typed,))
        assert "# so cu la 16\n# Số, ký hiệu\nsymbol =" in saved.decode()
        assert saved.endswith(b"\n\n# hoi anh Khanh\n")
        assert render(LETTER.change(subject="khác"), keeping=(saved,)) == saved

    def test_a_comment_beside_a_value_that_is_gone_moves_to_the_end(self) -> None:
        typed = render(LETTER).replace(b"note =", b"# hoi lai\nnote =")
        assert render(LETTER.change(note=None), keeping=(typed,)).endswith(b"\n\n# hoi lai\n")

    def test_rows_of_a_table_keep_their_own(self) -> None:
        office = OfficeSettings(channels=(Channel(code="a", label="A"), Channel(code="b", label="B")))
        typed = render(office).replace(b'code = "b"', b'code = "b" # kenh moi')
        saved = render(office.change(short_name="UBND xã"), keeping=(typed,)).decode()
        assert '# kenh moi\n[[channels]]\ncode = "b"' in saved

    def test_of_two_files_both_are_kept_a_common_line_once(self) -> None:
        mine = render(LETTER).replace(b"note =", b"# chung\n# cua toi\nnote =")
        theirs = render(LETTER).replace(b"note =", b"# chung\n# cua ho\nnote =")
        saved = render(LETTER, keeping=(mine, theirs))
        assert [saved.count(line) for line in (b"# chung\n", b"# cua toi\n", b"# cua ho\n")] == [1, 1, 1]


def test_an_empty_list_that_says_more_than_no_list_is_written() -> None:
    office = OfficeSettings(
        short_name="UBND xã", regimes=(RegimeTable(code="a", name="A", closing_day=14, cumulative=()),)
    )
    data = render(office)
    assert b"cumulative = []" in data
    read, _ = from_plain(OfficeSettings, tomllib.loads(data.decode()))
    assert read.regimes == office.regimes
    assert b"cumulative" not in render(OfficeSettings(regimes=(RegimeTable(code="a", name="A", closing_day=14),)))

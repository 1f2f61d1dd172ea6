"""Spoilt files: one for each sentence. The sentence is compared whole, and the rest of the office stays usable."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.errors import FindingsError, RefusedError
from cchc_tui.office import Office
from cchc_tui.office.starting import create_office
from cchc_tui.records.directive import Directive
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.media import MediaCount

HERE = Path(__file__).parent
TODAY = date(2023, 12, 22)
REPORT = """\
schema = 1
id = "r8d2nm"
slug = "2023-nam"
kind = "bao-cao"
period = "2023-nam"
subject = "Kết quả tuyên truyền cải cách hành chính năm 2023"
"""


@dataclass(frozen=True)
class Said:
    """What is said of one file: the sentence after `Tệp PATH`, on which line, under which code."""

    sentence: str
    line: int | None
    code: str = "bad-value"


def _syntax(line: int, column: int, there: str, cause: str) -> Said:
    return Said(f" không đúng cú pháp TOML ở dòng {line}, cột {column}: “{there}”. {cause}", line, "broken-toml")


def _value(line: int, key: str, sentence: str) -> Said:
    return Said(f", dòng {line}, khóa {key}: {sentence}", line)


_EMPTY = " trống ngay từ dòng 1, không có dữ liệu. Hãy lấy lại bản trước trong lịch sử (git) hoặc xóa tệp này."
_DAY = "“Ngày ban hành” phải là một ngày viết như 2023-02-21, không có dấu nháy."
_WHOLE = "“Số lượng bản” phải là số nguyên từ 0 trở lên, không có dấu nháy."
_CHANNELS = (
    "truyen-thanh (Đài truyền thanh), trang-tin (Trang thông tin điện tử), mang-xa-hoi (Mạng xã hội),"
    " mot-cua (Bộ phận Một cửa), truc-quan (Tuyên truyền trực quan), hoi-hop (Hội nghị, tập huấn)"
)
_KINDS = (
    "nghi-quyet (Nghị quyết), quyet-dinh (Quyết định), chi-thi (Chỉ thị), quy-che (Quy chế), quy-dinh (Quy định),"
    " thong-cao (Thông cáo), thong-bao (Thông báo), huong-dan (Hướng dẫn), chuong-trinh (Chương trình),"
    " ke-hoach (Kế hoạch), phuong-an (Phương án), de-an (Đề án)…"
)
_QUANTITY = '“Số lượng” phải là số từ 0 trở lên: số nguyên không có dấu nháy, số lẻ viết như "97.5".'
_TEXT = "Giá trị chữ phải đặt trong dấu nháy kép."

SPOILT = {
    "unclosed-string": _syntax(
        20, 58, 'subject = "chấn chỉnh công tác tiếp nhận, giải quyết TTHC', "Có lẽ thiếu dấu nháy kép đóng chuỗi."
    ),
    "no-value": _syntax(11, 7, "kind =", _TEXT),
    "unquoted": _syntax(11, 8, "kind = công văn", _TEXT),
    "not-a-pair": _syntax(11, 2, "công văn số 17", "Mỗi dòng phải có dạng: khóa = giá trị."),
    "key-twice": _syntax(12, 18, 'kind = "ke-hoach"', "Có lẽ một khóa được viết hai lần."),
    "impossible-date": _syntax(17, 13, "issued_on = 2023-02-30", "Ngày phải có thật và viết như 2023-02-21."),
    "unclosed-list": _syntax(21, 1, "cuối tệp", "Có lẽ thiếu dấu ngoặc vuông đóng danh sách."),
    "list-runs-on": _syntax(22, 1, 'note = "x"', "Có lẽ thiếu dấu ngoặc vuông đóng danh sách."),
    "nul": _syntax(14, 16, 'symbol = "18/CV␀-UBND"', "Có ký tự điều khiển lẫn vào dòng này; hãy gõ lại cả dòng."),
    "only-nul": Said(
        " chỉ gồm các byte 0 ngay từ dòng 1, dấu vết của một lần mất điện hay hỏng đĩa. Hãy lấy lại bản trước trong"
        " lịch sử (git).",
        1,
        "unreadable",
    ),
    "empty": Said(_EMPTY, 1, "unreadable"),
    "blank-lines": Said(_EMPTY, 1, "unreadable"),
    "cp1258": Said(
        " không phải UTF-8: dòng 19, cột 15 có byte 0xEA. Có thể tệp được ghi bằng bảng mã cũ (CP1258, TCVN3, VNI);"
        " hãy mở lại và lưu bằng UTF-8.",
        19,
        "not-utf8",
    ),
    "conflict": Said(
        " còn dấu xung đột của git (<<<<<<<, =======, >>>>>>>) từ dòng 20. Hãy chạy cchc resolve hoặc giữ lại một bên"
        " rồi xóa các dấu ấy.",
        20,
        "conflict-markers",
    ),
    "conflict-half-mended": Said(
        " còn dấu xung đột của git (<<<<<<<, =======, >>>>>>>) từ dòng 21. Hãy chạy cchc resolve hoặc giữ lại một bên"
        " rồi xóa các dấu ấy.",
        21,
        "conflict-markers",
    ),
    "brackets": Said(" lồng quá nhiều tầng ngoặc nên không đọc được. Một hồ sơ không cần đến thế.", 1, "unreadable"),
    "date-in-quotes": _value(17, "issued_on", _DAY),
    "date-and-time": _value(17, "issued_on", _DAY),
    "text-is-a-number": _value(14, "symbol", "“Số, ký hiệu” phải là chữ đặt trong dấu nháy kép."),
    "list-is-text": _value(
        20, "recipients", '“Nơi nhận” phải là một danh sách các dòng chữ, ví dụ ["dòng một", "dòng hai"].'
    ),
    "number-in-quotes": _value(20, "copies", _WHOLE),
    "negative-number": _value(20, "copies", _WHOLE),
    "unknown-direction": _value(
        8,
        "direction",
        "“Chiều văn bản” không có giá trị “di”. Được dùng: outgoing (văn bản đi), incoming (văn bản đến).",
    ),
    "unknown-kind": _value(
        11, "kind", f"“Tên loại” không có giá trị “cong-vam”. Có phải “cong-van”? Được dùng: {_KINDS}."
    ),
    "media-unknown-channel": _value(
        8, "channel", f"“Kênh” không có giá trị “truyen-than”. Có phải “truyen-thanh”? Được dùng: {_CHANNELS}."
    ),
    "media-unknown-measure": _value(
        11,
        "measure",
        "“Chỉ tiêu” không có giá trị “bai”. Có phải “tin-bai”? Được dùng: tin-bai (tin, bài xây dựng),"
        " luot-phat-song (lượt phát sóng), buoi-tiep-am (buổi tiếp âm đài cấp trên).",
    ),
    "media-no-period": _value(
        14,
        "period",
        "“2023-13” không phải là một kỳ. Gõ như 6/2023, quý 3/2023, 2023, hoặc 15/12/2022 - 14/12/2023.",
    ),
    "media-unknown-qualifier": _value(
        18,
        "qualifier",
        "“Mức chính xác” không có giá trị “tren”. Được dùng: exact (đúng), over (trên), about (khoảng),"
        " about_over (khoảng trên), nearly (gần), more_than (hơn).",
    ),
    "media-value-is-text": _value(17, "value", _QUANTITY),
    "missing-subject": Said(
        " thiếu “Trích yếu” (subject). Hãy bổ sung, nếu không hồ sơ này không vào báo cáo được.", None, "missing-field"
    ),
    "missing-id": Said(
        ' thiếu mã hồ sơ (id). Hãy thêm dòng id = "…", sáu chữ số hoặc chữ cái thường chưa hồ sơ nào dùng.',
        None,
        "missing-field",
    ),
    "newer-schema": Said(" do phiên bản cchc mới hơn ghi (schema 2); ở đây chỉ đọc, không sửa.", 2, "newer-schema"),
}
READABLE = {"missing-subject", "missing-id", "newer-schema"}
"""Faults that leave the record there to be seen and mended."""


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office with one directive, one count and a report."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    records = create_office(tmp_path, {"short_name": "UBND xã Hà Kỳ"})
    office = _open(records)
    letter = Directive(
        direction="outgoing", kind="cong-van", symbol="17/CV-UBND", issued_on=date(2023, 2, 21), subject="chấn chỉnh"
    )
    count = MediaCount(channel="truyen-thanh", measure="tin-bai", period="2023-nam", value=24)
    office.records.add(letter)
    office.records.add(count)
    (records / "reports/2023-nam").mkdir()
    (records / "reports/2023-nam/report.toml").write_text(REPORT, "utf-8")
    (records / "reports/2023-nam/body.md").write_text("# I. KẾT QUẢ\n\nUBND xã đã thực hiện.\n", "utf-8")
    assert _open(records).records.findings == ()
    return records


def _open(records: Path) -> Office:
    return Office.open(records, today=TODAY)


def _place(records: Path, name: str) -> str:
    """Put a spoilt file where such records lie; its relative path."""
    path = f"{'media' if name.startswith('media') else 'directives'}/2023/{name}.toml"
    shutil.copyfile(HERE / f"{name}.toml", records / path)
    return path


def _finding(office: Office) -> Finding:
    (finding,) = office.records.findings
    return finding


def _is_usable(office: Office) -> None:
    """The office's other records are listed, and a new one can be kept and changed."""
    assert "17/CV-UBND" in [s.record.symbol for s in office.records.stored(Directive)]
    assert 24 in [s.record.value for s in office.records.stored(MediaCount)]
    new = Directive(
        direction="outgoing", kind="ke-hoach", symbol="77/KH-UBND", issued_on=TODAY, subject="tuyên truyền năm 2024"
    )
    added = office.records.add(new)
    assert office.records.save(added, added.record.change(note="đã gửi")).record.note == "đã gửi"


def test_every_spoilt_file_has_its_sentence() -> None:
    told = {path.stem for path in HERE.glob("*.toml")} - {"utf8-bom", "windows-lines", "underlined-note"}
    assert told == set(SPOILT)


@pytest.mark.parametrize("name", SPOILT)
def test_the_sentence_says_what_where_and_what_to_do(directory: Path, name: str) -> None:
    path = _place(directory, name)
    before = (directory / path).read_bytes()
    office = _open(directory)
    finding = _finding(office)
    expected = SPOILT[name]
    assert finding.message == f"Tệp {path}{expected.sentence}"
    assert (finding.line, finding.code, finding.path) == (expected.line, expected.code, path)
    _is_usable(office)
    assert (directory / path).read_bytes() == before, "nothing of the spoilt file is lost"


@pytest.mark.parametrize("name", SPOILT)
def test_an_error_refuses_the_final_report_and_not_the_draft(directory: Path, name: str) -> None:
    _place(directory, name)
    office = _open(directory)
    if _finding(office).severity is Severity.WARNING:
        assert office.reports.compose("2023-nam")
        return
    with pytest.raises(FindingsError) as refused:
        office.reports.compose("2023-nam")
    assert _finding(office).message in refused.value.message
    assert office.reports.compose("2023-nam", draft=True)


@pytest.mark.parametrize("name", sorted(set(SPOILT) - READABLE))
def test_a_file_that_cannot_be_read_is_no_record(directory: Path, name: str) -> None:
    path = _place(directory, name)
    office = _open(directory)
    assert path not in [s.path for cls in (Directive, MediaCount) for s in office.records.stored(cls)]


@pytest.mark.parametrize("name", ["utf8-bom", "windows-lines", "underlined-note"])
def test_what_can_be_understood_is_read_without_a_word(directory: Path, name: str) -> None:
    path = _place(directory, name)
    office = _open(directory)
    assert office.records.findings == ()
    (stored,) = [s for s in office.records.stored(Directive) if s.path == path]
    office.records.save(stored, stored.record.change(signer="Vũ Văn Khanh"))
    saved = (directory / path).read_bytes()
    assert not saved.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in saved


def test_an_underline_in_a_note_is_no_conflict_and_a_real_one_in_it_is(directory: Path) -> None:
    path = _place(directory, "underlined-note")
    assert _open(directory).records.findings == ()
    text = (directory / path).read_text("utf-8").replace("Ghi nhớ", "<<<<<<< HEAD")
    (directory / path).write_text(text, "utf-8")
    assert _finding(_open(directory)).code == "conflict-markers"


def test_a_record_of_a_newer_program_is_shown_but_not_changed(directory: Path) -> None:
    path = _place(directory, "newer-schema")
    office = _open(directory)
    (stored,) = [s for s in office.records.stored(Directive) if s.path == path]
    with pytest.raises(RefusedError) as refused:
        office.records.save(stored, stored.record.change(note="x"))
    assert refused.value.message == f"{path} do phiên bản cchc mới hơn ghi nên ở đây chỉ đọc."


def test_two_files_with_one_id(directory: Path) -> None:
    (path,) = directory.glob("directives/2023/*17-cv-ubnd*")
    identity = path.stem.rpartition("_")[2]
    copy = path.with_name("ban-sao.toml")
    copy.write_text(path.read_text("utf-8").replace("17/CV-UBND", "18/CV-UBND"), "utf-8")
    office = _open(directory)
    finding = _finding(office)
    assert finding.code == "repeated-id"
    assert finding.message == (
        f"Hai tệp directives/2023/{path.name} và directives/2023/ban-sao.toml cùng mã hồ sơ {identity}."
        " Có lẽ một tệp được chép từ tệp kia; hãy xóa bản chép."
    )
    _is_usable(office)


def test_fifty_megabytes_are_refused_unread(directory: Path) -> None:
    with (directory / "directives/2023/lon.toml").open("wb") as file:
        file.truncate(50_000_000)
    office = _open(directory)
    assert _finding(office).message == (
        "Tệp directives/2023/lon.toml dài 50000 kB, quá mức 1000 kB của một hồ sơ nên không được đọc."
        " Hãy xem có phải tệp khác bị chép nhầm vào đây."
    )
    _is_usable(office)


def test_a_link_is_not_followed_out_of_the_records(directory: Path, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai.toml"
    shutil.copyfile(HERE / "utf8-bom.toml", outside)
    (directory / "directives/2023/lien-ket.toml").symlink_to(outside)
    office = _open(directory)
    assert _finding(office).message == (
        "Tệp directives/2023/lien-ket.toml là một liên kết (symlink); hồ sơ phải là tệp thật nằm trong thư mục hồ sơ."
    )
    _is_usable(office)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_said_and_never_waited_for(directory: Path, make: object) -> None:
    assert callable(make)
    make(directory / "directives/2023/la.toml")
    office = _open(directory)
    assert _finding(office).message == (
        "Tệp directives/2023/la.toml không phải là một tệp thường. Hãy chuyển nó ra ngoài thư mục hồ sơ."
    )
    _is_usable(office)


def test_a_spoilt_office_file_leaves_the_records_to_be_seen(directory: Path) -> None:
    (directory / "office.toml").write_text("short_name = \n", "utf-8")
    office = _open(directory)
    assert _finding(office).message == (
        "Tệp office.toml không đúng cú pháp TOML ở dòng 1, cột 14: “short_name =”."
        " Giá trị chữ phải đặt trong dấu nháy kép."
    )
    assert len(office.records.stored(Directive)) == 1
    with pytest.raises(FindingsError):
        office.reports.compose("2023-nam")


def test_files_that_are_no_records_are_left_alone(directory: Path) -> None:
    for name in ("README.md", ".an.toml", "cu.toml~", "ghi-chu.txt"):
        (directory / "directives/2023" / name).write_text("không phải hồ sơ", "utf-8")
    assert _open(directory).records.findings == ()

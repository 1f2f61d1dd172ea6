"""Our forms beside the sample pages of Phụ lục III, which were measured block by block.

Measured on the decree's annex (Phuluc3.doc, 18 pages) set by LibreOffice at its own margins, 35 mm left and 20 mm
right. A line that is centred on the text is told by how far its centre is from the middle of the text, one that begins
somewhere by its distance from the left margin. The samples do not place the two blocks of a head and the signature
alike: their centres are told as the range in which all samples have them. Dotted lines are left out: they have the
size of the text and begin where it does.

Two things differ on purpose. The samples let the national name and the line of 10 points stand 5 to 9 mm in the right
margin, so that the centre of the head's right block is 39 to 45 mm from it; ours stays inside the margins, 49 mm from
it. They set the dashes of "Kính gửi" 45 mm from the margin, where the decree's words (Phụ lục I, Mục II, khoản 9) set
them under the colon.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from export.builders import MILLIMETRE, drawn_lines, lines
from export.test_forms import example_pages

REGULAR, BOLD, ITALIC, BOTH = "", "Bold", "Italic", "BoldItalic"
MIDDLE, START, EDGE = "middle", "start", "right end"
AGENCY, NATION, SIGNER = "agency", "nation", "signer"
RANGES = {AGENCY: (26.2, 33.6), NATION: (39.0, 49.0), SIGNER: (38.1, 48.7)}
"""Where the centres stand: the agency's from the left margin, the others from the right one. The upper end of the
national name is ours, see above.
"""
LEFT_MM, RIGHT_MM = 30, 190


@dataclass(frozen=True)
class Measured:
    """One line of a sample: how our example begins it, its size and style, and where it stands (millimetres)."""

    text: str
    size: float
    style: str
    place: str
    distance: float = 0


HEAD = (
    Measured("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, BOLD, NATION),
    Measured("Độc lập - Tự do - Hạnh phúc", 14, BOLD, NATION),
    Measured("XÃ HÀ KỲ", 13, BOLD, AGENCY),
)
DATED = (Measured("Số:", 13, REGULAR, AGENCY), Measured("Hà Kỳ, ngày", 14, ITALIC, NATION))
FOOT = (Measured("Nơi nhận:", 12, BOTH, START, 0.1), Measured("- Lưu: VT", 11, REGULAR, START, 0.1))


def titled(kind: str, subject: str) -> tuple[Measured, ...]:
    return Measured(kind, 14, BOLD, MIDDLE, 0.0), Measured(subject, 14, BOLD, MIDDLE, 0.1)


def text(begins: str, start: float = 10.0) -> Measured:
    return Measured(begins, 14, REGULAR, START, start)


def signed(name: str) -> Measured:
    return Measured(name, 14, BOLD, SIGNER)


SAMPLES: dict[str, tuple[str, int, tuple[Measured, ...]]] = {
    "1.1": ("nghi-quyet", 0, (
        *HEAD[:2], *DATED, *titled("NGHỊ QUYẾT", "Về nhiệm vụ phát triển"),
        Measured("HỘI ĐỒNG NHÂN DÂN XÃ HÀ KỲ KHÓA XXI", 14, BOLD, MIDDLE, 0.0),
        Measured("Căn cứ Luật", 14, ITALIC, START, 10.0), Measured("QUYẾT NGHỊ:", 14, BOLD, MIDDLE, 0.0),
        *FOOT, signed("Hoàng Văn Đức"),
    )),
    "1.2": ("quyet-dinh", 0, (
        *HEAD, *DATED, *titled("QUYẾT ĐỊNH", "Ban hành Quy chế"),
        Measured("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ HÀ KỲ", 14, BOLD, MIDDLE, 0.0),
        Measured("QUYẾT ĐỊNH:", 14, BOLD, MIDDLE, 0.1), *FOOT, signed("Trần Thị Bình"),
    )),
    "1.3": ("quyet-dinh", 1, (
        *HEAD, *titled("QUY CHẾ", "Làm việc của Tổ công tác"),
        Measured("(Kèm theo Quyết định số", 14, ITALIC, MIDDLE, 0.1), Measured("Chương I", 14, BOLD, MIDDLE, 0.1),
        Measured("QUY ĐỊNH CHUNG", 14, BOLD, MIDDLE, 0.1),
    )),
    "1.4": ("thong-bao", 0, (
        *HEAD, *DATED, Measured("THÔNG BÁO", 14, BOLD, MIDDLE, 0.1), text("Ngày 04/5/2026,"), *FOOT,
        signed("Lê Văn Cường"),
    )),
    "1.5": ("cong-van", 0, (
        *HEAD[1:], *DATED, Measured("V/v chấn chỉnh", 12, REGULAR, AGENCY), text("Kính gửi:", 35.0), *FOOT,
        signed("Nguyễn Văn An"),
    )),
    "1.6": ("cong-dien", 0, (
        *HEAD, *DATED, *titled("CÔNG ĐIỆN", "Về việc ứng phó"),
        Measured("Chủ tịch Ủy ban nhân dân xã Hà Kỳ điện:", 14, REGULAR, MIDDLE, 0.0),
        text("- Trưởng các đơn vị", 55.0), text("- Trưởng các thôn", 55.0), text("Bão đang"), *FOOT,
        signed("Trần Thị Bình"),
    )),
    "1.7": ("giay-moi", 0, (
        *HEAD, *DATED, *titled("GIẤY MỜI", "Dự hội nghị"),
        text("Ủy ban nhân dân xã Hà Kỳ trân trọng kính mời:"), text("Tới dự"), text("Chủ trì:"), text("Thời gian:"),
        text("Địa điểm:"), *FOOT, signed("Lê Văn Cường"),
    )),
    "1.8": ("giay-gioi-thieu", 0, (
        *HEAD, *DATED, Measured("GIẤY GIỚI THIỆU", 14, BOLD, MIDDLE, 0.0),
        Measured("Ủy ban nhân dân xã Hà Kỳ trân trọng giới thiệu:", 14, REGULAR, MIDDLE, 0.0), text("Ông (bà)"),
        text("Chức vụ:"), text("Được cử đến:"), text("Về việc:"), text("Giấy này có giá trị đến hết ngày"), *FOOT,
        signed("Lê Văn Cường"),
    )),
    "1.9": ("bien-ban", 0, (
        *HEAD, DATED[0], Measured("BIÊN BẢN", 14, BOLD, MIDDLE, 0.0), text("Thời gian bắt đầu:"), text("Địa điểm:"),
        text("Thành phần tham dự:"), signed("CHỦ TỌA"), *FOOT, signed("Trần Thị Bình"),
    )),
    "1.10": ("giay-nghi-phep", 0, (
        *HEAD[:2], *DATED, Measured("GIẤY NGHỈ PHÉP", 14, BOLD, MIDDLE, 0.0), text("Xét Đơn"), text("Chức vụ:"),
        *FOOT, signed("Lê Văn Cường"),
    )),
    "2.1": ("quyet-dinh", 2, (
        Measured("Phụ lục", 14, BOLD, MIDDLE, 0.1), Measured("DANH SÁCH TỔ CÔNG TÁC", 14, BOLD, MIDDLE, 0.1),
    )),
    "2.2": ("phu-luc", 0, (
        Measured("125/QĐ-UBND;", 10, REGULAR, EDGE), Measured("Phụ lục I", 14, BOLD, MIDDLE, 0.1),
        Measured("DANH SÁCH TỔ CÔNG TÁC", 14, BOLD, MIDDLE, 0.1),
    )),
    "3.1": ("sao-y", 0, (
        Measured("SAO Y", 14, BOLD, NATION), Measured("Số: 06/SY-UBND", 13, REGULAR, AGENCY), *FOOT,
    )),
}  # fmt: skip
"""Form 3.2 has one line of its own, tried in test_forms: 10 points, upright, at the upper right."""


@pytest.mark.parametrize("form", SAMPLES)
def test_each_block_stands_as_in_the_official_sample(form: str) -> None:
    kind, number, blocks = SAMPLES[form]
    shown = [(line.strip(), box, spans) for line, box, spans in lines(example_pages(kind)[number])]
    for block in blocks:
        found = [(box, spans) for line, box, spans in shown if line.startswith(block.text)]
        assert found, f"{form}: {block.text!r} is missing"
        box, spans = found[-1] if block.text == "CHỦ TỊCH" else found[0]
        assert round(float(spans[0]["size"]), 1) == block.size, (form, block)  # type: ignore[arg-type]
        font = str(spans[0]["font"])
        assert "".join(part for part in ("Bold", "Italic") if part in font) == block.style, (form, block, font)
        where = _where(box.x0 / MILLIMETRE, box.x1 / MILLIMETRE, block.place)
        low, high = RANGES.get(block.place, (block.distance, block.distance))
        assert low - 1 <= where <= high + 1, (form, block, where)


def _where(left: float, right: float, place: str) -> float:
    """How far a line stands from what it is told by."""
    if place == START:
        return left - LEFT_MM
    if place == EDGE:
        return RIGHT_MM - right
    centre = (left + right) / 2
    if place == MIDDLE:
        return centre - (LEFT_MM + RIGHT_MM) / 2
    return centre - LEFT_MM if place == AGENCY else RIGHT_MM - centre


@pytest.mark.parametrize("kind", ["giay-gioi-thieu", "giay-nghi-phep"])
def test_a_title_without_a_subject_has_its_line_too(kind: str) -> None:
    """12 and 17.5 mm long in the samples 1.8 and 1.10, from a third to half of the words above it."""
    (page,) = example_pages(kind)
    title = next(box for line, box, _ in lines(page) if line.startswith(("GIẤY GIỚI THIỆU", "GIẤY NGHỈ PHÉP")))
    (drawn,) = [each for each in drawn_lines(page) if title.y1 - 2 < each.y0 < title.y1 + 8]
    assert title.width / 3 <= drawn.width <= title.width / 2
    assert (drawn.x0 + drawn.x1) / 2 == pytest.approx((title.x0 + title.x1) / 2, abs=1)

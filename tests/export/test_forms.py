"""Every form of Phụ lục III, block by block: what stands where, in which size and style, and what must not be there.

The facts are those of the decree's samples: size and style of each component (Phụ lục I, Mục V), its column or line
(Mục IV), the order of the blocks (Phụ lục III). Places are measured on the finished page, to a millimetre.
"""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from cchc_tui.errors import FindingsError
from cchc_tui.export import new_document
from cchc_tui.storage.official_document import read_official_document
from cchc_tui.storage.shipped import templates_dir
from export.builders import MILLIMETRE, document, docx_parts, docx_text, lines, pages, words
from tests.rules.builders import found_in_file

LEFT, RIGHT, PAGE, SIGNS, INDENT, MARGIN, LISTED, EDGE = (
    "left column", "right column", "page", "signature column", "first line", "margin", "list", "right edge",
)  # fmt: skip
CENTRES = {LEFT: 30 + 31, RIGHT: 92 + 49, PAGE: 110, SIGNS: 110 + 40}
STARTS = {INDENT: 40, MARGIN: 30, LISTED: 85}
REGULAR, BOLD, ITALIC, BOTH = "", "Bold", "Italic", "BoldItalic"

Block = tuple[str, float, str, str]
HEAD: tuple[Block, ...] = (
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, BOLD, RIGHT),
    ("Độc lập - Tự do - Hạnh phúc", 14, BOLD, RIGHT),
)
AGENCY: tuple[Block, ...] = (("ỦY BAN NHÂN DÂN", 13, BOLD, LEFT), ("XÃ HÀ KỲ", 13, BOLD, LEFT))
LIST: tuple[Block, ...] = (("Nơi nhận:", 12, BOTH, MARGIN), ("- Lưu: VT", 11, REGULAR, MARGIN))

FORMS: dict[str, tuple[str, tuple[Block, ...], tuple[str, ...]]] = {
    "1.1 nghị quyết": (
        "nghi-quyet",
        (
            ("HỘI ĐỒNG NHÂN DÂN", 13, BOLD, LEFT), *HEAD, ("Số: 07/NQ-HĐND", 13, REGULAR, LEFT),
            ("Hà Kỳ, ngày 15 tháng 7 năm 2026", 14, ITALIC, RIGHT), ("NGHỊ QUYẾT", 14, BOLD, PAGE),
            ("Về nhiệm vụ phát triển", 14, BOLD, PAGE),
            ("HỘI ĐỒNG NHÂN DÂN XÃ HÀ KỲ KHÓA XXI", 14, BOLD, PAGE), ("Căn cứ Luật", 14, ITALIC, INDENT),
            ("QUYẾT NGHỊ:", 14, BOLD, PAGE), ("Điều", 14, BOLD, INDENT), ("CHỦ TỊCH", 14, BOLD, SIGNS),
            ("Hoàng Văn Đức", 14, BOLD, SIGNS), *LIST,
        ),
        ("Kính gửi",),
    ),
    "1.2 quyết định": (
        "quyet-dinh",
        (
            *AGENCY, *HEAD, ("Số: 125/QĐ-UBND", 13, REGULAR, LEFT), ("QUYẾT ĐỊNH", 14, BOLD, PAGE),
            ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ HÀ KỲ", 14, BOLD, PAGE), ("QUYẾT ĐỊNH:", 14, BOLD, PAGE),
            ("Điều 2.", 14, BOLD, INDENT), *LIST, ("Trần Thị Bình", 14, BOLD, SIGNS),
        ),
        ("Kính gửi",),
    ),
    "1.4 văn bản có tên loại": (
        "thong-bao",
        (
            *AGENCY, *HEAD, ("Số: 21/TB-UBND", 13, REGULAR, LEFT), ("THÔNG BÁO", 14, BOLD, PAGE),
            ("Kết luận của Chủ tịch", 14, BOLD, PAGE), ("Ngày 04/5/2026,", 14, REGULAR, INDENT),
            ("TL. CHỦ TỊCH", 14, BOLD, SIGNS), ("CHÁNH VĂN PHÒNG", 14, BOLD, SIGNS), *LIST,
        ),
        ("Kính gửi",),
    ),
    "1.5 công văn": (
        "cong-van",
        (
            *AGENCY, *HEAD, ("Số: 17/UBND-VP", 13, REGULAR, LEFT), ("V/v chấn chỉnh", 12, REGULAR, LEFT),
            ("Kính gửi:", 14, REGULAR, "65"), ("- Trung tâm Phục vụ", 14, REGULAR, "83"),
            ("KT. CHỦ TỊCH", 14, BOLD, SIGNS), *LIST, ("Địa chỉ:", 11, REGULAR, PAGE),
        ),
        ("CÔNG VĂN",),
    ),
    "1.6 công điện": (
        "cong-dien",
        (
            *AGENCY, *HEAD, ("HỎA TỐC", 14, BOLD, LEFT), ("CÔNG ĐIỆN", 14, BOLD, PAGE),
            ("Chủ tịch Ủy ban nhân dân xã Hà Kỳ điện:", 14, REGULAR, PAGE),
            ("- Trưởng các đơn vị", 14, REGULAR, LISTED), ("- Trưởng các thôn", 14, REGULAR, LISTED),
            ("Bão đang", 14, REGULAR, INDENT), *LIST,
        ),
        ("Kính gửi", "QUYẾT ĐỊNH"),
    ),
    "1.7 giấy mời": (
        "giay-moi",
        (
            *AGENCY, *HEAD, ("GIẤY MỜI", 14, BOLD, PAGE), ("Dự hội nghị đối thoại", 14, BOLD, PAGE),
            ("Ủy ban nhân dân xã Hà Kỳ trân trọng kính mời: Ông", 14, REGULAR, INDENT),
            ("Tới dự:", 14, REGULAR, INDENT), ("Chủ trì:", 14, REGULAR, INDENT),
            ("Thời gian:", 14, REGULAR, INDENT), ("Địa điểm:", 14, REGULAR, INDENT), *LIST,
        ),
        ("Kính gửi",),
    ),
    "1.8 giấy giới thiệu": (
        "giay-gioi-thieu",
        (
            *AGENCY, *HEAD, ("GIẤY GIỚI THIỆU", 14, BOLD, PAGE),
            ("Ủy ban nhân dân xã Hà Kỳ trân trọng giới thiệu:", 14, REGULAR, PAGE),
            ("Ông (bà):", 14, REGULAR, INDENT), ("Được cử đến:", 14, REGULAR, INDENT),
            ("Giấy này có giá trị đến hết ngày 29/5/2026./.", 14, REGULAR, INDENT), *LIST,
        ),
        (),
    ),
    "1.9 biên bản": (
        "bien-ban",
        (
            *AGENCY, *HEAD, ("Số: 03/BB-UBND", 13, REGULAR, LEFT), ("BIÊN BẢN", 14, BOLD, PAGE),
            ("Thời gian bắt đầu:", 14, REGULAR, INDENT), ("THƯ KÝ", 14, BOLD, "70"), ("CHỦ TỌA", 14, BOLD, SIGNS),
            ("Phạm Thị Dung", 14, BOLD, "70"), *LIST,
        ),
        ("Hà Kỳ, ngày",),
    ),
    "1.10 giấy nghỉ phép": (
        "giay-nghi-phep",
        (
            ("UBND XÃ HÀ KỲ", 13, REGULAR, LEFT), ("VĂN PHÒNG", 13, BOLD, LEFT), *HEAD,
            ("GIẤY NGHỈ PHÉP", 14, BOLD, PAGE), ("Xét Đơn", 14, REGULAR, INDENT), *LIST,
            ("Xác nhận của cơ quan", 13, REGULAR, "70"), ("Lê Văn Cường", 14, BOLD, SIGNS),
        ),
        (),
    ),
    "2.2 phụ lục là tệp riêng": (
        "phu-luc",
        (
            ("125/QĐ-UBND; 09/03/2026; 08:30:15", 10, REGULAR, EDGE), ("Phụ lục I", 14, BOLD, PAGE),
            ("DANH SÁCH TỔ CÔNG TÁC", 14, BOLD, PAGE), ("(Kèm theo Quyết định số 125/QĐ-UBND", 14, ITALIC, PAGE),
        ),
        ("CỘNG HÒA", "Nơi nhận", "Số:"),
    ),
    "3.1 bản sao giấy": (
        "sao-y",
        (
            ("SAO Y", 14, BOLD, RIGHT), ("XÃ HÀ KỲ", 13, BOLD, LEFT), ("Số: 06/SY-UBND", 13, REGULAR, LEFT),
            ("Hà Kỳ, ngày 14 tháng 4 năm 2026", 14, ITALIC, RIGHT), ("TL. CHỦ TỊCH", 14, BOLD, SIGNS), *LIST,
        ),
        ("CỘNG HÒA",),
    ),
}  # fmt: skip


# Forms whose page is not the first of an example: the example, its page (from 0), the blocks, what must not be there.
LATER_PAGES: dict[str, tuple[str, int, tuple[Block, ...], tuple[str, ...]]] = {
    "1.3 văn bản ban hành kèm theo": (
        "quyet-dinh", 1,
        (
            *AGENCY, *HEAD, ("QUY CHẾ", 14, BOLD, PAGE), ("Làm việc của Tổ công tác", 14, BOLD, PAGE),
            ("(Kèm theo Quyết định số 125/QĐ-UBND", 14, ITALIC, PAGE), ("Chương I", 14, BOLD, PAGE),
            ("QUY ĐỊNH CHUNG", 14, BOLD, PAGE), ("Điều 1.", 14, BOLD, INDENT),
        ),
        ("Phụ lục", "Số:", "Hà Kỳ, ngày", "Nơi nhận"),
    ),
    "2.1 phụ lục trong cùng văn bản": (
        "quyet-dinh", 2,
        (
            ("Phụ lục", 14, BOLD, PAGE), ("DANH SÁCH TỔ CÔNG TÁC", 14, BOLD, PAGE),
            ("(Kèm theo Quyết định số 125/QĐ-UBND", 14, ITALIC, PAGE),
            ("ngày 09 tháng 3 năm 2026 của", 14, ITALIC, PAGE), ("Họ và tên", 13, BOLD, "57"),
        ),
        ("CỘNG HÒA", "Số:", "Nơi nhận"),
    ),
}  # fmt: skip

# Heights, as Phụ lục I, Mục IV and the samples draw them. "level": on one line. "top": its letters begin at the upper
# margin. "name": the room to sign in, from the last line above it. "under": lines right under one another.
ASCENT = 0.891
"""Of Times, in its size."""
Height = tuple[str, str, str]
FIRST: tuple[Height, ...] = (("top", "CỘNG HÒA", ""), ("under", "CỘNG HÒA", "Độc lập"))
DATED: tuple[Height, ...] = (("level", "Số:", "Hà Kỳ, ngày"),)
HEIGHTS: dict[str, tuple[tuple[str, int], tuple[Height, ...]]] = {
    "1.1": (("nghi-quyet", 0), (*FIRST, *DATED, ("level", "CỘNG HÒA", "HỘI ĐỒNG NHÂN DÂN"),
            ("level", "Nơi nhận:", "CHỦ TỊCH"), ("name", "CHỦ TỊCH", "Hoàng Văn Đức"))),
    "1.2": (("quyet-dinh", 0), (*FIRST, *DATED, ("level", "CỘNG HÒA", "ỦY BAN NHÂN DÂN"),
            ("under", "QUYẾT ĐỊNH", "Ban hành Quy chế"), ("name", "CHỦ TỊCH", "Trần Thị Bình"))),
    "1.3": (("quyet-dinh", 1), (*FIRST, ("under", "QUY CHẾ", "Làm việc của"), ("under", "Chương I", "QUY ĐỊNH CHUNG"))),
    "1.4": (("thong-bao", 0), (*FIRST, *DATED, ("level", "Nơi nhận:", "TL. CHỦ TỊCH"),
            ("under", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), ("name", "CHÁNH VĂN PHÒNG", "Lê Văn Cường"))),
    "1.5": (("cong-van", 0), (*FIRST, *DATED, ("under", "Kính gửi:", "- Trung tâm"),
            ("under", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), ("name", "PHÓ CHỦ TỊCH", "Nguyễn Văn An"))),
    "1.6": (("cong-dien", 0), (*FIRST, *DATED, ("under", "CÔNG ĐIỆN", "Về việc ứng phó"),
            ("name", "CHỦ TỊCH", "Trần Thị Bình"))),
    "1.7": (("giay-moi", 0), (*FIRST, *DATED, ("under", "GIẤY MỜI", "Dự hội nghị"),
            ("name", "CHÁNH VĂN PHÒNG", "Lê Văn Cường"))),
    "1.8": (("giay-gioi-thieu", 0), (*FIRST, *DATED, ("name", "CHÁNH VĂN PHÒNG", "Lê Văn Cường"))),
    "1.9": (("bien-ban", 0), (*FIRST, ("level", "THƯ KÝ", "CHỦ TỌA"), ("level", "Phạm Thị Dung", "Trần Thị Bình"),
            ("name", "CHỦ TỌA", "Trần Thị Bình"))),
    "1.10": (("giay-nghi-phep", 0), (*FIRST, *DATED, ("level", "CỘNG HÒA", "UBND XÃ HÀ KỲ"))),
    "2.1": (("quyet-dinh", 2), (("top", "Phụ lục", ""), ("under", "Phụ lục", "DANH SÁCH TỔ"))),
    "2.2": (("phu-luc", 0), (("top", "125/QĐ-UBND;", ""), ("under", "Phụ lục I", "DANH SÁCH TỔ"))),
    "3.1": (("sao-y", 0), (*DATED, ("level", "Nơi nhận:", "TL. CHỦ TỊCH"),)),
}  # fmt: skip


def example_pages(kind: str) -> list[pymupdf.Page]:
    return pages(read_official_document(new_document(kind), kind, None))


def stands_at(box: pymupdf.Rect, place: str) -> tuple[float, float]:
    """Where a line is and where it should be, in millimetres."""
    if place == EDGE:
        return box.x1 / MILLIMETRE, 190
    if place in CENTRES:
        return (box.x0 + box.x1) / 2 / MILLIMETRE, CENTRES[place]
    if place.isdigit():
        wanted = float(place)
        return (box.x0 / MILLIMETRE if wanted != 70 else (box.x0 + box.x1) / 2 / MILLIMETRE), wanted
    return box.x0 / MILLIMETRE, STARTS[place]


@pytest.mark.parametrize("name", [*FORMS, *LATER_PAGES])
def test_the_page_lies_over_the_sample_of_the_decree(name: str) -> None:
    kind, blocks, absent = FORMS[name] if name in FORMS else LATER_PAGES[name][::2] + LATER_PAGES[name][3:]
    page = example_pages(kind)[LATER_PAGES[name][1] if name in LATER_PAGES else 0]
    shown = list(lines(page))
    for text, size, face, place in blocks:
        found = [(box, spans) for line, box, spans in shown if line.strip().startswith(text)]
        assert found, f"{name}: {text!r} is missing"
        box, spans = found[-1] if text in ("CHỦ TỊCH", "XÃ HÀ KỲ") else found[0]
        assert round(float(spans[0]["size"]), 1) == size, text  # type: ignore[arg-type]
        style = str(spans[0]["font"]).replace("Regular", "").replace("-", "").replace("Tinos", "")
        assert all(part in style for part in ("Bold", "Italic") if part in face), (text, style)
        assert not any(part in style for part in ("Bold", "Italic") if part not in face), (text, style)
        where, wanted = stands_at(box, place)
        assert where == pytest.approx(wanted, abs=1), f"{name}: {text!r} {place}"
    for text in absent:
        assert text not in words(page), f"{name} has {text!r}"


@pytest.mark.parametrize("form", list(HEIGHTS))
def test_heights_are_those_of_the_sample(form: str) -> None:
    (kind, number), facts = HEIGHTS[form]
    page = example_pages(kind)[number]
    found: dict[str, tuple[float, float]] = {}
    for line, _, spans in lines(page):
        found[line.strip()] = float(spans[0]["size"]), float(spans[0]["origin"][1])  # type: ignore[arg-type, index]

    def place(text: str) -> tuple[float, float]:
        """The last line that says just that, else the last that begins so."""
        return next((v for k, v in reversed(found.items()) if k == text), None) or next(
            v for k, v in reversed(found.items()) if k.startswith(text)
        )

    for relation, one, other in facts:
        size, base = place(one)
        lower = (place(other)[1] - base) / MILLIMETRE if other else 0
        if relation == "top":
            assert (base - ASCENT * size) / MILLIMETRE == pytest.approx(20, abs=1), (form, one)
        elif relation == "level":
            assert abs(lower) <= 1, (form, one, other, lower)
        elif relation == "under":
            assert lower == pytest.approx(5.7, abs=1), (form, one, other, lower)
        else:
            assert 25 <= lower <= 36, (form, one, other, lower)


def test_what_a_decision_issues_has_a_page_with_a_head_and_no_number_or_date() -> None:
    """Form 1.3."""
    first, second, third = example_pages("quyet-dinh")
    assert [line for line, _, _ in lines(second)][:3] == [
        "ỦY BAN NHÂN DÂN",
        "XÃ HÀ KỲ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]
    text = words(second)
    assert "QUY CHẾ Làm việc của Tổ công tác" in text
    assert "(Kèm theo Quyết định số 125/QĐ-UBND ngày 09 tháng 3 năm 2026 của Ủy ban nhân dân xã Hà Kỳ)" in text
    assert not [word for word in ("Phụ lục", "Số:", "Hà Kỳ, ngày") if word in text]
    assert words(third).startswith("Phụ lục DANH SÁCH"), "one appendix has no number"
    assert "Nơi nhận:" in words(first)


def test_an_electronic_copy_has_its_line_at_the_top_and_no_block() -> None:
    """Form 3.2."""
    text = new_document("sao-y").replace("ngay:", "thoi-diem-ky: 2026-04-14 09:05:00\nngay:")
    page = pages(read_official_document(text, "sao-y", None))[0]
    assert words(page).startswith("SAO Y; Ủy ban nhân dân xã Hà Kỳ; 14/04/2026; 09:05:00")
    assert "Nơi nhận" not in words(page)


@pytest.mark.parametrize("count", [3, 4])
def test_a_joint_paper_has_its_agencies_under_one_another_and_all_who_sign(count: int) -> None:
    signers = "".join(f"\n  - {{quyen-han: [GIÁM ĐỐC {n}], ho-ten: Người {n}}}" for n in range(count))
    joint = "".join(f"\n  - {{co-quan: [SỞ SỐ {n}]}}" for n in range(1, count))
    made = document(ky=signers, lien_tich=joint)
    page = pages(made)[0]
    assert words(page).index("SỞ SỐ 1") < words(page).index("SỞ SỐ 2") < words(page).index("Số:")
    xml = docx_text(docx_parts(made)["word/document.xml"])
    for text in (xml, words(page)):
        names = [text.index(f"Người {n}") for n in range(count)]
        assert names == sorted(names)
        assert max(names) < text.index("Nơi nhận:")


@pytest.mark.parametrize("path", sorted((templates_dir() / "documents").glob("*.md")), ids=lambda path: path.stem)
def test_every_example_is_one_of_its_kind_and_breaks_no_rule(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert found_in_file(text) == []
    assert read_official_document(text, path.stem, None).head.kind_slug == path.stem


def test_no_two_examples_are_alike() -> None:
    bodies = [new_document(path.stem).split("\n---\n")[1] for path in (templates_dir() / "documents").glob("*.md")]
    first_lines = {body.strip().splitlines()[0] for body in bodies}
    assert len(bodies) == 33
    assert len(first_lines) >= 30


def test_an_office_adds_kinds_of_its_own_by_a_form_of_the_decree(tmp_path: Path) -> None:
    own = tmp_path / "layout" / "nd30-2020.toml"
    own.parent.mkdir()
    own.write_text('[kinds]\nto-khai = { name = "Tờ khai", code = "TK", form = "khong-trich-yeu" }\n', encoding="utf-8")
    text = new_document("thong-bao").replace("thong-bao", "to-khai").replace("TB-UBND", "TK-UBND")
    made = read_official_document(text, "x", tmp_path)
    assert made.components.kind_name == "TỜ KHAI"
    assert {finding.code for finding in found_in_file(text, templates=tmp_path)} == {"subject-unneeded"}


@pytest.mark.parametrize(
    ("kinds", "named"),
    [
        ('bao-cao = { name = "Báo cáo nhanh", code = "BC" }', "cơ quan không đổi được"),
        ('to-khai = { name = "Tờ khai", form = "la" }', "form không có"),
        ("to-khai = 5", "phải có name"),
    ],
)
def test_an_office_cannot_change_the_decrees_kinds_or_name_a_form_that_is_none(
    kinds: str, named: str, tmp_path: Path
) -> None:
    own = tmp_path / "layout" / "nd30-2020.toml"
    own.parent.mkdir()
    own.write_text(f"[kinds]\n{kinds}\n", encoding="utf-8")
    with pytest.raises(FindingsError, match=named):
        read_official_document(new_document("bao-cao"), "x", tmp_path)


@pytest.mark.parametrize(
    ("kind", "cut", "code"),
    [
        ("giay-moi", "Thời gian: 08 giờ 00 phút, ngày 18/4/2026.", "field-missing"),
        (
            "cong-dien",
            "kinh-gui:\n  - Trưởng các đơn vị trực thuộc Ủy ban nhân dân xã\n"
            "  - Trưởng các thôn trên địa bàn xã\n",
            "call-missing",
        ),
        ("bien-ban", "ky-trai:\n  quyen-han: THƯ KÝ\n  ho-ten: Phạm Thị Dung\n", "signers-few"),
    ],
)  # fmt: skip
def test_what_the_sample_has_and_the_paper_has_not_is_said(kind: str, cut: str, code: str) -> None:
    text = new_document(kind)
    assert cut in text
    assert code in {finding.code for finding in found_in_file(text.replace(cut, ""))}

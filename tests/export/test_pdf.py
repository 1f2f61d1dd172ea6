"""The pages of the PDF, measured: margins, sizes, lines, numbers, tags."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from cchc_tui.export.fonts import PdfFont, pdf_font
from cchc_tui.export.pdf import compile_pdf, typst_body
from export.builders import BODY, MILLIMETRE, document, drawn_lines, line_with, lines, pages, pdf_bytes, words

LONG = "\n\n".join(f"Đoạn văn thứ {number} của báo cáo." for number in range(60))
APPENDIX = '\n\nSố liệu tại Phụ lục.\n\n::: {.phu-luc ten="Biểu số liệu"}\n\nMột.\n\n:::\n'


def size_of(page: pymupdf.Page, text: str) -> float:
    return round(float(line_with(page, text)[1][0]["size"]), 1)  # type: ignore[arg-type]


def test_every_component_has_the_size_of_its_profile() -> None:
    for profile, sizes in (("14", (13, 14, 13, 14, 14, 14, 12, 11)), ("13", (12, 13, 13, 13, 13, 13, 12, 11))):
        page = pages(document(co_chu=profile))[0]
        found = [
            size_of(page, text)
            for text in (
                "CỘNG HÒA XÃ HỘI",
                "Độc lập - Tự do",
                "/BC-UBND",
                "Hà Kỳ, ngày 22 tháng 12 năm 2023",
                "BÁO CÁO",
                "Trên đây là",
                "Nơi nhận:",
                "- Như trên;",
            )
        ]
        assert found == list(sizes)


def test_the_text_stays_inside_the_margins() -> None:
    for page in pages(document(LONG)):
        body = [box for text, box, _ in lines(page) if "Đoạn văn" in text]
        assert min(box.x0 for box in body) / MILLIMETRE == pytest.approx(40, abs=0.5), "30 mm and an indent of 10"
        assert max(box.x1 for box in body) / MILLIMETRE <= 190.1
        assert max(box.y1 for box in body) / MILLIMETRE <= 277.1


def test_paper_is_a4() -> None:
    rect = pages(document())[0].rect
    assert (round(rect.width / MILLIMETRE), round(rect.height / MILLIMETRE)) == (210, 297)


def test_the_drawn_lines_are_as_long_as_the_decree_says() -> None:
    page = pages(document())[0]
    agency, motto, subject = (line.width for line in sorted(drawn_lines(page)[:3], key=lambda line: (line.y0, line.x0)))
    text = {name: line_with(page, name)[0].width for name in ("Độc lập", "Kết quả công tác")}
    text["ỦY BAN NHÂN DÂN"] = next(box.width for content, box, _ in lines(page) if content == "ỦY BAN NHÂN DÂN")
    assert motto == pytest.approx(text["Độc lập"], abs=1)
    assert 1 / 3 <= agency / text["ỦY BAN NHÂN DÂN"] <= 1 / 2
    assert 1 / 3 <= subject / text["Kết quả công tác"] <= 1 / 2


def test_the_line_under_a_subject_of_four_lines_goes_by_its_longest_line() -> None:
    subject = " ".join(["Kết quả thực hiện công tác cải cách hành chính và kiểm soát thủ tục"] * 4)
    page = pages(document(trich_yeu=subject))[0]
    head_end = line_with(page, "Kính gửi")[0].y0
    widths = [
        box.width
        for text, box, spans in lines(page)
        if box.y1 < head_end and box.y0 > line_with(page, "BÁO CÁO")[0].y0 and "BÁO CÁO" not in text
    ]
    rule = drawn_lines(page)[2].width
    assert len(widths) == 4
    assert 1 / 3 <= rule / max(widths) <= 1 / 2


@pytest.mark.parametrize("font", [None, PdfFont("Libertinus Serif", (), 134)], ids=["times", "fallback"])
def test_quoc_hieu_is_on_one_line_whatever_the_font(font: PdfFont | None) -> None:
    made = document(dia_danh="Thành phố Hồ Chí Minh", co_quan="[TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG, PHƯỜNG 1, CƠ SỞ 2]")
    page = pages(compile_pdf(made, typst_body(made), font or pdf_font())[0])[0]
    line_with(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    line_with(page, "Thành phố Hồ Chí Minh, ngày 22 tháng 12 năm 2023")


def test_number_and_place_stand_on_one_line() -> None:
    page = pages(document())[0]
    assert line_with(page, "/BC-UBND")[0].y1 == pytest.approx(line_with(page, "Hà Kỳ, ngày")[0].y1, abs=1.5)


def test_page_one_has_no_number_the_others_have_it_in_the_top_margin() -> None:
    first, second, *_ = pages(document(LONG))
    assert not [text for text, box, _ in lines(first) if box.y1 < 20 * MILLIMETRE]
    ((text, box, spans),) = [line for line in lines(second) if line[1].y1 < 20 * MILLIMETRE]
    assert (text, round(float(spans[0]["size"]))) == ("2", 14)  # type: ignore[arg-type]
    assert (box.x0 + box.x1) / 2 / MILLIMETRE == pytest.approx(110, abs=0.5)


def test_an_appendix_counts_its_own_pages() -> None:
    rows = "\n".join(f"| {number} | Việc thứ {number} |" for number in range(120))
    table = f'Xem Phụ lục.\n\n::: {{.phu-luc ten="X"}}\n\n| STT | Nội dung |\n|-|-|\n{rows}\n\n:::\n'
    numbers = [[text for text, box, _ in lines(page) if box.y1 < 20 * MILLIMETRE] for page in pages(document(table))]
    assert numbers[:3] == [[], [], ["2"]]


def test_the_head_row_is_repeated_on_every_page_of_a_table() -> None:
    rows = "\n".join(f"| {number} | Việc thứ {number} |" for number in range(300))
    made = pages(
        document(f'Xem Phụ lục.\n\n::: {{.phu-luc ten="X"}}\n\n| STT | Nội dung việc |\n|-|-|\n{rows}\n\n:::\n')
    )
    assert len(made) > 6
    assert all("STT Nội dung việc" in words(page) for page in made[1:])
    text = " ".join(words(page) for page in made)
    assert all(f"Việc thứ {number}" in text for number in range(300))


def test_several_appendices_are_roman_and_one_may_be_wide() -> None:
    body = "Xem các Phụ lục.\n" + "".join(
        f'\n::: {{.phu-luc {wide} ten="Biểu {number}"}}\n\nLời.\n\n:::\n'
        for number, wide in ((1, ""), (2, ".ngang"), (3, ""))
    )
    made = pages(document(body))
    assert [words(page).split(" BIỂU")[0] for page in made[1:]] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    assert [page.rect.width > page.rect.height for page in made] == [False, False, True, False]


def test_each_of_several_long_appendices_counts_from_one() -> None:
    rows = "\n".join(f"| {number} | Việc thứ {number} |" for number in range(80))
    table = f"| STT | Nội dung |\n|-|-|\n{rows}"
    body = "Xem các Phụ lục.\n" + "".join(
        f'\n::: {{.phu-luc {wide} ten="Biểu"}}\n\n{table}\n\n:::\n' for wide in ("", ".ngang", "")
    )
    made = pages(document(body))
    numbers = [[text for text, box, _ in lines(page) if box.y1 < 20 * MILLIMETRE] for page in made]
    starts = [number for number, page in enumerate(made) if "Kèm theo" in words(page)] + [len(made)]
    assert numbers[0] == []
    for start, end in pairwise(starts):
        assert end - start > 1
        assert numbers[start:end] == [[], *([str(number)] for number in range(2, end - start + 1))]


def test_centred_lines_come_out_alike_and_no_syllable_stands_alone() -> None:
    subject = (
        "Kết quả thực hiện công tác cải cách hành chính, kiểm soát thủ tục hành chính, thực hiện cơ chế một cửa, một "
        "cửa liên thông trong giải quyết thủ tục hành chính và cung cấp dịch vụ công trực tuyến; phương hướng, nhiệm "
        "vụ trọng tâm năm 2024 của Ủy ban nhân dân xã Hà Kỳ"
    )
    page = pages(document(trich_yeu=subject))[0]
    top, bottom = line_with(page, "BÁO CÁO")[0].y1, line_with(page, "Kính gửi")[0].y0
    widths = [box.width for _, box, _ in lines(page) if top <= box.y0 and box.y1 <= bottom]
    assert len(widths) == 4
    assert min(widths) > 0.75 * max(widths)


def test_one_appendix_has_no_numeral_and_says_what_it_belongs_to() -> None:
    page = words(pages(document(APPENDIX, so="5"))[1])
    assert page.startswith(
        "Phụ lục BIỂU SỐ LIỆU (Kèm theo Báo cáo số 05/BC-UBND ngày 22 tháng 12 năm 2023 của Ủy ban nhân dân xã Hà Kỳ)"
    )


@pytest.mark.parametrize(
    ("last", "printed"),
    [
        ("Hết.", "Hết./."),
        ("Hết", "Hết./."),
        ("Hết./.", "Hết./."),
        ("Hết./", "Hết./."),
        ("Hết...", "Hết..../."),
        ("**Hết.**", "Hết./."),
        ("- một\n- hai;", "- hai./."),
        ("| a |\n|-|\n| b |", "a b./."),
    ],
)
def test_the_content_ends_with_one_mark(last: str, printed: str) -> None:
    text = words(pages(document(f"Mở đầu.\n\n{last}"))[0])
    assert text.count("./.") == printed.count("./.")
    assert f"{printed} Nơi nhận:" in text


def test_several_addressees_stand_under_the_colon() -> None:
    page = pages(document(kinh_gui="[Sở Nội vụ tỉnh, Sở Tài chính tỉnh, Văn phòng UBND tỉnh]"))[0]
    label = line_with(page, "Kính gửi:")[0]
    dashes = [
        line_with(page, text)[0].x0 for text in ("- Sở Nội vụ tỉnh;", "- Sở Tài chính tỉnh;", "- Văn phòng UBND tỉnh.")
    ]
    assert max(dashes) - min(dashes) < 0.1
    assert dashes[0] == pytest.approx(label.x1 - 3.9, abs=1), "the colon is 3.9 pt wide"


def test_one_addressee_stands_on_the_line_and_none_leaves_no_label() -> None:
    assert "Kính gửi: Sở Nội vụ tỉnh Ủy ban" in words(pages(document())[0])
    assert "Kính gửi" not in words(pages(document(kinh_gui=None))[0])


def test_a_letter_has_its_subject_under_the_number_and_its_contact_at_the_foot() -> None:
    page = pages(
        document(
            loai="cong-van",
            ky_hieu="UBND-VP",
            trich_yeu="chấn chỉnh công tác",
            lien_he="{dia-chi: Thôn Đại Hà, dien-thoai: '0220'}",
        )
    )[0]
    assert line_with(page, "V/v chấn chỉnh công tác")[0].y0 > line_with(page, "/UBND-VP")[0].y1
    assert "CÔNG VĂN" not in words(page)
    contact, line = line_with(page, "Địa chỉ: Thôn Đại Hà")[0], drawn_lines(page)[-1]
    assert contact.y0 > 270 * MILLIMETRE
    assert contact.y0 >= line.y0
    assert line.width / MILLIMETRE == pytest.approx(160, abs=0.5)


def test_an_urgency_mark_is_a_red_box_of_the_size_the_decree_gives() -> None:
    for slug, text, width in (("hoa-toc", "HỎA TỐC", 30), ("thuong-khan", "THƯỢNG KHẨN", 40), ("khan", "KHẨN", 20)):
        page = pages(document(do_khan=slug))[0]
        boxes = [drawing["rect"] for drawing in page.get_drawings() if drawing["color"] == (1.0, 0.0, 0.0)]
        line_with(page, text)
        assert round((max(box.x1 for box in boxes) - min(box.x0 for box in boxes)) / MILLIMETRE) == width
        assert round((max(box.y1 for box in boxes) - min(box.y0 for box in boxes)) / MILLIMETRE) == 8


def test_text_comes_out_composed_and_in_reading_order() -> None:
    text = words(pages(document(unicodedata.normalize("NFD", BODY)))[0])
    assert unicodedata.is_normalized("NFC", text)
    order = ["CỘNG HÒA", "Số:", "BÁO CÁO", "Kính gửi", "I. KẾT QUẢ", "Trên đây", "Nơi nhận", "CHỦ TỊCH", "Vũ Văn Khanh"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


def test_the_pdf_is_archival_accessible_and_names_its_author(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_bytes(document(f"# I. MỘT\n\n### a) Ba\n\n{BODY}{APPENDIX}")))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        meta = pdf.open_metadata()
        assert meta.pdfa_status == "2A"
        assert meta.get("pdfuaid:part") == "1"
        assert meta.get("dc:title") == "BÁO CÁO Kết quả công tác tuyên truyền cải cách hành chính năm 2023"
        assert meta.get("dc:creator") == ["Ủy ban nhân dân xã Hà Kỳ"]
        assert str(pdf.Root.Lang) == "vi-VN"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/Outlines" in pdf.Root


def test_the_same_source_gives_the_same_bytes() -> None:
    assert pdf_bytes(document(BODY + APPENDIX)) == pdf_bytes(document(BODY + APPENDIX))


def test_a_character_no_font_has_is_written_by_its_number() -> None:
    made = document("Một \U000f1234 hai \U000f1234 [ba].")
    pdf, unprinted = compile_pdf(made, typst_body(made), pdf_font())
    assert "Một [U+F1234] hai [U+F1234] [ba]./." in words(pages(pdf)[0])
    assert unprinted == ["\U000f1234"]


def test_a_row_taller_than_a_page_is_broken_not_cut_off() -> None:
    long = " ".join(f"chữ{number}" for number in range(1500))
    text = " ".join(words(page) for page in pages(document(f"| STT | Nội dung |\n|-|-|\n| 1 | {long} |\n\nHết.")))
    assert all(f"chữ{number}" in text for number in range(1500))


def test_a_hundred_recipients_run_over_the_page_and_none_is_lost() -> None:
    names = ", ".join(f"Đơn vị {number}" for number in range(100))
    made = pages(document(noi_nhan=f"[{names}]"))
    text = " ".join(words(page) for page in made)
    assert all(f"- Đơn vị {number}{'.' if number == 99 else ';'}" in text for number in range(100))
    assert sum("CHỦ TỊCH" in words(page) and "Vũ Văn Khanh" in words(page) for page in made) == 1


def test_bookmarks_part_their_words_and_page_labels_are_the_numbers_on_the_pages(tmp_path: Path) -> None:
    text = 'Lời.\n\n::: {.phu-luc ten="Đánh giá"}\n' + "A.\n\n" * 60 + ':::\n\n::: {.phu-luc .ngang ten="Hai"}\nB\n:::'
    data = pdf_bytes(document(text))
    with pymupdf.open(stream=data) as shown:
        assert [title for _, title, _ in shown.get_toc()] == ["Phụ lục I ĐÁNH GIÁ", "Phụ lục II HAI"]
    with pikepdf.open(BytesIO(data)) as opened:
        labels = [page.label for page in opened.pages]
    assert labels == ["1", "1", "2", "3", "1"]

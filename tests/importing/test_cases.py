"""Fifty-eight inputs with the right value: each is read so, asked, or left alone, by the doors a clerk uses.

`must` is offered, sure or asked; `must_not` is never sure. Both are records as `KIND/field/…`: `*` is anything, `∕` a
slash inside a field, ` ;; ` parts several.
"""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.importing import Candidate
from cchc_tui.office import Office, create_office, proof
from cchc_tui.records.directive import Directive
from cchc_tui.records.report_sheet import ReportSheet
from tests.importing.builders import pandoc

TODAY = date(2026, 11, 23)
HEAD = """ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ HÀ KỲ                              Độc lập - Tự do - Hạnh phúc
Số: 118/BC-UBND                     Hà Kỳ, ngày 22 tháng 12 năm {year}

BÁO CÁO
{title}

Kính gửi: Phòng Nội vụ.

II. KẾT QUẢ THỰC HIỆN

{text}
"""
TITLE = "Kết quả công tác tuyên truyền cải cách hành chính năm 2023"
RADIO = "truyen-thanh/tin-bai"

SENTENCES = [
    ("Năm 2022, đài truyền thanh xã phát 31 tin bài.", "", f"SL/{RADIO}/2023-nam/*"),
    ("Quý I/2023, đài truyền thanh xã phát 7 tin bài.", f"SL/{RADIO}/2023-quy-1/exact/7", f"SL/{RADIO}/2023-nam/*"),
    ("Trong 6 tháng đầu năm, đài truyền thanh xã phát 13 tin bài.", f"SL/{RADIO}/2023-6-thang/exact/13",
     f"SL/{RADIO}/2023-nam/*"),
    ("Từ ngày 01/7/2023 đến ngày 30/9/2023, đài truyền thanh xã phát 8 tin bài.", f"SL/{RADIO}/*/exact/8",
     f"SL/{RADIO}/2023-nam/*"),
    ("So với cùng kỳ năm 2022 đài truyền thanh xã phát 19 tin bài, năm nay phát 26 tin bài.",
     f"SL/{RADIO}/2023-nam/exact/26", f"SL/{RADIO}/2023-nam/exact/19"),
    ("Phấn đấu đài truyền thanh xã phát 40 tin bài.", "", "SL/*"),
    ("Năm 2024, đài truyền thanh xã sẽ phát 36 tin bài.", "", "SL/*"),
    ("Đài truyền thanh xã phát 2 tin bài/tuần.", "", "SL/*"),
    ("Đài truyền thanh xã chưa phát 5 tin bài như đã hứa.", "", "SL/*"),
    ("Đài truyền thanh xã xin cấp kinh phí cho 10 tin bài.", "", "SL/*"),
    ("Đài truyền thanh huyện phát 24 tin bài về xã.", "", "SL/truyen-thanh/*"),
    ("Bộ phận Một cửa hướng dẫn từ 1.800 đến 2.200 lượt người.", "", "SL/mot-cua/*/exact/*"),
    ("Bộ phận Một cửa hướng dẫn không dưới 1.900 lượt công dân.", "", "SL/mot-cua/*/exact/*"),
    ("Bộ phận Một cửa hướng dẫn 1.900 lượt trở lên.", "", "SL/mot-cua/*/exact/*"),
    ("Bộ phận Một cửa hướng dẫn khoảng 1.800 - 2.200 lượt công dân.", "", "SL/mot-cua/*/exact/*"),
    ("Bộ phận Một cửa hướng dẫn dưới 2.200 lượt công dân.", "", "SL/mot-cua/*/exact/*"),
    ("Trang thông tin điện tử xã đăng 31 tin và 22 bài.", "SL/trang-tin/tin-bai/2023-nam/exact/53",
     "SL/trang-tin/tin-bai/2023-nam/exact/31"),
    ("Tuyên truyền trực quan: treo 12 khẩu hiệu, dựng 5 pano, phát 1.200 tờ rơi.",
     "SL/truc-quan/khau-hieu/2023-nam/exact/12 ;; SL/truc-quan/pano/2023-nam/exact/5"
     " ;; SL/truc-quan/to-roi/2023-nam/exact/1200", ""),
    ("Xã đã tổ chức 03 hội nghị tuyên truyền với 145 lượt người dự.",
     "SL/hoi-hop/hoi-nghi/2023-nam/exact/3 ;; SL/hoi-hop/luot-nguoi/2023-nam/exact/145", ""),
    ("Đài truyền thanh xã phát 24 (hai mươi bốn) tin bài.", f"SL/{RADIO}/2023-nam/exact/24", ""),
    ("Đài truyền thanh xã đã phát 24 bài với trên 85 lượt.",
     f"SL/{RADIO}/2023-nam/exact/24 ;; SL/truyen-thanh/luot-phat-song/2023-nam/over/85", ""),
    ("Luật sửa đổi, bổ sung một số điều của Luật Cư trú ngày 20/11/2023.",
     "VB//2023-11-20/*/*sửa đổi, bổ sung một số điều của Luật Cư trú*", "VB//2023-11-20/*/Cư trú"),
    ("Luật Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân và Ủy ban nhân dân ngày 03 tháng 12 năm 2004.", "",
     "VB//2004-12-03/*/Ban hành văn bản quy phạm pháp luật"),
    ("Thực hiện Công văn số 45/UBND-VP ngày 05/6/2023 của UBND huyện về việc tuyên truyền, phổ biến, quán triệt,"
     " thực hiện.", "VB/45∕UBND-VP/*/tuyên truyền, phổ biến, quán triệt, thực hiện",
     "VB/45∕UBND-VP/*/tuyên truyền, phổ biến, quán triệt"),
    ("UBND xã có Công văn số 17/UBND-VP ngày 21/02/2023 về việc hưởng ứng “Tháng hành động”.",
     "VB/17∕UBND-VP/*/hưởng ứng “Tháng hành động”", ""),
    ("Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về cơ chế một cửa hết hiệu lực từ ngày 01/7/2025.",
     "VB/61∕2018∕NĐ-CP/*/cơ chế một cửa", "VB/61∕2018∕NĐ-CP/*hết hiệu lực*"),
    ("Tại Công văn số 19/BNV-TCPCP ngày 29/4/2023 của Bộ Nội vụ về việc hướng dẫn quản lý hội quy định: “Hội tự giải"
     " thể. Hội báo cáo.”.", "VB/19∕BNV-TCPCP/*/hướng dẫn quản lý hội", "VB/19∕BNV-TCPCP/*Hội tự*"),
    ("Công văn số 33/CV-HPN ngày 12/02/2023 của Hội Phụ nữ xã về việc mở lớp và ý kiến của Phòng Nội vụ tại Tờ trình"
     " số 51/TTr-PNV ngày 24/02/2023 về việc mở lớp.", "", "VB/33∕CV-HPN/*Tờ trình số 51*"),
    ("Công văn số 16/HCG.HK ngày 19/8/2023 của Hội Cựu giáo chức về đại hội.", "VB/16∕HCG.HK/2023-08-19/*/đại hội", ""),
    ("Kế hoạch phối hợp số 01/KHPH/CAX-ĐTN ngày 01/3/2023 của Công an xã và Đoàn xã về Đề án 06.",
     "VB/01∕KHPH∕CAX-ĐTN/2023-03-01/*", ""),
    ("Chương trình hành động số 14-CTHĐ/TU ngày 09/5/2023 của Tỉnh ủy về chuyển đổi số.",
     "VB/14-CTHĐ∕TU/2023-05-09/Tỉnh ủy/chuyển đổi số", ""),
    ("Quyết định 2266/QĐUBND ngày 10/3/2023 của Chủ tịch UBND tỉnh về công bố TTHC.",
     "VB/2266∕QĐ*UBND/2023-03-10/*", ""),
    ("Căn cứ Công văn 285/CCTTHC ngày 08/9/2023 của Tổ công tác về chuẩn bị dữ liệu.",
     "VB/285∕CCTTHC/2023-09-08/*", ""),
    ("UBND xã ban hành các Công văn số 77, 81 và 93/UBND-VHXH ngày 12/3/2023 về tuyên truyền.",
     "VB/77∕UBND-VHXH/* ;; VB/81∕UBND-VHXH/* ;; VB/93∕UBND-VHXH/*", ""),
    ("UBND xã ban hành Quyết định số 210/QĐ-UBND và Quyết định số 211/QĐ-UBND cùng ngày 14/4/2023 về công khai TTHC.",
     "VB/210∕QĐ-UBND/2023-04-14/* ;; VB/211∕QĐ-UBND/2023-04-14/*", ""),
    ("Ngày 09/01/2023, Hiệp hội Vận tải tỉnh có Công văn số 282/HHVT-K4 đề nghị gia hạn.",
     "VB/282∕HHVT-K4/2023-01-09/Hiệp hội Vận tải tỉnh/*", "VB/282∕HHVT-K4/*/tỉnh/*"),
]  # fmt: skip
TITLES = [
    ("Kết quả CCHC 6 tháng đầu năm, phương hướng nhiệm vụ 6 tháng cuối năm 2025", "BC/bao-cao/2025-6-thang/*",
     "BC/*/2025-6-thang-cuoi/*"),
    ("Kết quả cải cách hành chính từ ngày 01/7/2025 đến ngày 14/9/2025", "BC/bao-cao/*", "BC/*/2025-nam/*"),
    ("Kết quả thực hiện Nghị quyết số 76/NQ-CP năm 2021 trên địa bàn xã", "", "BC/*/2021-nam/*"),
    ("Tổng kết công tác CCHC giai đoạn 2021 - 2025", "", "BC/*/2025-nam/*"),
]  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A new office of xã Hà Kỳ that nothing is ever kept in."""
    folder = tmp_path_factory.mktemp("cases")
    made = create_office(folder / "o", {"short_name": "UBND xã Hà Kỳ", "place": "Hà Kỳ"})
    return Office.open(made, today=TODAY)


@pytest.mark.parametrize(("text", "must", "must_not"), SENTENCES)
def test_a_sentence_of_a_report(office: Office, tmp_path: Path, text: str, must: str, must_not: str) -> None:
    path = written(tmp_path, HEAD.format(year=2023, title=TITLE, text=text))
    judge(office.intake.candidates([path]), must, must_not)


@pytest.mark.parametrize(("title", "must", "must_not"), TITLES)
def test_a_title_of_a_report(office: Office, tmp_path: Path, title: str, must: str, must_not: str) -> None:
    path = written(tmp_path, HEAD.format(year=2025, title=title, text="Đài truyền thanh xã phát 24 tin bài."))
    judge(office.intake.candidates([path]), must, must_not)


def written(folder: Path, text: str, name: str = "p.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def judge(candidates: Sequence[Candidate], must: str, must_not: str) -> None:
    """See that what must be there is, and that nothing sure is what must not."""
    seen = [(c.sure and not c.exists, bool(c.exists), shown(c)) for c in candidates]
    for pattern in filter(None, must.split(" ;; ")):
        offered = [text for _, exists, text in seen if not exists]
        assert any(matches(text, pattern) for text in offered), (pattern, offered)
    for pattern in filter(None, must_not.split(" ;; ")):
        assert not [text for sure, _, text in seen if sure and matches(text, pattern)], pattern


def matches(text: str, pattern: str) -> bool:
    return fnmatch.fnmatchcase(text, pattern.replace("[", "[[]"))


_FIELDS = {
    "media": ("SL", ("channel", "measure", "period", "qualifier", "value")),
    "directive": ("VB", ("symbol", "issued_on", "issuer", "subject")),
    "report": ("BC", ("kind", "period", "subject")),
}


def shown(candidate: Candidate) -> str:
    """A candidate as the patterns speak of it."""
    if candidate.kind in _FIELDS:
        mark, keys = _FIELDS[candidate.kind]
        return "/".join([mark, *(str(candidate.values.get(key, "")).replace("/", "∕") for key in keys)])
    if candidate.kind == "body":
        return f"BODY/{candidate.values['text']}"
    return "NV/" + json.dumps(dict(candidate.values), ensure_ascii=False, default=str)


# -- whole files ----------------------------------------------------------------------------------------------------
REPORT = "BÁO CÁO\n\nKết quả công tác cải cách hành chính năm 2023\n\nI. KẾT QUẢ\n\n{}\n\nKết thúc./.\n"
BOX = (
    "```{{=openxml}}\n<w:p><w:r><w:t>Đoạn đầu.</w:t></w:r><w:r><w:pict>"
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
    "<v:textbox><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    "</w:p>\n```"
)
HIDDEN = (
    "```{=openxml}\n<w:p><w:r><w:t>Đài truyền thanh xã phát </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>88 tin bài"
    "</w:t></w:r><w:r><w:t> 24 tin bài.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> Đài truyền thanh xã phát 99 tin"
    " bài.</w:t></w:r></w:p>\n```"
)
MERGED = (
    "<table><tr><td rowspan=2>Lĩnh vực</td><td colspan=3>Hồ sơ</td></tr><tr><td>Tiếp nhận</td><td>Đúng hạn</td>"
    "<td>Quá hạn</td></tr><tr><td>Hộ tịch</td><td>1.250</td><td>1.248</td><td>2</td></tr>"
    "<tr><td>Đất đai</td><td>10</td><td>9</td><td>1</td></tr></table>"
)


def docx(folder: Path, markdown: str) -> Path:
    path = folder / "p.docx"
    pandoc("-f", "markdown-yaml_metadata_block-smart", "-t", "docx", "-o", str(path), text=markdown)
    return path


def test_a_table_with_merged_heads_keeps_each_number_in_its_column(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "p.docx"
    lines = "".join(f"<p>{line}</p>" for line in REPORT.split("\n\n") if line != "{}")
    pandoc("-f", "html", "-t", "docx", "-o", str(path), text=lines.replace("<p>Kết thúc", f"{MERGED}<p>Kết thúc"))
    found = office.intake.candidates([path])
    judge(found, "BODY/*Đất đai*Đúng hạn*", "BODY/*| Tiếp nhận | Đúng hạn | Quá hạn |  |*")
    judge(found, "BODY/*Hồ sơ > Đúng hạn*| Đất đai | 10 | 9 | 1 |*", "")


@pytest.mark.parametrize(
    ("inside", "must", "must_not"),
    [
        ("UBND xã ban hành Kế hoạch số 05/KH-UBND ngày 05/01/2023 về CCHC[^1].\n\n[^1]: thay Kế hoạch số 04/KH-UBND"
         " ngày 03/01/2022 của UBND xã về CCHC.", "BODY/*thay Kế hoạch số 04*", ""),
        (BOX.format("niêm yết tại nhà văn hóa"), "BODY/*niêm yết tại nhà văn hóa*", ""),
        (HIDDEN, f"SL/{RADIO}/*/24", f"SL/{RADIO}/*/99 ;; SL/{RADIO}/*/88"),
    ],
)  # fmt: skip
def test_notes_boxes_and_hidden_words_of_word(
    office: Office, tmp_path: Path, inside: str, must: str, must_not: str
) -> None:
    judge(office.intake.candidates([docx(tmp_path, REPORT.replace("{}", inside))]), must, must_not)


def test_a_table_of_tasks_is_found_by_the_meaning_of_its_heads(office: Office, tmp_path: Path) -> None:
    table = (
        "| TT | Nội dung nhiệm vụ | Sản phẩm | Đơn vị chủ trì | Thời hạn | Kết quả |\n|--|--|--|--|--|--|\n"
        "| 1 | Ban hành kế hoạch CCHC | Kế hoạch | Văn phòng | Quý I | Hoàn thành |\n"
        "| 2 | Kiểm tra các thôn | Biên bản | Văn phòng | 30/6/2023 | Chưa thực hiện |"
    )
    signed = "TM. ỦY BAN NHÂN DÂN\n\nCHỦ TỊCH\n\nVũ Văn Mẫu\n\nPHỤ LỤC\n\nKẾT QUẢ THỰC HIỆN NHIỆM VỤ CCHC NĂM 2023"
    text = f"{REPORT.format('Bảng nhiệm vụ ở phụ lục kèm theo.')}\n{signed}\n\n{table}\n"
    judge(office.intake.candidates([docx(tmp_path, text)]), "NV/*Ban hành kế hoạch*", "")


def test_a_title_in_two_paragraphs_is_taken_whole(office: Office, tmp_path: Path) -> None:
    text = "BÁO CÁO\n\nKết quả tự chấm điểm (lần hai)\n\nChỉ số cải cách hành chính xã năm 2023\n\nKính gửi: Phòng Nội vụ.\n\nI. KẾT QUẢ\n\nĐoạn một./.\n"  # noqa: E501
    judge(office.intake.candidates([docx(tmp_path, text)]), "BC/*/*/*Chỉ số cải cách hành chính xã năm 2023*", "")


OTHERS = {
    "proposal": (
        " UBND TỈNH MẪU                   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "       SỞ NỘI VỤ                         Độc lập - Tự do - Hạnh phúc\n"
        "     Số: 812/TTr-SNV                    Thành Mẫu, ngày 28 tháng 11 năm 2024\n\n"
        "                              TỜ TRÌNH\n             Về việc giải thể một số hội hoạt động kém\n\n"
        "                      Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh\n\n"
        "      Sở Nội vụ báo cáo kết quả rà soát các hội và đề nghị xem xét./.\n"
    ),
    "decision": (
        "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH MẪU           Độc lập - Tự do - Hạnh phúc\n"
        "Số: 1424/QĐ-UBND   Thành Mẫu, ngày 30 tháng 6 năm 2025\n\nQUYẾT ĐỊNH\nPhê duyệt Điều lệ Hội Sinh vật cảnh\n\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phê duyệt Điều lệ Hội Sinh vật cảnh tỉnh.\n\n"
        "Điều 2. Quyết định này có hiệu lực từ ngày ký./.\n"
    ),
}


@pytest.mark.parametrize(
    ("name", "must"),
    [("proposal", ""), ("decision", "VB/1424∕QĐ-UBND/2025-06-30/*Ủy ban nhân dân tỉnh*/*")],
)
def test_anothers_paper_is_no_report_of_ours(office: Office, tmp_path: Path, name: str, must: str) -> None:
    judge(office.intake.candidates([written(tmp_path, OTHERS[name])]), must, "BC/*")


def test_a_page_break_of_a_pdf_does_not_cut_a_subject(office: Office, tmp_path: Path) -> None:
    text = (
        "Xã chưa báo cáo theo đề nghị tại Công văn số\n575/PNV-CCHC ngày 24/9/2023 của Phòng Nội vụ về việc báo cáo kết"
        " quả\nthực hiện nhiệm vụ năm 2023 và đăng ký nhiệm vụ năm\n\n1\n  Công văn số 91/UBND-VP ngày 20/9/2023 của"
        " UBND huyện.\n                                      5\n\n2024. Xã sẽ báo cáo trong tháng 12."
    )
    path = written(tmp_path, HEAD.format(year=2023, title=TITLE, text=text))
    cut = "VB/575∕PNV-CCHC/*/báo cáo kết quả thực hiện nhiệm vụ năm 2023 và đăng ký nhiệm vụ năm"
    judge(office.intake.candidates([path]), "", cut)


@pytest.mark.parametrize(
    ("rows", "must", "must_not"),
    [
        ('STT,Tên loại và trích yếu,Số ký hiệu,Ngày tháng năm\n1,Kế hoạch CCHC,05/KH-UBND,05/01/2023\n'
         '2,Nghị quyết của Đảng ủy về lãnh đạo CCHC,03-NQ/ĐU,10/02/2023\n', "", "VB/03-NQ∕ĐU/*/UBND xã Hà Kỳ/*"),
        ('Số đến,Ngày đến,Số ký hiệu,Ngày văn bản,Cơ quan ban hành,Trích yếu\n'
         '3,04/01/2024,45/GM-UBND,03/01/2024,UBND huyện,Họp trực tuyến\n'
         '980,31/12/2024,45/GM-UBND,30/12/2024,UBND huyện,Họp tổng kết năm\n',
         "VB/45∕GM-UBND/2024-01-03/* ;; VB/45∕GM-UBND/2024-12-30/*", ""),
        ('STT,"Số, ký hiệu, ngày tháng văn bản",Cơ quan ban hành,Trích yếu nội dung,Ngày đến\n'
         '1,15/UBND-VP ngày 12/3/2023,UBND huyện,tuyên truyền CCHC,14/3/2023\n', "VB/15∕UBND-VP/2023-03-12/*", ""),
    ],
)  # fmt: skip
def test_registers(office: Office, tmp_path: Path, rows: str, must: str, must_not: str) -> None:
    judge(office.intake.candidates([written(tmp_path, rows, "so.csv")]), must, must_not)


def test_what_is_composed_again_says_what_the_paper_said(tmp_path: Path) -> None:
    lines = (
        "Trong năm 2023, đài truyền thanh xã phát 24 tin bài.", "Năm 2022, đài truyền thanh xã phát 31 tin bài.",
        "Quý I/2023, đài truyền thanh xã phát 7 tin bài.", "Trang thông tin điện tử xã đăng 30 tin và 25 bài.",
    )  # fmt: skip
    office = taken(tmp_path, "\n\n".join(lines))
    (report,) = office.records.stored(ReportSheet)
    printed = office.reports.compose(report.record.slug or "", draft=True)
    assert all(line in printed for line in lines)


def test_a_law_is_never_the_office_s_own(tmp_path: Path) -> None:
    text = "Căn cứ Luật Cư trú ngày 13/11/2020; Luật sửa đổi, bổ sung một số điều của Luật Cư trú ngày 20/11/2023."
    office = taken(tmp_path, text)
    assert all(stored.record.issuer != "UBND xã Hà Kỳ" for stored in office.records.stored(Directive))


def taken(folder: Path, text: str) -> Office:
    """A new office with everything sure of one report kept in it."""
    made = create_office(folder / "o", {"short_name": "UBND xã Hà Kỳ", "place": "Hà Kỳ"})
    office = Office.open(made, today=TODAY)
    path = written(folder, HEAD.format(year=2023, title=TITLE, text=text))
    office.intake.take([c for c in office.intake.candidates([path]) if c.sure and not c.exists])
    return office


PARTY = (
    "ĐẢNG BỘ XÃ HÀ KỲ                       ĐẢNG CỘNG SẢN VIỆT NAM\nBAN CHẤP HÀNH\n"
    "Số 07-NQ/ĐU                             Hà Kỳ, ngày 15 tháng 01 năm 2026\n\nNGHỊ QUYẾT\nvề chuyển đổi số\n\n"
    "- Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ;\n"
    "- Căn cứ Quy chế làm việc của Đảng ủy;\n\nĐảng ủy xã quyết nghị các nội dung sau.\n\n"
    "Nơi nhận:                                T/M ĐẢNG ỦY\n- Các chi bộ,                              BÍ THƯ\n"
)
OLD = (
    "ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "XÃ HÀ KỲ                              Độc lập - Tự do - Hạnh phúc\n"
    "Số: 09/CT-UBND                    Hà Kỳ, ngày 15 tháng 4 năm 2019\n\n"
    "CHỈ THỊ\nVề việc đẩy mạnh công tác văn thư\n\n"
    "Thực hiện chỉ đạo của Ủy ban nhân dân huyện, xã yêu cầu các thôn lập sổ. Cấp huyện kiểm tra hằng quý.\n"
)
RIGHT = (
    "Căn cứ quy định tại khoản 2 Điều 7, trong trường hợp ký thừa lệnh phải ghi rõ; hồ sơ bắt đầu từ tháng 3, kê khai"
    " từ sớm; Đại hội thì do Ban chấp hành triệu tập; Điều lệ Hội nêu rõ giấy chứng nhận quyền sử dụng đất.\n\n"
    "1. Chủ tịch xã là người chịu trách nhiệm chung.\n\n2. Văn phòng tham mưu, theo dõi và báo cáo.\n\n"
    "Theo đề nghị của Phòng Nội vụ tại Tờ trình số 62/TTr-PNV ngày 05/6/2023 về tuyên truyền."
)
WRONG = "Việc này làm theo quy đinh của Ủy bân nhân dân tỉnh."


@pytest.mark.parametrize(
    ("text", "found", "not_found"),
    [
        (HEAD.format(year=2023, title=TITLE, text=WRONG), ("quy đinh", "Ủy bân"), ()),
        (HEAD.format(year=2023, title=TITLE, text=RIGHT), (), ("spelling-compound", "heading-stop", "missing-issuer")),
        (PARTY, (), ("basis-end", "filing-line", "addressee-missing")),
        (OLD, (), ("district-prose",)),
    ],
)  # fmt: skip
def test_what_the_rules_say_of_a_file(
    office: Office, tmp_path: Path, text: str, found: tuple[str, ...], not_found: tuple[str, ...]
) -> None:
    findings = proof(written(tmp_path, text), office, today=TODAY)
    spelled = [f.message for f in findings if f.code == "spelling-compound"]
    assert all(any(word in message for message in spelled) for word in found)
    assert {f.code for f in findings} & set(not_found) == set()

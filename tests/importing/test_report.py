"""Last year's report becomes this year's records: exactly what it says, and nothing in silence."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.importing import ALREADY_ABOVE, Candidate
from tests.importing.builders import OFFICE, SEED, of_kind, pandoc, read, seed_docx, seed_paragraphs, values_of

CITED = [
    ("ke-hoach", "59/KH-UBND", date(2022, 12, 31)),
    ("cong-van", "17/CV-UBND", date(2023, 2, 21)),
    ("cong-van", "17/CV-UBND", date(2023, 2, 21)),
    ("cong-van", "91/CV-UBND", date(2023, 4, 11)),
    ("cong-van", "142/UBND-NV", date(2023, 6, 15)),
    ("cong-van", "184/UBND-NV", date(2023, 9, 6)),
    ("cong-van", "325/UBND-VP", date(2023, 11, 27)),
]
COUNTED = [(24, "exact"), (90, "over"), (55, "exact"), (2500, "about_over")]


@pytest.fixture(scope="module")
def docx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seed_docx(tmp_path_factory.mktemp("seed"))


@pytest.fixture(scope="module")
def from_docx(docx: Path) -> list[Candidate]:
    return read(docx)


@pytest.fixture(scope="module")
def from_text() -> list[Candidate]:
    return read(SEED)


@pytest.fixture(params=["from_docx", "from_text"])
def seed(request: pytest.FixtureRequest) -> list[Candidate]:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, list)
    return found


def test_the_seed_cites_seven_documents_and_one_of_them_twice(seed: list[Candidate]) -> None:
    cited = of_kind(seed, "directive")
    assert [(c.values["kind"], c.values["symbol"], c.values["issued_on"]) for c in cited] == CITED
    assert [c.exists for c in cited] == [None, None, ALREADY_ABOVE, None, None, None, None]
    assert not any(c.doubtful for c in cited)
    assert {c.values["issuer"] for c in cited} == {"UBND xã Hà Kỳ"}
    assert {c.values["direction"] for c in cited} == {"outgoing"}
    assert cited[3].values["subject"] == "triển khai thanh toán trực tuyến phí, lệ phí trong giải quyết TTHC"


def test_the_seed_counts_four_things_as_surely_as_it_says(seed: list[Candidate]) -> None:
    counted = values_of(seed, "media")
    assert [(c["value"], c["qualifier"]) for c in counted] == COUNTED
    assert {c["period"] for c in counted} == {"2023-nam"}
    assert [c["channel"] for c in counted] == ["truyen-thanh", "truyen-thanh", "trang-tin", "mot-cua"]


def test_the_seed_has_five_tasks_all_met(seed: list[Candidate]) -> None:
    tasks = values_of(seed, "checklist")
    assert [(t["position"], t["evaluation"], t["checklist"]) for t in tasks] == [
        (n, "met", "2023-tuyen-truyen") for n in range(1, 6)
    ]
    assert tasks[1]["task"].startswith("Duy trì và nâng cao chất lượng chuyên mục CCHC trên  đài")
    assert tasks[4]["products"] == ("Treo khẩu hiệu tuyên truyền tại cổng UBND xã",)


def test_head_and_signature_become_the_sheet_as_they_were(seed: list[Candidate]) -> None:
    (sheet,) = values_of(seed, "report")
    assert sheet["subject"] == "Kết quả công tác tuyền truyền Cải cách hành chính năm 2023"
    assert (sheet["dated_on"], sheet["place"], sheet["symbol"]) == (date(2023, 12, 22), "Hà Kỳ", "BC-UBND")
    assert sheet["recipients"] == ("TT Đảng ủy, HĐND xã", "Lãnh đạo UBND xã", "MTTQ, trưởng đoàn thể", "Lưu: VP")
    assert sheet["signing"] == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "Phó chủ tịch UBND xã")
    assert sheet["signatory"] == "Vũ Văn Khanh"
    assert "addressees" not in sheet
    assert len(sheet["legal_basis"]) == 1


def test_numbers_that_print_the_same_become_placeholders_and_others_stay(seed: list[Candidate]) -> None:
    (body,) = values_of(seed, "body")
    assert "tổng số {{ so_lieu.truyen_thanh.tin_bai }} bài" in body["text"]
    assert "được {{ so_lieu.truyen_thanh.luot_phat_song }} lượt" in body["text"]
    assert "khoảng trên 2500 lượt" in body["text"]
    assert "Đài truyền thanh xã đã xây dựng" in body["text"]


def test_the_prose_keeps_every_word_and_its_headings(seed: list[Candidate]) -> None:
    (body,) = values_of(seed, "body")
    text = body["text"]
    assert "# I. CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH\n" in text
    assert "## 1. Nội dung, hình thức tuyên truyền\n" in text
    assert "\\+ Tuyên truyền các quy định" in text
    assert text.startswith("{{ can_cu() }}")
    words = set(text.replace("\\", "").split())
    lost = [w for w in " ".join(seed_paragraphs()[1:]).split() if w not in words and not w.isdigit()]
    assert set(lost) <= {"-", "+", "trên"}


def test_odt_gives_the_same_as_docx(docx: Path, from_docx: list[Candidate], tmp_path: Path) -> None:
    odt = tmp_path / "bao-cao.odt"
    pandoc(str(docx), "-o", str(odt))
    assert values_of(read(odt), "directive") == values_of(from_docx, "directive")
    assert values_of(read(odt), "media") == values_of(from_docx, "media")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where LibreOffice keeps its settings, which costs it more than a document."""
    return f"-env:UserInstallation=file://{tmp_path_factory.mktemp('profile')}"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffices_odt_gives_the_same(docx: Path, from_docx: list[Candidate], tmp_path: Path, profile: str) -> None:
    words = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path), str(docx)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    again = read(tmp_path / "bao-cao.odt")
    for kind in ("directive", "media", "report"):
        assert values_of(again, kind) == values_of(from_docx, kind)
    tasks = [(t["position"], t["evaluation"]) for t in values_of(again, "checklist")]
    assert tasks == [(t["position"], t["evaluation"]) for t in values_of(from_docx, "checklist")]


def test_a_document_made_of_printed_lines_is_joined_again(tmp_path: Path, from_text: list[Candidate]) -> None:
    lines = "".join(f"<p>{line.strip()}</p>" for line in SEED.read_text(encoding="utf-8").split("\n") if line.strip())
    path = tmp_path / "dan.docx"
    pandoc("-f", "html", "-t", "docx", "-o", str(path), text=lines)
    assert values_of(read(path), "directive") == values_of(from_text, "directive")
    assert values_of(read(path), "media") == values_of(from_text, "media")


@pytest.mark.parametrize("form", ["markdown", "markdown+hard_line_breaks"])
@pytest.mark.parametrize("target", ["docx", "odt"])
def test_the_text_that_pandoc_took_for_markdown_gives_the_same(tmp_path: Path, form: str, target: str) -> None:
    """Lines run together in one paragraph, broken by every blank line, the table lost: as `pandoc goc.txt` makes it."""
    path = tmp_path / f"bc.{target}"
    pandoc("-f", form, "-o", str(path), text=SEED.read_text(encoding="utf-8"))
    found = read(path)
    cited = of_kind(found, "directive")
    assert [(c.values["kind"], c.values["symbol"], c.values["issued_on"]) for c in cited] == CITED
    assert [c.exists for c in cited] == [None, None, ALREADY_ABOVE, None, None, None, None]
    assert not any(c.doubtful for c in cited)
    assert [(c["value"], c["qualifier"]) for c in values_of(found, "media")] == COUNTED
    tasks = of_kind(found, "checklist")
    assert [(t.values["position"], t.values["evaluation"]) for t in tasks] == [(n, "met") for n in range(1, 6)]
    assert all(t.values.get("products") or t.doubtful for t in tasks)
    (sheet,) = values_of(found, "report")
    assert sheet["subject"] == "Kết quả công tác tuyền truyền Cải cách hành chính năm 2023"
    assert (sheet["signatory"], sheet["signing"][-1]) == ("Vũ Văn Khanh", "Phó chủ tịch UBND xã")


@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice, poppler missing")
def test_the_text_of_a_pdf_by_layout_gives_the_same(
    docx: Path, from_docx: list[Candidate], tmp_path: Path, profile: str
) -> None:
    words = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(docx)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    subprocess.run(["pdftotext", "-layout", str(tmp_path / "bao-cao.pdf"), str(tmp_path / "bc.txt")], check=True)
    again = read(tmp_path / "bc.txt")
    for kind in ("directive", "media", "report"):
        assert values_of(again, kind) == values_of(from_docx, kind)
    assert [t["products"] for t in values_of(again, "checklist")] == [
        t["products"] for t in values_of(from_docx, "checklist")
    ]
    assert not any(c.doubtful for c in again)


def test_an_office_without_such_channels_gets_doubtful_counts(docx: Path) -> None:
    counted = of_kind(read(docx, OFFICE.change(channels=(), measures=())), "media")
    assert [(c.values["value"], c.values["qualifier"]) for c in counted] == COUNTED
    assert all("chưa khai kênh" in c.doubtful[0] for c in counted)


def test_a_report_of_a_commune_that_was_joined_keeps_its_name(from_text: list[Candidate]) -> None:
    """ "UBND xã" of the paper is not the office that takes it in: its date line and its text say whose it is."""
    other = OFFICE.change(short_name="UBND xã Mẫu", full_name="Ủy ban nhân dân xã Mẫu", place="Mẫu")
    cited = of_kind(read(SEED, other), "directive")
    assert {(c.values["issuer"], c.values["direction"]) for c in cited} == {("UBND xã Hà Kỳ", "outgoing")}
    assert not any(c.doubtful for c in cited)


def test_whose_ubnd_xa_is_meant_is_doubtful_where_the_text_does_not_say(tmp_path: Path) -> None:
    text = (
        "Yên Bình, ngày 03 tháng 4 năm 2024\nBÁO CÁO\nCông tác cải cách hành chính quý I năm 2024\n\n"
        "Ngày 05/01/2024 UBND xã ban hành Kế hoạch số 12/KH-UBND về CCHC.\n"
    )
    path = tmp_path / "bc.txt"
    path.write_text(text, encoding="utf-8")
    (cited,) = of_kind(read(path), "directive")
    assert cited.values["issuer"] == "UBND xã"
    assert any("có thể là của nơi khác" in reason for reason in cited.doubtful)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("8 tháng đầu năm 2026", "2026-8-thang"),
        ("6 tháng cuối năm 2024", "2024-6-thang-cuoi"),
        ("năm 2024", "2024-nam"),
    ],
)
def test_a_report_on_some_months_is_not_taken_for_one_on_the_year(tmp_path: Path, title: str, period: str) -> None:
    path = tmp_path / "bc.txt"
    path.write_text(f"BÁO CÁO\nKết quả công tác cải cách hành chính {title}\n\nNội dung.\n", encoding="utf-8")
    (sheet,) = of_kind(read(path), "report")
    assert sheet.values["period"] == period


def test_two_documents_in_one_sentence_are_never_paired_in_silence(tmp_path: Path) -> None:
    text = (
        "BÁO CÁO\nKết quả công tác cải cách hành chính quý I năm 2023\n\nNgày 21/02/2023 và ngày 11/4/2023, UBND xã ban"
        " hành Công văn số 17/UBND-VP và số 91/UBND-VP về chấn chỉnh TTHC.\n"
    )
    path = tmp_path / "bc.txt"
    path.write_text(text, encoding="utf-8")
    cited = of_kind(read(path), "directive")
    assert len(cited) == 2
    assert all(c.doubtful for c in cited)


def test_a_paper_addressed_to_several_with_number_and_quarter(tmp_path: Path) -> None:
    text = (
        "Số: 05/BC-UBND\nHà Kỳ, ngày 03 tháng 4 năm 2024\nBÁO CÁO\nCông tác cải cách hành chính quý I năm 2024\n"
        "Kính gửi:\n- Sở Nội vụ;\n- Văn phòng UBND tỉnh.\n\nCăn cứ Luật Lưu trữ ngày 21/6/2024;\n"
        "UBND xã báo cáo như sau:\nI. KẾT QUẢ\n- Đạt 100% {{ x }} | <b>\nTrên đây là báo cáo./.\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nTrần Thị Bình\n"
    )
    path = tmp_path / "quy.txt"
    path.write_text(text, encoding="utf-8")
    candidates = read(path)
    (sheet,) = values_of(candidates, "report")
    assert (sheet["slug"], sheet["number"], sheet["symbol"]) == ("2024-quy-1", "05", "BC-UBND")
    assert sheet["addressees"] == ("Sở Nội vụ", "Văn phòng UBND tỉnh")
    assert sheet["signing"] == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert sheet["signatory"] == "Trần Thị Bình"
    (body,) = values_of(candidates, "body")
    assert "Đạt 100% \\{\\{ x \\}\\} \\| \\<b\\>" in body["text"]
    assert [c["kind"] for c in values_of(candidates, "directive")] == ["luat"]

"""A paper of the centre, the office's secretariat, a room or the council bears their own head, numbers and signers."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pymupdf
import pytest

from cchc_tui.document.components import compose
from cchc_tui.errors import WrongUseError
from cchc_tui.office import Office, begin_document
from cchc_tui.office.starting import create_office
from cchc_tui.records.kind import KINDS
from cchc_tui.records.office_names import completed_settings
from cchc_tui.storage.official_document import read_official_document
from cchc_tui.storage.shipped import sample_ward_dir, templates_dir
from tests.export.builders import docx_parts

TODAY = date(2026, 11, 27)


@pytest.fixture
def ward(tmp_path: Path) -> Office:
    """The sample ward, which has three issuers besides itself."""
    return Office.open(Path(shutil.copytree(sample_ward_dir(), tmp_path / "records")), today=TODAY)


@pytest.mark.parametrize(
    ("code", "superior", "agency", "signs"),
    [
        ("", (), ("ỦY BAN NHÂN DÂN", "PHƯỜNG BẾN SẬY"), ("CHỦ TỊCH", "Lưu Bích Hạnh")),
        (
            "TTPVHCC",
            ("ỦY BAN NHÂN DÂN PHƯỜNG BẾN SẬY",),
            ("TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG"),
            ("GIÁM ĐỐC", "Mai Xuân Hiệp"),
        ),
        (
            "VP",
            ("ỦY BAN NHÂN DÂN PHƯỜNG BẾN SẬY",),
            ("VĂN PHÒNG HĐND VÀ UBND",),
            ("CHÁNH VĂN PHÒNG", "Trịnh Thu Hương"),
        ),
        ("VHXH", ("ỦY BAN NHÂN DÂN PHƯỜNG BẾN SẬY",), ("PHÒNG VĂN HÓA - XÃ HỘI",), ("", "")),
    ],
)
def test_a_report_of_each_issuer_bears_its_head(
    ward: Office, code: str, superior: tuple[str], agency: tuple[str], signs: tuple[str, str]
) -> None:
    begun = ward.outlines.new_report("quý 4/2026", outline="bao-cao-quy-chung", issuer=code)
    text = ward.reports.compose(begun.report.record.slug or "", draft=True)
    document = read_official_document(text, "x", None)
    words = compose(document.head, document.layout)
    assert words.number_value.endswith(f"/BC-{code or 'UBND'}")
    assert (words.superior, words.agency) == (superior, agency)
    assert (words.signature.authority[-1:] or ("",), words.signature.name) == ((signs[0],), signs[1])
    named = next((issuer.name for issuer in ward.settings.issuers if issuer.code == code), "UBND phường Bến Sậy")
    assert f"\n{named} báo cáo kết quả công tác" in text


def test_preview_docx_and_pdf_show_the_same_head(ward: Office, tmp_path: Path) -> None:
    begun = ward.outlines.new_report("quý 4/2026", outline="bao-cao-quy-chung", issuer="TTPVHCC")
    made = ward.pages.export_report(begun.report.record.slug or "", draft=True)
    blocks = ward.pages.preview(begun.report).blocks
    shown = " ".join(re.sub(r"\s+", " ", str(block)) for block in blocks)
    files = {path.suffix: path for path in made.paths}
    with pymupdf.open(files[".pdf"]) as pdf:
        printed = " ".join(pdf[0].get_text().split()) + " ".join(pdf[-1].get_text().split())
    xml = docx_parts(files[".docx"].read_bytes())["word/document.xml"]
    typed = " ".join(re.sub(r"<[^>]+>", " ", xml).split())
    wanted = ("ỦY BAN NHÂN DÂN PHƯỜNG BẾN SẬY", "TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG", "GIÁM ĐỐC", "Mai Xuân Hiệp")
    for line in wanted:
        assert line in shown
        assert line in printed
        assert line in typed


@pytest.mark.parametrize("unit", ["phường", "đặc khu"])
def test_every_kind_of_document_and_every_outline_speaks_of_this_kind_of_commune(tmp_path: Path, unit: str) -> None:
    code = {"phường": "phuong", "đặc khu": "dac-khu"}[unit]
    records = create_office(
        tmp_path, {"short_name": f"UBND {unit} Bến Sậy", "province": "thành phố Hải Phòng", "unit": code}
    )
    office = Office.open(records, today=TODAY)
    texts = {}
    for kind in KINDS:
        if (templates_dir() / "documents" / f"{kind.slug}.md").exists():
            begin_document(kind.slug, tmp_path / f"{kind.slug}.md", office.settings, day=TODAY)
            texts[kind.slug] = (tmp_path / f"{kind.slug}.md").read_text("utf-8")
    for number, outline in enumerate(office.outlines.listed()):
        begun = office.outlines.new_report("2026", outline=outline.name, slug=f"r{number}")
        texts[outline.name] = office.reports.compose(begun.report.record.slug or "", draft=True)
    texts["office.toml"] = (records / "office.toml").read_text("utf-8")
    assert len(texts) > 35
    # What is left are words of other meaning, a level, and the neighbour and the home of an example's person.
    other = re.compile(
        r"(?<!thị )(?<!cấp )(?<!\w)(?:xã|phường|đặc khu|thị trấn)(?! hội| viên| Hà Thanh| Nam Định)(?!\w)", re.I
    )
    for name, text in texts.items():
        text = text.replace("ác xã, phường", "")  # the communes of a province, as its own papers call them
        found = {(m[0].casefold(), text[max(m.start() - 30, 0) : m.end() + 20]) for m in other.finditer(text)}
        assert {word for word, _ in found} <= {unit}, (name, found)
        assert not re.search(r"(?:UBND|Sở Nội vụ|nhân dân) tỉnh", text), name


def test_a_document_begun_where_nothing_is_known_is_no_final_copy(tmp_path: Path) -> None:
    settings = completed_settings(Office.open(create_office(tmp_path, {}), today=TODAY).settings, {})
    for kind in ("bao-cao", "ke-hoach", "cong-van", "giay-moi"):
        begin_document(kind, tmp_path / f"{kind}.md", settings, day=TODAY)
        text = (tmp_path / f"{kind}.md").read_text("utf-8")
        assert "Nguyễn Văn A\n" in text
        assert "Hà Kỳ" not in text


def test_an_issuer_nobody_declared_begins_nothing(ward: Office, tmp_path: Path) -> None:
    with pytest.raises(WrongUseError, match="chưa khai nơi ban hành “KTHT”"):
        ward.outlines.new_report("quý 4/2026", outline="bao-cao-quy-chung", issuer="KTHT")
    with pytest.raises(WrongUseError, match="chưa khai nơi ban hành “KTHT”"):
        begin_document("bao-cao", tmp_path / "x.md", ward.settings, issuer="KTHT")
    begin_document("thong-bao", tmp_path / "tb.md", ward.settings, issuer="TTPVHCC", day=TODAY)
    head = (tmp_path / "tb.md").read_text("utf-8").split("---\n")[1]
    for line in ("co-quan-chu-quan: ỦY BAN NHÂN DÂN PHƯỜNG BẾN SẬY", "ky-hieu: TB-TTPVHCC", "  ho-ten: Mai Xuân Hiệp"):
        assert f"{line}\n" in head

"""`report`, `export`, `new-document`: pages are made whole or not at all, and nobody's work is overwritten."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pymupdf
import pytest

from cchc_tui.language.wording import format_date
from cchc_tui.storage.shipped import sample_records_dir
from tests.cli.conftest import Call

LETTER = """\
---
loai: cong-van
co-quan: [ỦY BAN NHÂN DÂN, XÃ HÀ KỲ]
dia-danh: Hà Kỳ
so: "17"
ky-hieu: UBND-VP
ngay: 2023-02-21
trich-yeu: chấn chỉnh công tác tiếp nhận hồ sơ
kinh-gui: [Các bộ phận chuyên môn]
noi-nhan: [Như trên, "Lưu: VT"]
ky: {quyen-han: [CHỦ TỊCH], ho-ten: Nguyễn Văn An}
---

Yêu cầu các bộ phận thực hiện nghiêm.
"""


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample office; the current directory is its folder."""
    folder = tmp_path / "ha-ky"
    folder.mkdir()
    shutil.copytree(sample_records_dir(), folder / "records")
    monkeypatch.chdir(folder)
    return folder / "records"


COUNTED = "Kết quả kiểm tra: 0 lỗi, 6 cảnh báo, 2 lưu ý (cchc check --report 2023-nam).\n"
"""What is told with every page of the sample's report."""


class TestReport:
    def test_prints_markdown_with_a_head(self, cchc: Call, sample: Path) -> None:
        ended = cchc("report", "2023-nam")
        assert ended.code == 0
        assert ended.out.startswith("---\n# cchc lập; dấu vân tay ")
        assert "Công văn số 17/CV-UBND" in ended.out

    def test_a_file_gets_the_same_bytes_and_is_replaced_by_the_next_run(self, cchc: Call, sample: Path) -> None:
        printed = cchc("report", "2023-nam").out
        first = cchc("report", "2023-nam", "-o", "bao-cao.md")
        assert (first.code, first.out, first.err) == (0, "", COUNTED + "Đã lập bao-cao.md.\n")
        assert Path("bao-cao.md").read_text("utf-8") == printed
        (letter,) = sample.glob("directives/2023/*17-cv-ubnd*")
        cchc("set", letter.stem.rpartition("_")[2], "subject=việc khác")
        assert cchc("report", "2023-nam", "-o", "bao-cao.md").code == 0
        assert "việc khác" in Path("bao-cao.md").read_text("utf-8")

    def test_a_file_edited_by_hand_is_left_alone_without_force(self, cchc: Call, sample: Path) -> None:
        cchc("report", "2023-nam", "-o", "bao-cao.md")
        edited = Path("bao-cao.md").read_text("utf-8") + "\nThêm một câu.\n"
        Path("bao-cao.md").write_text(edited, "utf-8")
        refused = cchc("report", "2023-nam", "-o", "bao-cao.md")
        assert refused.code == 3
        assert refused.err.startswith("bao-cao.md đã có và không phải do cchc report lập, hoặc đã được sửa tay sau đó.")
        assert Path("bao-cao.md").read_text("utf-8") == edited
        assert cchc("report", "2023-nam", "-o", "bao-cao.md", "--force").code == 0
        assert "Thêm một câu" not in Path("bao-cao.md").read_text("utf-8")

    def test_never_writes_into_the_records(self, cchc: Call, sample: Path) -> None:
        body = sample / "reports/2023-nam/body.md"
        before = body.read_bytes()
        ended = cchc("report", "2023-nam", "-o", str(body), "--force")
        assert ended.code == 3
        assert ended.err == f"{body} nằm trong thư mục hồ sơ.\nHãy ghi báo cáo ra ngoài thư mục ấy; chưa ghi gì.\n"
        assert body.read_bytes() == before

    def test_an_unreadable_record_refuses_it_and_a_draft_is_marked(self, cchc: Call, sample: Path) -> None:
        (sample / "directives/2023/hong.toml").write_text("<<<<<<< HEAD\n", "utf-8")
        refused = cchc("report", "2023-nam")
        assert refused.code == 1
        assert "\ndu-thao: true\n" in refused.out
        assert "directives/2023/hong.toml còn dấu xung đột của git" in refused.err
        assert (cchc("report", "2023-nam", "-o", "bao-cao.md").code, Path("bao-cao.md").exists()) == (1, False)
        draft = cchc("report", "2023-nam", "--draft")
        assert draft.code == 0
        assert "DỰ THẢO" in draft.out or "du-thao: true" in draft.out

    def test_an_unknown_report_names_the_known_ones(self, cchc: Call, sample: Path) -> None:
        ended = cchc("report", "2024-nam")
        assert (ended.code, ended.err) == (2, "Không có báo cáo “2024-nam”.\nCác báo cáo hiện có: 2023-nam.\n")

    def test_what_paper_cannot_show_is_named_by_every_export(self, cchc: Call, sample: Path, tmp_path: Path) -> None:
        paper = tmp_path / "a.md"
        paper.write_text(f"{cchc('report', '2023-nam').out}\nBỏ ~~câu này~~.\n\n- [x] đã làm\n\n<!-- nháp -->\n")
        told = cchc("export", str(paper), "--draft", "--to", "docx").err
        assert "In ra nguyên dấu đã gõ: " in told
        assert "Chữ gạch ngang “~~…~~” không in được" in told
        assert "Ô đánh dấu “[ ]” được in ra như chữ thường." in told
        assert "Không có trên trang: " in told

    def test_what_the_window_leaves_out_is_said(self, cchc: Call, sample: Path) -> None:
        assert cchc("report", "2023-nam").err == COUNTED
        cchc(
            "add",
            "directive",
            "--direction",
            "outgoing",
            "--symbol",
            "501/UBND-VP",
            "--issued-on",
            "20/12/2023",
            "--subject",
            "a",
        )
        cchc(
            "add",
            "directive",
            "--direction",
            "outgoing",
            "--symbol",
            "502/UBND-VP",
            "--issued-on",
            "27/12/2023",
            "--subject",
            "b",
        )
        ended = cchc("report", "2023-nam")
        counted, _, rest = ended.err.partition("\n")
        assert counted.startswith("Kết quả kiểm tra: 0 lỗi, ")
        assert rest == (
            "1 văn bản ban hành sau ngày chốt số liệu 14/12/2023 nên không tính: 501/UBND-VP ngày 20/12/2023.\n"
        )
        assert "501/UBND-VP" not in ended.out

    def test_sections_nobody_has_written_are_named(self, cchc: Call, sample: Path) -> None:
        cchc("new-report", "--outline", "tuyen-truyen-cchc", "--period", "2023")
        for verb in ("report", "export"):
            ended = cchc(verb, "2023-nam-tuyen-truyen")
            assert ended.code == 1, "no final copy has an empty heading"
            assert "body.md:19: Đề mục “1. Nội dung, hình thức tuyên truyền” chưa có nội dung." in ended.err
            assert not list(sample.parent.glob("xuat/*"))
        ended = cchc("report", "2023-nam-tuyen-truyen", "--draft")
        assert ended.code == 0
        assert ended.out.count("chưa có nội dung") == 4, "a draft prints where something is missing"
        assert "đề mục" not in cchc("report", "2023-nam").err


class TestExport:
    def test_a_report_goes_to_xuat_beside_the_records(self, cchc: Call, sample: Path) -> None:
        ended = cchc("export", "2023-nam")
        assert ended.code == 0, ended.err
        folder = sample.parent / "xuat"
        assert ended.out.splitlines() == [str(folder / "2023-nam.docx"), str(folder / "2023-nam.pdf")]

    def test_one_form_only(self, cchc: Call, sample: Path) -> None:
        assert cchc("export", "2023-nam", "--to", "docx").code == 0
        assert [p.name for p in (sample.parent / "xuat").iterdir()] == ["2023-nam.docx"]

    def test_the_suffix_asked_for_is_the_form_asked_for(self, cchc: Call, sample: Path) -> None:
        ended = cchc("export", "2023-nam", "-o", "bao-cao.docx")
        assert (ended.code, ended.out) == (0, "bao-cao.docx\n")

    def test_a_markdown_file_lies_beside_its_pages_and_needs_no_office(
        self, cchc: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("cong-van.17.md").write_text(LETTER, "utf-8")
        ended = cchc("export", "cong-van.17.md")
        assert ended.code == 0, ended.err
        assert ended.out.splitlines() == ["cong-van.17.docx", "cong-van.17.pdf"]
        assert Path("cong-van.17.pdf").read_bytes().startswith(b"%PDF-")

    def test_a_markdown_file_in_an_office_takes_its_layout(self, cchc: Call, sample: Path) -> None:
        layout = sample / "templates" / "layout"
        layout.mkdir(parents=True)
        layout.joinpath("nd30-2020.toml").write_text("[rules]\nmargin_left_mm = 36\n", "utf-8")
        Path("a.md").write_text(LETTER, "utf-8")
        ended = cchc("export", "a.md")
        assert ended.code != 0
        assert "margin_left_mm = 36 ngoài khoảng cho phép (30 đến 35)" in ended.err
        assert "Căn cứ: Phụ lục I, Phần I, Mục I, khoản 3." in ended.err
        layout.joinpath("nd30-2020.toml").write_text("[rules]\nmargin_left_mm = 35\n", "utf-8")
        assert cchc("export", "a.md", "-o", "a.pdf").out == "a.pdf\n"

    def test_a_form_we_do_not_make_is_refused(
        self, cchc: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("a.md").write_text(LETTER, "utf-8")
        ended = cchc("export", "a.md", "-o", "a.odt")
        assert (ended.code != 0, ended.out) == (True, "")
        assert "Không xuất được dạng .odt (“a.odt”); chỉ có .docx và .pdf." in ended.err
        assert [path.name for path in tmp_path.iterdir()] == ["a.md"]

    def test_many_sources_go_to_one_folder_and_one_failure_stops_no_other(
        self, cchc: Call, sample: Path, tmp_path: Path
    ) -> None:
        Path("a.md").write_text(LETTER, "utf-8")
        Path("b.md").write_bytes("Đảng ủy".encode("utf-16"))
        ended = cchc("export", "a.md", "b.md", "khong-co", "2023-nam", "-o", str(tmp_path / "ra"), "--to", "docx")
        assert ended.out.splitlines() == [str(tmp_path / "ra/a.docx"), str(tmp_path / "ra/2023-nam.docx")]
        assert "Tệp b.md không phải UTF-8 (dòng 1)." in ended.err
        assert "Không có báo cáo “khong-co”." in ended.err
        assert ended.code == 2

    def test_the_same_source_gives_the_same_bytes(self, cchc: Call, sample: Path) -> None:
        cchc("export", "2023-nam", "-o", "mot")
        cchc("export", "2023-nam", "-o", "hai")
        for form in ("docx", "pdf"):
            assert Path(f"mot.{form}").read_bytes() == Path(f"hai.{form}").read_bytes()

    def test_its_own_page_is_replaced_and_anothers_is_not(self, cchc: Call, sample: Path) -> None:
        assert cchc("export", "2023-nam").code == 0
        assert cchc("export", "2023-nam").code == 0
        page = sample.parent / "xuat/2023-nam.pdf"
        page.write_bytes(b"%PDF-1.7 of somebody else")
        before = page.with_suffix(".docx").read_bytes()
        refused = cchc("export", "2023-nam")
        assert refused.code == 3
        assert str(page) in refused.err
        assert page.read_bytes() == b"%PDF-1.7 of somebody else"
        assert page.with_suffix(".docx").read_bytes() == before, "whole or not at all"
        assert cchc("export", "2023-nam", "--force").code == 0
        assert page.read_bytes() != b"%PDF-1.7 of somebody else"

    def test_check_names_what_is_wrong_and_writes_nothing(self, cchc: Call, tmp_path: Path) -> None:
        source = tmp_path / "a.md"
        source.write_text(LETTER.replace("loai: cong-van", "loai: cong-vn"), "utf-8")
        ended = cchc("export", "--check", str(source))
        assert ended.code == 1
        assert "lỗi: " in ended.out
        assert [p.name for p in tmp_path.iterdir() if p.suffix in (".docx", ".pdf")] == []

    def test_outside_an_office_an_unknown_source_is_said_plainly(
        self, cchc: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        ended = cchc("export", "2023-nam")
        assert ended.code == 2
        assert ended.err.startswith("Không có tệp “2023-nam”, và ở đây không có hồ sơ nào để tìm báo cáo tên ấy.")
        ended = cchc("export", "khong-co.md")
        assert ended.code == 2
        assert ended.err.startswith("Không có tệp “khong-co.md”")


class TestPlainMarkdown:
    PLAIN = "# KẾ HOẠCH Tuyên truyền năm 2026\n\nXã xây dựng kế hoạch.\n\n## I. MỤC ĐÍCH\n\n![Sơ đồ](khong-co.png)\n"

    def test_in_an_office_what_is_missing_is_taken_from_it_and_said(self, cchc: Call, office: Path) -> None:
        Path("kh.md").write_text(self.PLAIN, "utf-8")
        ended = cchc("export", "kh.md")
        assert (ended.code, ended.out) == (0, "kh.docx\nkh.pdf\n"), ended.err
        text = " ".join(shown_text(Path("kh.pdf")).split())
        for part in ("DỰ THẢO", "Hà Kỳ, ngày tháng năm", "KẾ HOẠCH Tuyên truyền năm 2026", "I. MỤC ĐÍCH"):
            assert part in text
        assert text.count("Tuyên truyền") == 1, "the title is no heading too"
        assert "Lấy từ dòng 1: loại văn bản “Kế hoạch”, trích yếu “Tuyên truyền năm 2026”." in ended.err
        assert "Lấy từ hồ sơ cơ quan: tên cơ quan “ỦY BAN NHÂN DÂN XÃ HÀ KỲ”, địa danh “Hà Kỳ”, nơi nhận." in ended.err
        assert "Còn thiếu: số, ký hiệu, ngày tháng, người ký, nên văn bản mang chữ DỰ THẢO." in ended.err
        assert "kh.md:7: Ảnh “khong-co.png” không in được" in ended.err, "a line of the text as typed"

    def test_from_another_folder_it_is_still_the_office_it_lies_in(
        self, cchc: Call, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        office.parent.joinpath("kh.md").write_text(self.PLAIN, "utf-8")
        monkeypatch.chdir(tmp_path)
        ended = cchc("export", str(office.parent / "kh.md"), "--to", "docx")
        assert ended.code == 0
        assert "địa danh “Hà Kỳ”" in ended.err

    def test_check_tells_what_export_would_take(self, cchc: Call, office: Path) -> None:
        Path("kh.md").write_text(self.PLAIN, "utf-8")
        ended = cchc("export", "--check", "kh.md")
        assert "lưu ý: “kh.md” chưa có phần đầu. Lấy từ dòng 1: loại văn bản “Kế hoạch”" in ended.out
        assert "Chưa ghi loại văn bản" not in ended.out
        assert "Chưa ghi ký hiệu văn bản" in ended.out

    def test_outside_an_office_nothing_is_made_and_the_way_is_shown(
        self, cchc: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("kh.md").write_text(self.PLAIN, "utf-8")
        ended = cchc("export", "kh.md")
        assert (ended.code, ended.out) == (1, "")
        assert ended.err.startswith("“kh.md” chưa có phần đầu (các dòng “khóa: giá trị” giữa hai dòng “---”)")
        assert "cchc new-document ke-hoach" in ended.err
        assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["kh.md"]


class TestConform:
    def test_a_draft_is_set_beside_itself_and_never_written_over(
        self, cchc: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("a.md").write_text(LETTER, "utf-8")
        cchc("export", "a.md", "-o", "nhap.docx")
        before = Path("nhap.docx").read_bytes()
        ended = cchc("conform", "nhap.docx")
        assert (ended.code, ended.out) == (0, "nhap-nd30.docx\n"), ended.err
        assert "“CHỦ TỊCH” → NĐ30 Quyền hạn và chức vụ." in ended.err
        assert Path("nhap.docx").read_bytes() == before
        again = cchc("conform", "nhap.docx")
        assert (again.code, again.out) == (3, "")
        assert "nhap-nd30.docx đã có." in again.err
        assert cchc("conform", "nhap.docx", "--force").code == 0
        assert cchc("conform", "nhap.docx", "-o", "nhap.docx", "--force").code == 3
        assert cchc("conform", "a.md").err.startswith("“a.md” không phải tệp DOCX.")


class TestTemplatesBeside:
    def test_outside_an_office_a_layout_beside_the_document_is_used_and_said(
        self, cchc: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        layout = tmp_path / "van-ban" / "templates" / "layout"
        layout.mkdir(parents=True)
        layout.joinpath("nd30-2020.toml").write_text("[rules]\nmargin_left_mm = 36\n", "utf-8")
        Path("van-ban/a.md").write_text(LETTER, "utf-8")
        ended = cchc("export", "van-ban/a.md")
        assert ended.code == 1
        assert f"Dùng bố cục và mẫu trong {tmp_path}/van-ban/templates." in ended.err
        assert "margin_left_mm = 36 ngoài khoảng cho phép" in ended.err


def shown_text(pdf: Path) -> str:
    """The words on the pages."""
    with pymupdf.open(pdf) as pages:
        return "\n".join(page.get_text() for page in pages)


class TestClosedReports:
    @pytest.fixture
    def closed(self, cchc: Call, sample: Path) -> dict[str, bytes]:
        """The pages of a closed report, by name; a record has changed since."""
        assert cchc("export", "2023-nam").code == 0
        assert cchc("freeze", "2023-nam").code == 0
        (letter,) = sample.glob("directives/2023/*17-cv-ubnd*")
        assert cchc("set", letter.stem.rpartition("_")[2], "subject=việc khác", "--yes").code == 0
        return pages_in(sample)

    def test_export_refuses_and_names_both_ways_out(self, cchc: Call, sample: Path, closed: dict[str, bytes]) -> None:
        for more in ([], ["--force"], ["--to", "pdf"], ["-o", "khac"]):
            refused = cchc("export", "2023-nam", *more)
            assert (refused.code, refused.out) == (3, "")
            assert "nay đã đổi so với bản chốt; chưa xuất gì." in refused.err
            assert "cchc export 2023-nam --at-freeze" in refused.err
            assert "cchc freeze 2023-nam --undo" in refused.err
        assert pages_in(sample) == closed

    def test_at_freeze_gives_the_closed_pages_again(self, cchc: Call, sample: Path, closed: dict[str, bytes]) -> None:
        (sample.parent / "xuat/2023-nam.docx").unlink()
        ended = cchc("export", "2023-nam", "--at-freeze")
        assert ended.code == 0
        assert "2023-nam.pdf đúng là tệp đã chốt, giữ nguyên." in ended.err
        assert pages_in(sample) == closed

    def test_report_list_and_check_say_what_became_of_it(
        self, cchc: Call, sample: Path, closed: dict[str, bytes]
    ) -> None:
        words = f"Báo cáo 2023-nam đã chốt ngày {format_date(date.today())}, nay số liệu đã đổi từ khi chốt."
        assert words in cchc("report", "2023-nam").err
        assert cchc("report", "2023-nam", "--at-freeze").err.startswith("Kết quả kiểm tra: 0 lỗi, 3 cảnh báo, ")
        assert cchc("list", "reports").out.splitlines()[1].endswith("đã chốt, số liệu đã đổi")
        assert cchc("list", "reports", "--json").json[0]["changed_since_freeze"] is True
        found = cchc("check", "--report", "2023-nam", "--json")
        assert found.code == 1
        assert [f["message"].startswith(words) for f in found.json if f["code"] == "changed-since-freeze"] == [True]
        assert cchc("freeze", "2023-nam", "--undo").code == 0
        assert cchc("list", "reports").out.splitlines()[1].endswith("nháp")
        assert cchc("list", "reports", "--json").json[0]["changed_since_freeze"] is False

    def test_opening_allows_new_pages(self, cchc: Call, sample: Path, closed: dict[str, bytes]) -> None:
        assert cchc("freeze", "2023-nam", "--undo").code == 0
        assert cchc("export", "2023-nam").code == 0
        assert pages_in(sample) != closed

    def test_a_draft_lies_beside_the_final_pages(self, cchc: Call, sample: Path, closed: dict[str, bytes]) -> None:
        ended = cchc("export", "2023-nam", "--draft", "--to", "pdf")
        assert ended.out == f"{sample.parent / 'xuat/2023-nam-du-thao.pdf'}\n"
        assert {name: page for name, page in pages_in(sample).items() if "du-thao" not in name} == closed

    def test_a_report_that_is_not_closed_has_no_closed_pages(self, cchc: Call, sample: Path) -> None:
        ended = cchc("export", "2023-nam", "--at-freeze")
        assert ended.code == 3
        assert ended.err.startswith("Báo cáo 2023-nam chưa chốt số liệu.")
        assert cchc("export", "2023-nam", "--at-freeze", "--draft").code == 2


def pages_in(records: Path) -> dict[str, bytes]:
    """What lies in `xuat`, by name."""
    return {path.name: path.read_bytes() for path in (records.parent / "xuat").iterdir()}


class TestNewDocument:
    def test_writes_an_example_that_exports(self, cchc: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        made = cchc("new-document", "cong-van")
        assert (made.code, made.out) == (0, "cong-van.md\n")
        assert cchc("export", "cong-van.md", "--to", "docx").code == 0

    def test_never_overwrites(self, cchc: Call, tmp_path: Path) -> None:
        mine = tmp_path / "cua-toi.md"
        mine.write_text("của tôi")
        ended = cchc("new-document", "cong-van", "-o", str(mine))
        assert ended.code == 3
        assert mine.read_text() == "của tôi"

    def test_an_unknown_kind_names_the_known_ones(self, cchc: Call, tmp_path: Path) -> None:
        ended = cchc("new-document", "cong-vn", "-o", str(tmp_path / "x.md"))
        assert ended.code == 2
        assert ended.err.startswith("Không có loại văn bản “cong-vn”.\nCác loại: nghi-quyet, quyet-dinh, ")
        assert not (tmp_path / "x.md").exists()

"""Nothing unfinished goes out: every verb that makes a page refuses, and names each place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from cchc_tui.records.template_words import template_words
from cchc_tui.storage.shipped import sample_records_dir
from tests.cli.conftest import Call

VERBS = (
    ("report", "BC"),
    ("report", "BC", "-o", "bc.md"),
    ("export", "BC"),
    ("export", "BC", "--to", "pdf"),
    ("freeze", "BC"),
)


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample office's records; its folder is the current directory."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(sample_records_dir(), tmp_path / "records"))


@pytest.fixture
def fresh(cchc: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office of which nothing was said, and a report begun in it."""
    cchc("init", str(tmp_path / "xa"))
    monkeypatch.chdir(tmp_path / "xa")
    cchc("new-report", "--outline", "cchc-nam", "--period", "2026")
    return tmp_path / "xa"


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_an_office_of_which_nothing_was_said_makes_no_final_page(
    cchc: Call, fresh: Path, verb: tuple[str, ...]
) -> None:
    ended = cchc(*("2026-nam-cchc" if word == "BC" else word for word in verb))
    assert ended.code == 1
    assert "office.toml thiếu “Tên cơ quan, viết gọn”" in ended.err
    assert not list(fresh.rglob("*.pdf")) + list(fresh.rglob("*.docx")) + list(fresh.glob("*.md"))


@pytest.mark.parametrize("kind", ["bao-cao", "cong-van", "giay-moi"])
def test_nor_does_a_document_begun_there(cchc: Call, fresh: Path, kind: str) -> None:
    assert cchc("new-document", kind).code == 0
    ended = cchc("export", f"{kind}.md")
    assert ended.code == 1
    assert re.search(rf"{kind}\.md:\d+: Còn chữ của mẫu chưa thay: “(?:Nguyễn Văn A|xã Mẫu|XÃ MẪU)”", ended.err)
    assert not list(fresh.rglob("*.pdf")) + list(fresh.rglob("*.docx"))


@pytest.mark.parametrize("verb", VERBS[:1] + VERBS[2:], ids=" ".join)
def test_with_its_names_the_report_still_names_every_empty_heading(
    cchc: Call, fresh: Path, verb: tuple[str, ...]
) -> None:
    cchc("office", "--unit", "xã", "--name", "Hà Kỳ")
    cchc("add", "media", "--channel", "truyen-thanh", "--measure", "tin-bai", "--period", "2026", "--value", "24")
    ended = cchc(*("2026-nam-cchc" if word == "BC" else word for word in verb))
    assert ended.code == 1
    assert "/body.md:22: Đề mục “2. Kiểm tra cải cách hành chính” chưa có nội dung." in ended.err
    assert not list(fresh.rglob("*.pdf"))


def test_what_is_only_read_is_shown_with_its_faults_as_a_draft(cchc: Call, sample: Path) -> None:
    body = sample / "reports/2023-nam/body.md"
    body.write_text(body.read_text("utf-8").replace("# I. ", "# II. ", 1), encoding="utf-8")
    ended = cchc("report", "2023-nam")
    assert ended.code == 1
    assert "du-thao: true" in ended.out
    assert "# II. CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH" in ended.out
    assert "body.md:5: Đề mục “II. CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH”" in ended.err
    assert cchc("report", "2023-nam", "-o", "bc.md").code == 1
    assert not Path("bc.md").exists()


def test_a_draft_is_made_meanwhile(cchc: Call, fresh: Path) -> None:
    cchc("office", "--unit", "xã", "--name", "Hà Kỳ")
    assert cchc("export", "2026-nam-cchc", "--draft", "--to", "pdf").code == 0


def test_a_task_without_evaluation_is_named(cchc: Call, sample: Path) -> None:
    tasks = cchc("list", "checklist", "--json").json
    cchc("set", tasks[1]["id"], "evaluation=")
    ended = cchc("export", "2023-nam")
    assert ended.code == 1
    assert re.search(r"- checklists/.*toml:\d+: Bảng 2023-tuyen-truyen, nhiệm vụ 2\. .*: chưa đánh giá\.", ended.err)


def test_a_paper_whose_side_contradicts_itself_is_named(cchc: Call, sample: Path) -> None:
    path = next(sample.glob("directives/2023/*325*"))
    text = path.read_text("utf-8").replace('issuer = "UBND xã Hà Kỳ"', 'issuer = "UBND huyện Tứ Kỳ"')
    path.write_text(text, encoding="utf-8")
    ended = cchc("export", "2023-nam")
    assert ended.code == 1
    assert "325/UBND-VP" in ended.err
    assert "UBND huyện Tứ Kỳ" in ended.err


def test_a_document_with_words_of_an_example_is_refused(cchc: Call, tmp_path: Path) -> None:
    path = tmp_path / "cv.md"
    path.write_text("---\nloai: cong-van\nco-quan: [ỦY BAN NHÂN DÂN, XÃ MẪU]\n---\n\nNội dung.\n", encoding="utf-8")
    ended = cchc("export", str(path))
    assert ended.code == 1
    assert f"{path}:3: Còn chữ của mẫu chưa thay: “XÃ MẪU”." in ended.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("UBND xã Mẫu, tỉnh Mẫu", ["xã Mẫu", "tỉnh Mẫu"]),
        ("Nguyễn Văn A và Nguyễn Văn An", ["Nguyễn Văn A"]),
        ("UBND xã Mẫu Sơn, xã MẪU SƠN, theo mẫu số 1, tỉnh mẫu", []),
        ("tổng số [chưa có số liệu] bài", ["[chưa có số liệu]"]),
        ("Ngày ……… tháng", ["………"]),
        ("quan tâm theo dõi... và Số:       /BC-UBND", []),
    ],
)
def test_words_of_an_example(text: str, words: list[str]) -> None:
    assert template_words(text) == words

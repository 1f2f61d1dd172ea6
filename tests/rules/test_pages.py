"""Rules on head and structure: each one broken once, told at its line; a good paper has no finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.export import new_document
from cchc_tui.records.finding import Severity
from tests.export.builders import BODY, markdown
from tests.rules.builders import found_in_file

HEAD_LINES = 15
"""Lines of the head of a builder document: its body starts on line 15."""


def codes(text: str) -> set[str]:
    return {finding.code for finding in found_in_file(text)}


def test_a_good_report_has_no_findings() -> None:
    assert found_in_file(markdown()) == []


@pytest.mark.parametrize("kind", ["bao-cao", "ke-hoach", "cong-van", "to-trinh", "thong-bao", "quyet-dinh", "bien-ban"])
def test_our_own_examples_break_no_rule(kind: str) -> None:
    assert found_in_file(new_document(kind)) == []


HEADS: list[tuple[str, dict[str, str | None]]] = [
    ("kind-missing", {"loai": None}),
    ("kind-name", {"ten_loai": "TỜ TRÌNH"}),
    ("agency-missing", {"co_quan": None}),
    ("agency-lines", {"co_quan": "[A, B, C, D]"}),
    ("agency-wraps", {"co_quan": "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG"}),
    ("agency-in-text", {"ten_co_quan": None}),
    ("superior-of-committee", {"co_quan_chu_quan": "UBND HUYỆN"}),
    ("document-number-form", {"so": "'12/2023'"}),
    ("symbol-missing", {"ky_hieu": None}),
    ("symbol-space", {"ky_hieu": "BC - UBND"}),
    ("symbol-kind-code", {"ky_hieu": "KH-UBND"}),
    ("letter-kind-code", {"loai": "cong-van", "ky_hieu": "CV-UBND"}),
    ("place-missing", {"dia_danh": None}),
    ("place-unit", {"dia_danh": "xã Hà Kỳ"}),
    ("subject-missing", {"trich_yeu": None}),
    ("subject-v-v", {"trich_yeu": "V/v kết quả"}),
    ("subject-end", {"trich_yeu": "Kết quả năm 2023."}),
    ("addressee-not-named", {"kinh_gui": None}),
    ("addressee-unneeded", {"loai": "ke-hoach", "ky_hieu": "KH-UBND"}),
    ("basis-dash", {"can_cu": "['- Căn cứ Luật A']"}),
    ("basis-start", {"can_cu": "[Luật A]"}),
    ("recipients-missing", {"noi_nhan": None}),
    ("file-copy-missing", {"noi_nhan": "[Như trên]"}),
    ("file-copy-clerk", {"noi_nhan": "[Như trên, 'Lưu: VP.']"}),
    ("file-copy-last", {"noi_nhan": "['Lưu: VT', Như trên]"}),
    ("number-zero", {"so": "0"}),
    ("number-zero", {"so": "00a"}),
    ("subject-lines", {"trich_yeu": "[Một, Hai, Ba, Bốn, Năm]"}),
    ("subject-lines", {"trich_yeu": f"[{'chữ ' * 40}, {'chữ ' * 40}]"}),
    ("as-above-alone", {"loai": "ke-hoach", "ky_hieu": "KH-UBND", "kinh_gui": None}),
    ("as-above-alone", {"loai": "quyet-dinh", "ky_hieu": "QĐ-UBND", "kinh_gui": None}),
    (
        "as-article",
        {"loai": "quyet-dinh", "ky_hieu": "QĐ-UBND", "kinh_gui": None, "noi_nhan": "[Sở Nội vụ, 'Lưu: VT']"},
    ),
    ("as-above", {"noi_nhan": "[Sở Nội vụ, 'Lưu: VT']"}),
    ("position-missing", {"ky": "{ho-ten: A}"}),
    ("signer-missing", {"ky": "{quyen-han: CHỦ TỊCH}"}),
    ("signer-title", {"ky": "{quyen-han: CHỦ TỊCH, ho-ten: ThS. Vũ Văn Khanh}"}),
    ("authority-form", {"ky": "{quyen-han: [T/M UBND, CHỦ TỊCH], ho-ten: A}"}),
    ("position-agency", {"ky": "{quyen-han: Phó Chủ tịch UBND xã, ho-ten: A}"}),
    ("authority-alone", {"ky": "{quyen-han: [TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH], ho-ten: A}"}),
    ("too-long", {"trich_yeu": "x" * 501}),
    ("wraps-place-date", {"dia_danh": "Thành phố Hồ Chí Minh và các vùng phụ cận"}),
    ("wraps-number", {"ky_hieu": "BC-TRUNGTAMPHUCVUHANHCHINHCONG"}),
]
"""Code, what is changed in a good head."""


@pytest.mark.parametrize(("code", "head"), HEADS)
def test_each_rule_of_the_head_speaks_when_broken(code: str, head: dict[str, str | None]) -> None:
    assert code in codes(markdown(BODY, **head)) - codes(markdown())


BODIES: list[tuple[str, int | None, str]] = [
    ("body-empty", None, ""),
    ("template-words", 3, "Một.\n\nTỉnh Mẫu và tỉnh Mẫu."),
    ("heading-capitals", 1, "# I. Kết quả"),
    ("heading-decimal", 1, "## 1.1 Nội dung"),
    ("heading-deep", 1, "#### sâu"),
    ("heading-stop", 1, "# I. KẾT QUẢ."),
    ("heading-sequence", 5, "# I. MỘT\n\nMột.\n\n# III. BA"),
    ("heading-sequence", 3, "## 1. Một\n\n## 3. Ba"),
    ("point-letter", 3, "a) một\n\nf) sai"),
    ("point-sequence", 7, "c) ba\n\nd) bốn\n\n\n\ne) thiếu đ"),
    ("end-mark", 1, "Một./.\n\nHai."),
    ("bullets-deep", 3, "- một\n  - hai\n    - ba"),
    ("bullet-star", 1, "* một"),
    ("bullet-dot", 1, "• một"),
    ("table-columns", 1, "|" + "a|" * 64 + "\n|" + "-|" * 64),
    ("table-tall-row", 3, "| a |\n|-|\n| " + "chữ " * 1100 + "|"),
    ("table-row-long", 4, "| a | b |\n|-|-|\n| 1 | 2 |\n| 3 | 4 | 5 |"),
    ("div-unknown", 1, "::: hop\nx\n:::"),
    ("div-malformed", 1, "::: {.can-cu ten\nx\n:::"),
    ("strike", 1, "Bỏ ~~câu này~~."),
    ("task-list", 1, "- [x] đã làm"),
    ("note-lost", 3, "Một.\n\n[^1]: không ai nhắc"),
    ("note-lost", 1, "Một[^1]."),
    ("appendix-title", 3, "Xem Phụ lục.\n\n::: {.phu-luc}\nx\n:::"),
    ("appendix-unmentioned", 1, 'Một.\n\n::: {.phu-luc ten="A"}\nx\n:::'),
    ("text-after-appendix", 7, 'Xem Phụ lục.\n\n::: {.phu-luc ten="A"}\nx\n:::\n\nCòn nữa.'),
    ("image", 1, "![x](a.png)"),
    ("image-alt", 1, "![](a.png)"),
    ("html", 1, "một <b>hai</b>"),
    ("html", 1, "<!-- một --> hai <!-- ba -->"),
    ("html", 1, "<!-- không đóng"),
    ("comment", 3, "Một.\n\n<!-- hai\nba -->"),
    ("comment", 1, "Một <!-- hai --> ba."),
    ("word-too-wide", 1, "x" * 120),
]
"""Code, the line of the body it is told at, the body."""


@pytest.mark.parametrize(("code", "line", "body"), BODIES)
def test_each_rule_of_the_body_names_its_line(code: str, line: int | None, body: str) -> None:
    found = [finding for finding in found_in_file(markdown(body)) if finding.code == code]
    assert found, code
    assert line is None or HEAD_LINES - 1 + line in [finding.line for finding in found]


@pytest.mark.parametrize(
    "head",
    [
        {"so": "5"},
        {"so": "10a"},
        {"trich_yeu": "[Một, Hai, Ba, Bốn]"},
        {"loai": "quyet-dinh", "ky_hieu": "QĐ-UBND", "kinh_gui": None, "noi_nhan": "[Như Điều 3, 'Lưu: VT']"},
        {"loai": "ke-hoach", "ky_hieu": "KH-UBND", "kinh_gui": None, "noi_nhan": "[Sở Nội vụ, 'Lưu: VT']"},
    ],
)
def test_a_good_head_is_left_in_peace(head: dict[str, str | None]) -> None:
    assert codes(markdown("Điều 1. A.", **head)) <= codes(markdown("Điều 1. A."))


def test_a_decision_without_articles_or_with_a_gap() -> None:
    decision = {"loai": "quyet-dinh", "ky_hieu": "QĐ-UBND", "kinh_gui": None}
    assert "article-missing" in codes(markdown("Phê duyệt.", **decision))
    assert "article-sequence" in codes(markdown("Điều 1. A.\n\nĐiều 3. B.", **decision))
    assert not {code for code in codes(markdown("Điều 1. A.\n\nĐiều 2. B.", **decision)) if code.startswith("article")}


def test_a_line_that_wraps_is_a_warning_with_its_clause() -> None:
    (finding,) = [
        each
        for each in found_in_file(markdown(dia_danh="Thành phố Hồ Chí Minh và vùng phụ cận"))
        if each.code == "wraps-place-date"
    ]
    assert finding.severity is Severity.WARNING
    assert finding.clause == "Phụ lục I, Phần I, Mục II, khoản 4; Mục V, số 4"


def test_findings_come_gravest_first_with_the_line_of_their_key() -> None:
    found = found_in_file(markdown(loai="cong-van", ky_hieu="CV-UBND", noi_nhan='[Như trên, "Lưu: VP"]'))
    assert [(each.code, each.line) for each in found] == [("letter-kind-code", 6), ("file-copy-clerk", 11)]


def test_checking_starts_neither_pandoc_nor_typst() -> None:
    import subprocess
    import sys

    script = (
        "import sys; from tests.rules.builders import found_in_file\nfound_in_file('Một.')\n"
        "print([name for name in ('pypandoc', 'typst', 'zipfile') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"


NUMBERED = "# I. MỘT\n\nMột.\n\n# IV. HAI\n\nHai.\n\n# iii. BA\n\nBa.\n\n# IV. BỐN\n\nBốn."


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (NUMBERED, {5: "số trước là I", 9: "số trước là IV", 13: "lặp lại số của đề mục “IV. HAI”"}),
        ("# I. MỘT\n\nMột.\n\n# ii. HAI\n\nHai.", {5: "chữ thường, phải là II"}),
        ("# II. MỘT\n\nMột.", {1: "số đầu là I"}),
        ("# I. MỘT\n\n## 1. a\n\nMột.\n\n## 1. b\n\nHai.", {7: "lặp lại số của đề mục “1. a”"}),
        ("# I. MỘT\n\n## 1. a\n\nMột.\n\n# II. HAI\n\n## 1. b\n\nHai.", {}),
        ("# I. MỘT\n\nMột.\n\n# II. HAI\n\nHai.\n\n# III. BA\n\nBa.", {}),
    ],
)
def test_the_numbers_of_headings_follow_each_other(body: str, told: dict[int, str]) -> None:
    found = [each for each in found_in_file(markdown(body)) if each.code == "heading-sequence"]
    assert {(each.line or 0) - HEAD_LINES + 1 for each in found} == set(told)
    assert all(told[(each.line or 0) - HEAD_LINES + 1] in each.message for each in found)
    assert all(each.severity is Severity.ERROR for each in found)

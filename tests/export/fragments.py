"""Pieces of Markdown, each with a word of its own (W), to make documents nobody would write."""

from __future__ import annotations

import random

BODY_PIECES = (
    "- một W",
    "+ hai W",
    "  - con W",
    "    + cháu W",
    "1. một W",
    "2) hai W",
    "a) điểm W",
    "I. MỤC W",
    "# Đề mục W",
    "## 1. Mục W",
    "### a W",
    "#### sâu W",
    "> trích W",
    "> - x W",
    "| a W | b |\n|---|:-:|\n| 1 W | *2* W |\n| x<br>y W | 2 |",
    "| W |\n|-|",
    "---",
    "===",
    '::: {.phu-luc ten="W"}',
    '::: {.phu-luc .ngang ten="W"}',
    "::: x",
    "::: {.can-cu}",
    ":::",
    "",
    "",
    "",
    "",
    "",
    "",
    "đoạn văn thường W",
    "**đậm W** và *nghiêng W*",
    "như sau: W",
    "    thụt W vào",
    "\tthụt W",
    "`mã W`",
    "```\nW\n```",
    "```{=openxml}\n<w:p>W</w:p>\n```",
    "~5 triệu~ m^2^ W",
    '"trích W" ... --',
    "$W$",
    "http://a.vn/W",
    "[^1]",
    "[^1]: W",
    "[W]: chú",
    "(*) ghi chú W",
    "* sao W",
    "_ gạch_ W",
    "\\- trừ W",
    "a W  ",
    "b W\\",
    "W<br>W",
    "<b>W</b>",
    "<script>W</script>",
    "<div>\nW\n</div>",
    "Thuật ngữ W",
    ": nghĩa W",
    "- [x] đạt W",
    "{.x} W",
    "[y]{.z} W",
    ":100: W",
    "&nbsp;x W",
    "2023. năm W",
    "|",
    "| 1 W |",
    "![W](a.png)",
    "![](W.png)",
    "[W](http://a.vn/W)",
    '[W](<javascript:x> "W")',
    "<http://a.vn/W>",
    "#W",
    "= W",
    "/ W: x",
    "+ W",
    "#let x = W",
    "#include W",
    "\\u{41}W",
    "]W[",
    "W]#panic()",
    "{{ W }}",
    "{% W %}",
    "<w:p>W</w:p>",
    "]]>W",
    "&lt;W&gt; &#0; W",
    "@W",
    "<W@a.vn>",
    "W ./.",
    "Điều 1. W",
    "Điều 2. **W**",
    "# Chương I. W",
    "Chương II",
    "- ",
    "1.",
    "*",
    "**W",
    "`W",
    "$(W)",
    "%W",
    "W\u200bW",
    "a\u0301W",
    "\x0bW",
    "₫W",
    "✓W",
    "<!-- chú thích -->",
)
NESTED_PIECES = (
    "- một W\n  - hai W\n    - ba W\n      bốn W",
    "- một W\n\n  đoạn sau W\n\n- hai W",
    "1. một W\n   a) điểm W\n   b) điểm W\n2. hai W",
    "1. một W\n   - gạch W\n     + cộng W\n\n   2. lồng W",
    "- a W\n  > trích W\n  > - trong trích W",
    "\n- | a W | b |\n  |---|---|\n  | 1 W | 2 |",
    "| a W | b |\n|:-:|--:|\n| 1 W<br>2 W | *x* W |\n| | W |\n\nsau bảng W",
    "| W |\n|---|\n| - W |\n| + W |\n| 1. W |\n| a) W |",
    "dòng một W\ndòng hai W\ndòng ba W",
    "dòng W  \nhai W\\\nba W",
    "a) điểm W\nb) điểm W\nđ) điểm W",
    "a) một W\n\nb) hai W\n\nc) ba W\n\nd) bốn W\n\nđ) năm W",
    "Đ) hoa W\n\nI. La Mã W\n\nII. La Mã W",
    "2023 là năm W\n12. mười hai W\n3) ba W",
    "đoạn W\n1. không là danh sách W\n2. vẫn đoạn W",
    "đoạn W\n2023. năm W",
    "đoạn W\n- là danh sách W",
    "1.500 hồ sơ W\n1.5 tỷ W\n01/01/2023 W",
    "17/UBND-VP W\n(1) chú W\n1/ một W",
    "   thụt ba W\n    thụt bốn W",
    '::: {.phu-luc ten="W"}\n\n- một W\n  - hai W\n\n| a W |\n|---|\n| b W |\n\n:::',
    "# I. MỘT W\n## 1. Hai W\n### a) Ba W\nđoạn W",
    "Đoạn W\n===\n\nĐoạn W\n---",
)
"""What reports have: lists in lists, points a) … đ), numbers at the start of a line, tables with breaks."""
HEADS = (
    "",
    "loai: bao-cao\nso: 5\nky-hieu: 'W'\ndanh-so-de-muc: true",
    "loai: cong-van\ntrich-yeu: 'W ] # $ <w:p> {{ | ` :::'\nkinh-gui: ['W]#x', W, 'W']",
    "loai: quyet-dinh\ntham-quyen: W\ncan-cu: ['W $x$', 'W <a>']",
    "co-quan: ['W \"x\" \\\\ W', 'W&amp;', '<W>']\nky: {quyen-han: ['TM. W'], ho-ten: 'W #x'}"
    "\nnoi-nhan: ['W', '- W;', 'Lưu: W']",
    "lien-he: {dia-chi: 'W<', fax: W}\ndo-khan: khan\ndu-thao: 'W'\npham-vi-luu-hanh: 'W&'\nnguoi-soan: 'W'",
    "loai: bien-ban\nky-trai: {quyen-han: W, ho-ten: W}\nky: {quyen-han: W, ho-ten: W, chuc-vu-khac: W}",
)


def with_words(text: str, start: int) -> tuple[str, int]:
    """`text` with each W a word found nowhere else, and the next free number."""
    while "W" in text:
        text = text.replace("W", f"chu{start}z", 1)
        start += 1
    return text, start


def body(dice: random.Random, start: int = 0) -> tuple[str, int]:
    return with_words("\n".join(dice.choice(BODY_PIECES) for _ in range(dice.randint(1, 14))), start)


def nested(dice: random.Random) -> str:
    """A body of nested lists, tables and numbered lines, with a blank line or none between them."""
    pieces = [dice.choice(NESTED_PIECES) for _ in range(dice.randint(2, 7))]
    return with_words("".join(piece + dice.choice(("\n", "\n\n", "\n\n\n")) for piece in pieces), 0)[0]


def whole(dice: random.Random) -> str:
    text, start = body(dice)
    head, _ = with_words(dice.choice(HEADS), start)
    return f"---\n{head}\n---\n\n{text}" if head else text

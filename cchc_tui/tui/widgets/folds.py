"""Code in a prose, folded to what it says: figures as chips with their value, conditions and hints as grey words.

The text itself stays as it is: a fold is a stretch of it and what is shown in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cchc_tui.office import ProseValues

_CODE = re.compile(r"\{\{(?P<value>[^{}]*?)\}\}|\{%-?(?P<tag>.*?)-?%\}|\{#(?P<hint>.*?)#\}", re.DOTALL)
"""`{{ ky.ten }}`, `{% if so_van_ban() > 0 %}`, `{# lời nhắc #}`; a text half typed is no code yet."""
_ANY = re.compile(r"^(?P<name>[\w.]+(?:\([^()]*\))?) *> *0$")
"""`so_van_ban() > 0`: said as *có*."""
_DEFINED = re.compile(r"^(?P<name>[\w.]+) is defined$")
"""`so_lieu.zalo.bai is defined`: said as *đã ghi*."""
_NAMES = {"so_van_ban()": "văn bản đã ban hành", "so_van_ban_den()": "văn bản nhận được", "thong_ke()": "số liệu"}
_FUNCTIONS = {
    "can_cu": "căn cứ của báo cáo", "van_ban": "mỗi văn bản đã ban hành một câu", "vien_dan": "viện dẫn văn bản",
    "van_ban_den": "mỗi văn bản nhận được một câu", "so_van_ban": "số văn bản đã ban hành", "bieu_do": "biểu đồ",
    "so_van_ban_den": "số văn bản nhận được", "thong_ke": "bảng kê mọi số liệu", "chi_tieu": "số liệu của biểu",
    "luy_ke": "lũy kế của biểu", "ke_hoach": "chỉ tiêu kế hoạch", "so_sanh_chi_tieu": "so sánh số liệu của biểu",
    "bieu": "cả biểu số liệu", "kiem_chung": "danh mục tài liệu kiểm chứng", "so_sanh_van_ban": "so sánh với kỳ trước",
    "so_sanh_van_ban_cung_ky": "so sánh với cùng kỳ",
}  # fmt: skip
_LONGEST = 48
"""Cells of a chip; the value in full stands in the message line."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A stretch of the text, what stands for it, and in which ink."""

    start: int
    end: int
    shown: str
    role: str
    code: str
    """The expression, the condition or the hint between its signs."""


@dataclass(slots=True)
class _Branch:
    """A condition that is open: where its present branch began, and whether one has printed already."""

    tag: re.Match[str]
    prints: bool | None
    """None: not known."""
    printed: bool


def expressions_of(text: str) -> tuple[list[str], list[str]]:
    """Return the expressions and the conditions of a prose, each once."""
    values: dict[str, None] = {}
    conditions: dict[str, None] = {}
    for code in _CODE.finditer(text):
        if code["value"] is not None:
            values[code["value"].strip()] = None
        elif code["tag"] is not None and (asked := _condition(code["tag"])):
            conditions[asked] = None
            if found := _ANY.match(asked) or _DEFINED.match(asked):
                values[found["name"]] = None  # for what it is called
    return list(values), list(conditions)


def folds_of(text: str, known: ProseValues) -> list[Fold]:
    """Return the folds in their order; a branch that does not print now is one fold with all in it."""
    if "{" not in text:
        return []
    found: list[Fold] = []
    open_branches: list[_Branch] = []
    for code in _CODE.finditer(text):
        hidden = any(branch.prints is False for branch in open_branches)
        if code["tag"] is not None:
            found += _tag(text, code, open_branches, known, hidden=hidden)
        elif not hidden:
            found.append(_hint(code) if code["hint"] is not None else _chip(code, known))
    found += [_of_tag(branch.tag, _branch_words(branch, known)) for branch in open_branches if branch.prints is False]
    return sorted(found, key=lambda fold: fold.start)


def _chip(code: re.Match[str], known: ProseValues) -> Fold:
    """Return a figure with its value; not asked for yet `[…]`, and `[? name]` where it has none."""
    expression = code["value"].strip()
    seen = known.values.get(expression)
    if seen is None:
        return Fold(*code.span(), "[…]", "chip", expression)
    if seen.value is None:
        local = "." in expression and not seen.meaning and expression.partition(".")[0] in ("vb", "loop")
        return Fold(*code.span(), f"[{'' if local else '? '}{_cut(seen.meaning or expression)}]", "warn", expression)
    return Fold(*code.span(), f"[{_cut(seen.value)}]", "chip", expression)


def _hint(code: re.Match[str]) -> Fold:
    words = " ".join(code["hint"].split())
    return Fold(*code.span(), f"# {words}", "muted", words)


def _tag(
    text: str, code: re.Match[str], branches: list[_Branch], known: ProseValues, *, hidden: bool
) -> Iterator[Fold]:
    """Yield the folds of one `if`, `elif`, `else`, `endif` or loop; those inside a hidden branch are part of it."""
    word = code["tag"].split()[0] if code["tag"].split() else ""
    if word in ("if", "for"):
        if word == "for" or hidden:
            branches.append(_Branch(code, None, printed=False))
        else:
            holds = known.holds.get(_condition(code["tag"]))
            branches.append(_Branch(code, holds, printed=holds is True))
        if not hidden and branches[-1].prints is not False:
            yield _of_tag(code, _tag_words(code["tag"], branches[-1].prints, known))
        return
    if not branches:
        return
    branch = branches[-1]
    others_hidden = any(one.prints is False for one in branches[:-1])
    if branch.prints is False and not others_hidden:
        yield _closed(text, branch, code, known)
    if word.startswith("end"):
        branches.pop()
        if not others_hidden:
            yield _of_tag(code, "+ hết" if branch.tag["tag"].split()[0] != "for" else "+ hết danh sách")
    elif not others_hidden:
        holds = known.holds.get(_condition(code["tag"])) if word == "elif" else None if branch.prints is None else True
        branch.tag, branch.prints = code, False if branch.printed else holds
        branch.printed |= branch.prints is True
        if branch.prints is not False:
            yield _of_tag(code, _tag_words(code["tag"], branch.prints, known))


def _closed(text: str, branch: _Branch, until: re.Match[str], known: ProseValues) -> Fold:
    """Return a branch that does not print, from its tag up to the next one, with how much is in it."""
    inside = text[branch.tag.end() : until.start()]
    lines = [line for line in inside.split("\n") if line.strip()]
    end = until.start()
    if "\n" in inside:
        end -= len(inside) - len(inside.rstrip("\n"))  # the next tag keeps a line of its own
    number = f"{len(lines)} đoạn" if "\n" in inside else "mấy chữ"
    return Fold(
        branch.tag.start(), end, f"{_branch_words(branch, known)}: {number}, lúc này không in", "muted",
        branch.tag["tag"].strip(),
    )  # fmt: skip


def _of_tag(code: re.Match[str], words: str) -> Fold:
    return Fold(*code.span(), words, "muted", code["tag"].strip())


def _branch_words(branch: _Branch, known: ProseValues) -> str:
    return _tag_words(branch.tag["tag"], None, known)


def _tag_words(tag: str, prints: bool | None, known: ProseValues) -> str:
    """Return a tag in words, with whether what follows is printed now where that is known."""
    word, _, rest = tag.strip().partition(" ")
    now = ": đang in" if prints else ""
    match word:
        case "if":
            return f"+ nếu {_cut(condition_words(rest.strip(), known))}{now}"
        case "elif":
            return f"+ hoặc nếu {_cut(condition_words(rest.strip(), known))}{now}"
        case "else":
            return f"+ nếu không{now}"
        case "for":
            return f"+ với mỗi dòng của {rest.rpartition(' in ')[2].strip()}"
    return f"+ {tag.strip()}"


def condition_words(condition: str, known: ProseValues) -> str:
    """Return `có văn bản đã ban hành` for `so_van_ban() > 0`; what has no words of its own stands as it is written."""
    for pattern, word in ((_ANY, "có"), (_DEFINED, "đã ghi")):
        if found := pattern.match(condition):
            name = found["name"]
            seen = known.values.get(name)
            meaning = _NAMES.get(name) or (seen.meaning if seen else "")
            return f"{word} {meaning.removeprefix('số ') or name}"
    return condition


def code_words(code: str) -> str:
    """Return what a function of the prose is in words; "" for what is none."""
    return _FUNCTIONS.get(code.partition("(")[0].strip(), "") if "(" in code else ""


def _condition(tag: str) -> str:
    word, _, rest = tag.strip().partition(" ")
    return rest.strip() if word in ("if", "elif") else ""


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"

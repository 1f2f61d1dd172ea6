"""Every sentence the program says is Vietnamese: no English word but names, keys and programs that it speaks of."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import cchc_tui
from cchc_tui.cli.app import VERBS
from cchc_tui.cli.kinds import KINDS
from cchc_tui.language.syllable import is_syllable
from cchc_tui.records.fields import fields_of

ROOT = Path(cchc_tui.__file__).parent
_VIETNAMESE = re.compile(r"[ạảãàáăắằẵặẳâấầẫậẩđèéẹẻẽêếềểễệìíịỉĩòóọỏõôốồổỗộơớờởỡợùúụủũưừứửữựỳýỵỷỹ]", re.IGNORECASE)
_PATTERN = re.compile(r"\(\?|\\[swdb]|\[\^|</|\{%|:\d?\dpx|(?:^|\n)if ")
"""What is no sentence: regular expressions, HTML and its style, templates, a script for the shell."""
_QUOTED = re.compile(r"“[^”]*”|(?:cchc|sudo|git|pip|ssh|cron|eval)(?: [-\w./=<>:@{}+'*]+)+")
"""Words taken from elsewhere, and commands to type."""
_NAMED = re.compile(r"[\w./{}-]*[./_=@{}\\][\w./{}-]*|--?\w[\w-]*|\w+(?:-\w+)+|[^\x00-\x7f]\w*|\w*[^\x00-\x7f]\w*")
"""Paths, options, keys; words with a Vietnamese letter."""
_LISTS = ("syllable.py", "agency.py")
"""Modules of syllables and of abbreviations: no sentences."""
PROGRAMS = {
    "apt", "bash", "cchc", "cd", "compinit", "cron", "csv", "deltalake", "docx", "duckdb", "eval", "install", "jsonl",
    "mount", "mv", "pandoc", "pdf", "pdftotext", "phuong", "pygal", "remount", "rw", "stdout", "timedatectl",
    "typst", "xlsx", "zsh",
}  # fmt: skip
"""Programs, formats, typefaces and sites by their names."""
KEYS = {
    "account", "assumed", "bundle", "coquan", "defined", "directive", "directives", "doubtful", "errors", "exists",
    "flow", "for", "form", "hn", "hq", "if", "is", "keys", "letterhead", "line", "media", "message", "mine", "name",
    "null", "off", "offices", "opening", "path", "people", "places", "pq", "ratio", "record", "reports", "sample",
    "sign", "stock", "templates", "theirs", "true", "values", "window", "words", "working", "xuat", "year", "years",
}  # fmt: skip
"""Keys on the keyboard, menu entries of other programs, keys and tables that the sentence names."""
TECHNICAL = {
    "byte", "chmod", "commit", "config", "detached", "git", "ignore", "index", "inode", "mm", "setgid", "symlink",
}  # fmt: skip
"""What an administrator looks for by that name; each stands in brackets behind the Vietnamese words."""


def sentences() -> Iterator[tuple[str, str]]:
    """Every text of the package with Vietnamese words in it and where it stands; docstrings are for developers."""
    for path in sorted(ROOT.rglob("*.py")):
        if path.name in _LISTS:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {id(part) for each in ast.walk(tree) if isinstance(each, ast.JoinedStr) for part in each.values}
        told = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
        for each in ast.walk(tree):
            if isinstance(each, ast.JoinedStr):
                parts = (str(part.value) if isinstance(part, ast.Constant) else " " for part in each.values)
                text = "".join(parts)
            elif isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in told | inside:
                text = each.value
            else:
                continue
            if _VIETNAMESE.search(text) and " " in text.strip() and not _PATTERN.search(text):
                yield f"{path.relative_to(ROOT)}:{each.lineno}", text


def test_no_sentence_has_an_english_word() -> None:
    fields = {key.lower() for cls in KINDS.values() for each in fields_of(cls) for key in each.key.split("_")}
    known = PROGRAMS | KEYS | TECHNICAL | set(VERBS) | fields
    found = {
        (word, where)
        for where, text in sentences()
        for word in re.findall(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])", _NAMED.sub(" ", _QUOTED.sub(" ", text)))
        if not is_syllable(word) and word not in known
    }
    assert sorted(found) == []

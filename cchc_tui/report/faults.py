"""What is wrong with a template, as data: so that a check can name file and line without reading sentences apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cchc_tui.errors import FindingsError
from cchc_tui.language.text import nearest

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a template: its line, from 1, and a Vietnamese sentence."""

    line: int
    sentence: str
    unrecorded: bool = False
    """Whether the template is right and only the records lack what it asks for."""


class TemplateFaultsError(FindingsError):
    """A template that cannot be filled in: every fault that was found, in the order of the lines."""

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        shown = [f"{file}, dòng {fault.line}: {fault.sentence}" for fault in faults[:_SHOWN]]
        more = f"\n… và {len(faults) - _SHOWN} chỗ nữa." if len(faults) > _SHOWN else ""
        super().__init__("\n".join(shown) + more, "Hãy sửa các dòng trên rồi lập lại báo cáo.")
        self.file = file
        self.faults = tuple(faults)


def near_hint(word: str, known: Sequence[str]) -> str:
    """Return the end of a sentence about an unknown word: `; có phải “…”?` with the nearest known one, else a full
    stop.
    """
    close = nearest(word, known)
    return f"; có phải “{close}”?" if close and close != word else "."


def unknown_name(path: str, known: Sequence[str]) -> str:
    """Return the sentence about a placeholder that does not exist."""
    return f"không có chỗ điền “{path}”{near_hint(path, known)}"


def unknown_function(path: str, known: Sequence[str]) -> str:
    """Return the sentence about a function that does not exist."""
    return f"không có hàm “{path}”{near_hint(path, known)}"


def bare_function(path: str) -> str:
    """Return the sentence about a function that is named without being called."""
    return f"“{path}” là một hàm; hãy viết {path}(…)."


def badly_written(there: str) -> str:
    """Return the sentence about a placeholder whose braces or words make no sense; `there` is what stands on the
    line.
    """
    near = f" gần “{there}”" if there else ""
    return f"chỗ điền viết sai{near}; mỗi chỗ điền có dạng {{{{ tên }}}}, mở và đóng bằng hai dấu ngoặc nhọn."

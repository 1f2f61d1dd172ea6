"""The built-in Telex and VNI, for consoles that have no Vietnamese input method of their own."""

from __future__ import annotations

import re
from enum import StrEnum


class InputMethod(StrEnum):
    """How letters with marks are typed; off means that the person's own input method does it."""

    OFF = "off"
    TELEX = "telex"
    VNI = "vni"

    @property
    def label(self) -> str:
        """What the header shows: "" while off."""
        return {"off": "", "telex": "Telex", "vni": "VNI"}[self.value]

    @property
    def following(self) -> InputMethod:
        """The next one when the key is pressed again."""
        order = list(InputMethod)
        return order[(order.index(self) + 1) % len(order)]


_WORD_BEFORE = {
    InputMethod.TELEX: re.compile(r"[^\W\d_]*$"),
    InputMethod.VNI: re.compile(r"[^\W_]*$"),
}
_WORD_KEY = {InputMethod.TELEX: re.compile(r"[A-Za-z]"), InputMethod.VNI: re.compile(r"[A-Za-z0-9]")}


def retype(method: InputMethod, before: str, raw: str, char: str) -> tuple[int, str, str] | None:
    """Return what a letter does to the word before the caret; None when it simply stands after it.

    `before` is the text up to the caret, `raw` the keys of its last word so far ("" when they are not known). Comes
    back: where the word begins, its keys from now on, and the word as it now reads.
    """
    from cchc_tui.language.telex import Method, compose, to_keys

    if not _WORD_KEY[method].fullmatch(char):
        return None
    word = _word(method, before)
    if char.isdigit() and not word:
        return None
    known = raw if raw and compose(raw, Method(method.value)) == word else to_keys(word, Method(method.value))
    if known is None:
        return None
    keys = known + char
    return len(before) - len(word), keys, compose(keys, Method(method.value))


def finished(method: InputMethod, before: str, raw: str) -> tuple[int, str] | None:
    """Return the word before the caret as it stays when it ends: foreign words get their own letters back.

    Where it begins and how it reads; None when nothing changes.
    """
    from cchc_tui.language.telex import Method, compose, finish

    word = _word(method, before)
    if not raw or not word or compose(raw, Method(method.value)) != word:
        return None
    stays = finish(raw, Method(method.value))
    return (len(before) - len(word), stays) if stays != word else None


def _word(method: InputMethod, before: str) -> str:
    found = _WORD_BEFORE[method].search(before)
    return found.group() if found else ""

"""What single expressions and conditions of a prose come to now, for an editor that shows values in place of code."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_tui.errors import FindingsError
from cchc_tui.report.language import ProseLanguage
from cchc_tui.report.placeholders import PrintedValue, ProseValues
from cchc_tui.report.rendering import render

_BETWEEN = "\x1f"
_MISSING = "\x1e"
"""What a name prints that nothing was recorded for."""
_LONGEST = 60
_EARLIER = (("so_lieu.", "so_lieu_truoc."), ("so_lieu.", "so_lieu_cung_ky."))
"""How the name of a count is called for the period before, and for the same period a year before."""


def values_now(language: ProseLanguage, expressions: Sequence[str], conditions: Sequence[str]) -> ProseValues:
    """Return what each comes to; what depends on a loop around it has no value by itself."""
    texts = _texts(language, [f"{{{{ {expression} }}}}" for expression in expressions])
    truths = _texts(language, [f"{{% if {condition} %}}1{{% endif %}}" for condition in conditions])
    named = {name.path: name for name in language.names}
    values: dict[str, PrintedValue] = {}
    for expression, text in zip(expressions, texts, strict=True):
        name = named.get(expression.partition("|")[0].strip())
        earlier = [
            str(named[path].value or "") if (path := name.path.replace(*pair)) != name.path and path in named else ""
            for pair in _EARLIER
        ] if name else ["", ""]  # fmt: skip
        shown = None if text is None or _MISSING in text else _first_words(text)
        values[expression] = PrintedValue(shown, name.meaning if name else "", *earlier)
    holds = {c: bool(text) for c, text in zip(conditions, truths, strict=True) if text is not None}
    return ProseValues(values, holds)


def _texts(language: ProseLanguage, sources: Sequence[str]) -> list[str | None]:
    """Return what each source prints; None for one that cannot be printed by itself. All at once where that works."""
    whole = _text(language, _BETWEEN.join(sources)) if sources else None
    if whole is not None and whole.count(_BETWEEN) == len(sources) - 1:
        return list(whole.split(_BETWEEN))
    return [_text(language, source) for source in sources]


def _text(language: ProseLanguage, source: str) -> str | None:
    try:
        return render(source, file="", names=language.names, functions=language.functions, missing=_MISSING, plain=True)
    except FindingsError:
        return None


def _first_words(text: str) -> str:
    """Return the text on one line; of several paragraphs how many there are, and the first words."""
    paragraphs = [part for part in (" ".join(p.split()) for p in text.split("\n\n")) if part]
    first = paragraphs[0] if paragraphs else ""
    words = f"{len(paragraphs)} đoạn: {first}" if len(paragraphs) > 1 else first
    return f"{words[: _LONGEST - 1].rstrip()}…" if len(words) > _LONGEST else words

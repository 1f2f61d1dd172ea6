"""Charts of a summary as SVG that stands in a page by itself: no script, no font, nothing fetched."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cchc_tui.errors import EnvironmentFaultError
from cchc_tui.language.wording import format_number

if TYPE_CHECKING:
    from pygal.graph.graph import Graph

_COLOURS = ("#00657a", "#c98a1b", "#b3261e", "#55606b")
_FONT = "Segoe UI, Noto Sans, Arial, sans-serif"


def bar_chart(labels: Sequence[str], values: Sequence[int | Decimal | None], *, unit: str) -> str:
    """Return one bar for each label; no bar where nothing was recorded."""
    import_pygal()
    import pygal

    chart = pygal.Bar(**_options(height=220, show_legend=False, x_label_rotation=0))
    chart.x_labels = list(labels)
    chart.add(unit, [None if value is None else float(value) for value in values])
    return _svg(chart)


def stacked_chart(labels: Sequence[str], parts: Mapping[str, Sequence[int]]) -> str:
    """Return one bar for each label, lying, made up of the named parts."""
    import_pygal()
    import pygal

    chart = pygal.HorizontalStackedBar(**_options(height=120 + 22 * len(labels), legend_at_bottom=True))
    # The first label stands lowest in a lying chart.
    chart.x_labels = list(reversed(labels))
    for name, values in parts.items():
        chart.add(name, list(reversed(values)))
    return _svg(chart)


def import_pygal() -> None:
    """Import the library and nothing it would change; EnvironmentFaultError where it is missing."""
    try:
        import pygal
    except ModuleNotFoundError as error:
        raise EnvironmentFaultError(
            "Trang HTML có biểu đồ cần thêm gói pygal, máy này chưa có.", "Hãy cài: pip install 'cchc-tui[collect]'"
        ) from error
    # For its maps pygal joins in every later import of the program, in a way that Python 3.11 warns of.
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, pygal.PluginImportFixer)]


def _options(**options: Any) -> dict[str, Any]:
    from pygal.style import Style

    style = Style(
        background="transparent",
        plot_background="transparent",
        colors=_COLOURS,
        font_family=_FONT,
        label_font_size=11,
        major_label_font_size=11,
        legend_font_size=12,
        tooltip_font_size=12,
    )
    return {
        "js": [],
        "width": 560,
        "style": style,
        "value_formatter": _format_whole,
        "no_data_text": "Chưa có số liệu",
        "margin": 8,
        "truncate_label": -1,
        **options,
    }


def _format_whole(value: float) -> str:
    """Return a whole number in words of the axis; nothing between two of them, since nobody issues half a paper."""
    return format_number(int(value)) if value == int(value) else ""


def _svg(chart: Graph) -> str:
    return str(chart.render(is_unicode=True, disable_xml_declaration=True))

"""The first screen as lines: its blocks, and how they stand beside each other in a wide window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from cchc_tui.language.wording import format_number, format_quantity
from cchc_tui.tui.bars import change_words, month_bars, progress_bar
from cchc_tui.tui.canvas import Line, Run, fit, full, line_width, width_of
from cchc_tui.tui.frame import title_line
from cchc_tui.tui.panes import WIDE, WIDER, side_by_side

if TYPE_CHECKING:
    from cchc_tui.records.history import Saved
    from cchc_tui.tui.indicators import CountRow
    from cchc_tui.tui.overview import Overview, Todo

_SIDE = 38
"""Cells of the right column in a wide window."""
_MIDDLE = 62
_MONTH = 5
_TOTAL = 18
_CHANGE = 12
_TODOS_LOW = 7
_BAR = 10
_COMMON = ("Đài ", "Trang ", " xã", " phường", " điện tử")
"""What the names of channels have in common, left out where there is no room for all of a name."""


@dataclass
class BlockPicture:
    """Lines, and those that the cursor can stand on."""

    lines: list[Line] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)

    def put(self, runs: Sequence[Run], width: int, *, stop: bool = False) -> None:
        """Put one more line."""
        if stop:
            self.stops.append(len(self.lines))
        self.lines.append(full(list(runs), width))

    def below(self, other: BlockPicture, width: int, gap: int = 1) -> None:
        """Another picture under this one."""
        if self.lines:
            self.lines += [full([], width)] * gap
        self.stops += [len(self.lines) + stop for stop in other.stops]
        self.lines += other.lines


def days_words(left: int) -> Run:
    """Days left in words, with the ink of their urgency."""
    if left < 0:
        return f"quá {-left} ngày", "bad"
    if left == 0:
        return "hôm nay", "bad"
    return f"còn {left} ngày", "warn" if left <= 7 else ""


def paint_overview(seen: Overview, saves: Sequence[Saved], chosen: int, width: int, height: int) -> BlockPicture:
    """Return all that has room; the bars are those of the count row under the cursor."""
    row = seen.counts[min(chosen, len(seen.counts) - 1)] if seen.counts else None
    if width < WIDE:
        return _narrow(seen, saves, width, height)
    left = width - _SIDE - 3
    if width < WIDER:
        main = _left(seen, left, height, None)
        if row is not None:
            main.below(_chart(seen, row, left, height - len(main.lines) - 1), left)
        return _beside([(main, left), (_right(seen, saves, _SIDE, height), _SIDE)], height)
    left = width - _SIDE - _MIDDLE - 6
    middle = BlockPicture()
    each = max(6, height // max(1, len(seen.counts)))
    for count in seen.counts[: max(1, height // each)]:
        middle.below(_chart(seen, count, _MIDDLE, each - 1), _MIDDLE)
    parts = [(_left(seen, left, height, None), left), (middle, _MIDDLE), (_right(seen, saves, _SIDE, height), _SIDE)]
    return _beside(parts, height)


def _narrow(seen: Overview, saves: Sequence[Saved], width: int, height: int) -> BlockPicture:
    """Return one column: what is to be done, the counts, one line for each of the rest."""
    last = BlockPicture()
    if seen.tasks:
        last.put(_task_runs(seen, 24 if width >= 70 else 10), width)
    kinds = ", ".join(f"{name.lower()} {number}" for name, number in seen.kinds[:3])
    of = f"{seen.outgoing} đi, {seen.incoming} đến" + (f": {kinds}" if kinds else "")
    last.put([(f"{'VĂN BẢN':<11}", "strong"), (fit(of, max(1, width - 11)), "")], width)
    if saves:
        last.put([(f"{'VỪA LÀM':<11}", "strong"), (fit(_save_words(saves[0]), max(1, width - 11)), "")], width)
    room = height - len(last.lines) - 1
    out = _left(seen, width, room, _TODOS_LOW)
    out.below(last, width)
    return out


def _left(seen: Overview, width: int, height: int, most: int | None) -> BlockPicture:
    """Return what is to be done over the counts."""
    counted = sum(not row.form for row in seen.counts)  # columns of forms take what room is left
    rows = counted + 2 if seen.counts else 0
    room = max(3, height - rows - 1)
    out = _todos(seen.todos, width, min(most or room, room))
    if seen.counts:
        out.below(_counts(seen, width, max(1, height - len(out.lines) - 2)), width)
    return out


# ---- blocks ----------------------------------------------------------------------------------------------------------
def _todos(todos: Sequence[Todo], width: int, most: int) -> BlockPicture:
    out = BlockPicture()
    late = sum(todo.sign == "×" for todo in todos)
    head: list[Run] = [("VIỆC PHẢI LÀM", "strong"), (f"  {len(todos)} việc" if todos else "  không có gì gấp", "")]
    out.put([*head, *([(f", {late} quá hạn hoặc sai", "bad")] if late else [])], width)
    for todo in todos[:most]:
        out.put(_todo_runs(todo, width), width, stop=True)
    if len(todos) > most:
        out.put([(f"  còn {len(todos) - most} việc", "muted")], width)
    return out


def _todo_runs(todo: Todo, width: int) -> list[Run]:
    role = {"×": "bad", "!": "warn"}.get(todo.sign, "")
    meter: list[Run] = []
    if todo.ready is not None and width >= 70:
        meter = [*progress_bar(todo.ready, 100, _BAR), (f"{todo.ready:>4}%  ", "")]
    when = days_words(todo.days_left) if todo.days_left is not None else (todo.note, "muted")
    right: list[Run] = [*meter, (fit(when[0], 12), when[1])]
    words = fit(todo.words, max(8, width - 4 - line_width(right) - 1))
    return [("  ", ""), (todo.sign + " ", role), (words + " ", "strong" if role == "bad" else ""), *right]


def _counts(seen: Overview, width: int, most: int) -> BlockPicture:
    """Return the months under their names, those of the period strong; its total, and what changed."""
    out = BlockPicture()
    shown = 12 if width >= 100 else 6 if width >= 70 else 3
    tail = _CHANGE if width >= 70 else 0
    label = max(12, width - shown * _MONTH - _TOTAL - tail)
    runs: list[Run] = [(fit("TIN BÀI", label), "strong")]
    for month, inside in list(zip(seen.months, seen.inside, strict=True))[-shown:]:
        runs.append((fit(f"T{month.number}", _MONTH, "right"), "strong" if inside else "muted"))
    out.put([*runs, (fit("cả kỳ", _TOTAL, "right"), "strong"), (fit("so kỳ trước", tail, "right"), "muted")], width)
    for row in seen.counts[:most]:
        runs = [(fit("  " + row_name(row, label - 2), label), "")]
        runs += [_cell(row, n, _MONTH) for n in range(12 - shown, 12)]
        total = format_quantity(row.total) if row.total else ""
        runs.append((fit(total, _TOTAL, "right"), "strong"))
        runs.append((fit(_change(row), tail, "right"), ""))
        out.put(runs, width, stop=True)
    return out


def row_name(row: CountRow, room: int) -> str:
    """Return the channel and the measure in one name; where that is too long, the channel and its unit."""
    if row.form:
        return row.label
    whole = f"{row.channel}, {row.label}"
    if width_of(whole) <= room or not row.unit:
        return whole
    short = row.channel
    for common in _COMMON:
        short = short.removeprefix(common).removesuffix(common)
    return f"{fit(short[:1].upper() + short[1:], room - width_of(row.unit) - 2).rstrip()}, {row.unit}"


def _cell(row: CountRow, month: int, width: int) -> Run:
    """Return a count; ? for a month that should have one, · for one still to come."""
    value = row.months[month]
    if value is not None:
        words = _short_number(value.value, width)
        if width_of(words) >= width:  # a blank is left between neighbours, and a number is never cut
            words = words.replace(".", "")
        if width_of(words) >= width:
            words = f"{value.value // 1000}k"
        return fit(words, width, "right"), ""
    return ("?".rjust(width), "warn") if row.owed[month] else ("·".rjust(width), "muted")


def _short_number(value: int | Decimal, width: int) -> str:
    """Return a number with as many of its decimals as there is room for."""
    words = format_number(value)
    places = len(words.partition(",")[2])
    while places and width_of(words) >= width:
        places -= 1
        words = format_number(round(Decimal(value), places) if places else int(Decimal(value).to_integral_value()))
    return words


def _change(row: CountRow) -> str:
    return change_words(row.total.value, row.before.value) if row.total and row.before else ""


def _chart(seen: Overview, row: CountRow, width: int, height: int) -> BlockPicture:
    """Return bars under their months, the numbers under the bars."""
    out = BlockPicture()
    tall = height - 3
    if tall < 2 or not any(row.months):
        return out
    cell = max(4, min(6, (width - 2) // 12))
    total = f"{format_quantity(row.total)} {row.unit}".strip() if row.total else ""
    out.lines.append(title_line(row.channel, width, row.label, " ".join(filter(None, (total, _change(row))))))
    values = [value.value if value else None for value in row.months]
    for line in month_bars(values, min(tall, 14), cell, max(2, cell - 3)):
        out.put([("  ", ""), *line], width)
    out.put([("  ", ""), *(_cell(row, n, cell) for n in range(12))], width)
    names = "".join(fit(f"T{month.number}", cell, "right") for month in seen.months)
    out.put([("  ", ""), (names, "muted")], width)
    return out


def _right(seen: Overview, saves: Sequence[Saved], width: int, height: int) -> BlockPicture:
    """Return which months are recorded, the tasks, the documents, the last saves."""
    out = _recorded(seen, width)
    if seen.tasks:
        tasks = BlockPicture()
        done = sum(number for _, number, met in seen.tasks if met)
        every = sum(number for _, number, _ in seen.tasks)
        tasks.put([("NHIỆM VỤ", "strong"), (f"  {done}/{every} đạt", "")], width)
        tasks.put([("  ", ""), *progress_bar(done, every, width - 2, "good")], width)
        tasks.put([("  ", ""), *_badges(seen)], width)
        out.below(tasks, width)
    kinds = BlockPicture()
    kinds.put([("VĂN BẢN", "strong"), (f"  {seen.outgoing} đi, {seen.incoming} đến", "")], width)
    most = max((number for _, number in seen.kinds), default=1)
    for name, number in seen.kinds[:5]:
        long = max(1, number * (width - 22) // most)
        kinds.put([("  ", ""), (fit(name, 12), ""), (" ", ""), ("▄" * long, "accent"), (f" {number}", "")], width)
    out.below(kinds, width)
    room = height - len(out.lines) - 2
    if saves and room > 0:
        lately = BlockPicture()
        lately.put([("VỪA LÀM", "strong")], width)
        for save in saves[:room]:
            lately.put([("  ", ""), (fit(_save_words(save), width - 2), "")], width)
        out.below(lately, width)
    return out


def _recorded(seen: Overview, width: int) -> BlockPicture:
    """Return channel by month: recorded, owed, still to come."""
    out = BlockPicture()
    shown = 6
    runs: list[Run] = [(fit("ĐÃ GHI", width - 4 * shown), "strong")]
    out.put([*runs, *((fit(f"T{m.number}", 4, "right"), "muted") for m in seen.months[-shown:])], width)
    for channel in dict.fromkeys(row.channel for row in seen.counts):
        rows = [row for row in seen.counts if row.channel == channel]
        runs = [("  ", ""), (fit(channel, width - 4 * shown - 2), "")]
        for month in range(12 - shown, 12):
            if any(row.owed[month] for row in rows):
                runs.append(("   ?", "warn"))
            else:
                given = any(row.months[month] is not None for row in rows)
                runs.append(("   √", "good") if given else ("   ·", "muted"))
        out.put(runs, width)
    return out


def _task_runs(seen: Overview, bar: int) -> list[Run]:
    done = sum(number for _, number, met in seen.tasks if met)
    every = sum(number for _, number, _ in seen.tasks)
    return [(f"{'NHIỆM VỤ':<11}", "strong"), *progress_bar(done, every, bar, "good"), ("  ", ""), *_badges(seen)]


def _badges(seen: Overview) -> list[Run]:
    """Return how often each evaluation was given; the last one that is not done is the bad one."""
    failed = [label for label, _, met in seen.tasks if label and not met][-1:]
    runs: list[Run] = []
    for label, number, met in seen.tasks:
        if number:
            sign, role = ("√", "good") if met else ("·", "") if not label else ("!", "warn")
            sign, role = ("×", "bad") if label in failed else (sign, role)
            runs += [(f"{sign} {number} {label.lower() or 'chưa chấm'}", role), ("   ", "")]
    return runs[:-1]


def _save_words(save: Saved) -> str:
    return f"{save.when:%d/%m %H:%M} {save.who.split()[-1] if save.who else ''} {save.words}"


def _beside(parts: Sequence[tuple[BlockPicture, int]], height: int) -> BlockPicture:
    """Return pictures side by side, a thin line between; the cursor stands in the first."""
    lines = side_by_side([(picture.lines, width) for picture, width in parts], height)
    return BlockPicture(lines, list(parts[0][0].stops))

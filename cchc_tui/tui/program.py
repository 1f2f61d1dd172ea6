"""The commands that work everywhere, and what the program does by itself: start, refresh, offer drafts, end."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from cchc_tui.records.period import Period, PeriodKind, parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.tui.canvas import Line, paragraph
from cchc_tui.tui.desk import Desk
from cchc_tui.tui.frame import TABS
from cchc_tui.tui.look import THEME_NAMES
from cchc_tui.tui.screens.base import Action
from cchc_tui.tui.screens.dialogs import Page, Picker, Prompt, Question
from cchc_tui.tui.screens.drafts import offer_drafts
from cchc_tui.tui.screens.export import export_report
from cchc_tui.tui.screens.help import HelpPage, Menu
from cchc_tui.tui.screens.person import ask_person, greet
from cchc_tui.tui.screens.tabs import make_screen
from cchc_tui.tui.screens.undo import ask_undo

if TYPE_CHECKING:
    from cchc_tui.office import Office

_CLOCK_TICK_NS = 2_000_000_000
"""The coarsest clock of a file system (FAT): a change so shortly before the reading may have come after it."""


def usual_period(office: Office) -> Period:
    """Return the period to start with: that of the latest report whose days have begun, else the year of today. A
    report begun ahead, such as next year's, has nothing to show yet.
    """
    periods = [
        (window, period)
        for s in office.records.stored(ReportSheet)
        if (period := parse_period(s.record.period or "")) is not None
        and (window := office.settings.window_of(period, s.record.regime)).first <= office.today
    ]
    running = [one for one in periods if office.today in one[0]] or periods
    return max(running, key=lambda one: one[0].last)[1] if running else Period(PeriodKind.YEAR, office.today.year)


def make_desk(
    open_office: Callable[[Callable[[int, int], None]], Office],
    progress: Callable[[int, int], None],
    *,
    read_only: bool,
    welcome: Sequence[str] = (),
) -> Desk:
    """Return the office opened, and its first screen on a desk; over it a page with the `welcome`."""
    begun = time.time_ns()
    office = open_office(progress)
    desk = Desk(office, usual_period(office), read_only=read_only)
    if any(changed >= begun - _CLOCK_TICK_NS for _, changed in desk.folder_times):
        desk.folder_times = ()  # somebody saved while we read: the next look takes it in
    office.ledger.tell, office.ledger.warn = desk.say, None
    start(desk)
    if welcome:
        desk.open(Page(desk, "Hồ sơ làm thử", partial(_paragraphs, welcome)))
    return desk


def _paragraphs(texts: Sequence[str], width: int) -> list[Line]:
    return [line for text in texts for line in paragraph(text, width)]


def start(desk: Desk, screen: int = 0) -> None:
    """Give the desk its commands, open the first screen, and offer what was left unsaved."""
    desk.make_screen = partial(make_screen, desk)
    desk.actions = {
        "help": lambda: desk.open(HelpPage(desk)),
        "menu": lambda: desk.open(Menu(desk)),
        "quit": lambda: leave(desk),
        "period": lambda: ask_period(desk),
        "export": lambda: export_report(desk),
        "recheck": lambda: reread(desk),
        "telex": desk.switch_method,
        "undo": lambda: ask_undo(desk),
        "person": lambda: ask_person(desk),
        "drafts": lambda: offer_drafts(desk, asked=True),
        "import": lambda: _import(desk),
        "forms": lambda: _choose_form(desk),
        "conflicts": lambda: _show_conflicts(desk),
        "search": lambda: _search(desk),
        "theme": lambda: ask_theme(desk),
    }
    for number in range(len(TABS)):
        desk.actions[f"go_{number}"] = _goer(desk, number)
    desk.open_tab(screen)
    if not desk.read_only:
        offer_drafts(desk, asked=False)
        greet(desk)


def _goer(desk: Desk, number: int) -> Action:
    return lambda: desk.open_tab(number)


def _import(desk: Desk) -> None:
    """Open the import of a file of records; its screens are imported when they are first asked for."""
    from cchc_tui.tui.screens.candidates import ask_file

    ask_file(desk)


def _choose_form(desk: Desk) -> None:
    from cchc_tui.tui.screens.figures import ask_form

    ask_form(desk)


def _show_conflicts(desk: Desk) -> None:
    from cchc_tui.tui.screens.conflicts import ConflictList

    desk.open(ConflictList(desk))


def _search(desk: Desk) -> None:
    from cchc_tui.tui.screens.search import SearchBox

    desk.open(SearchBox(desk))


def ask_theme(desk: Desk) -> None:
    """Other inks, kept for the next time."""
    entries = [("", "như cửa sổ dòng lệnh cho biết"), *THEME_NAMES.items()]

    def take(codes: list[str]) -> None:
        desk.office.people.preferences.choose_theme(codes[0])
        desk.theme_chosen = codes[0]
        words = THEME_NAMES.get(codes[0], "theo cửa sổ dòng lệnh")
        more = " NO_COLOR đang đặt nên vẫn không có màu." if os.environ.get("NO_COLOR") else ""
        desk.say(f"Màu: {words}.{more}", "good")

    desk.open(Picker(desk, "Màu", entries, take))


def leave(desk: Desk) -> None:
    """End; with something unsaved, ask first. What is typed stays a draft either way."""
    if not any(view.unsaved for view in desk.views):
        desk.finished = True
        return

    def end() -> None:
        desk.finished = True

    text = "Còn phiếu chưa lưu. Thoát thì những gì đã gõ được giữ làm bản nháp, mở lại chương trình là thấy."
    answers = [("t", "Thoát, giữ bản nháp", end), ("escape", "Ở lại", lambda: None)]
    desk.open(Question(desk, "Thoát", text, answers))


def ask_period(desk: Desk) -> None:
    """Another reporting period for header, lists, grid and export."""

    def take(typed: str) -> str:
        period = parse_period(typed)
        if period is None:
            return f"“{typed}” không phải là một kỳ. Gõ như 2023, 6/2023, quý 3/2023, 6 tháng 2023."
        desk.period = period
        desk.records_changed()
        desk.say(f"Kỳ báo cáo: {period.name}, {desk.window.name}.")
        return ""

    text = "Kỳ báo cáo (2023 · 6/2023 · quý 3/2023 · 6 tháng 2023 · 15/12/2022 - 14/12/2023):"
    desk.open(Prompt(desk, "Đổi kỳ", text, take))


def reread(desk: Desk) -> None:
    """Read the files again."""
    if _is_gone(desk):
        desk.tell_gone()
        return
    desk.office.records.refresh()
    desk.records_changed()
    desk.say("Đã đọc lại hồ sơ trên đĩa.", "good")


def look_for_changes(desk: Desk) -> bool:
    """Take in what colleagues saved since the last look; whether there was anything."""
    was_gone = desk.gone
    if _is_gone(desk):
        return not was_gone
    if was_gone:
        desk.say("Đã có lại thư mục hồ sơ.", "good")
        desk.folder_times = ()
    now = desk.office.records.folder_times()
    if now == desk.folder_times:
        desk.watch.tick()
        return False
    desk.folder_times = now
    desk.office.records.refresh()
    desk.records_changed()
    return True


def _is_gone(desk: Desk) -> bool:
    """Return whether the records' directory is not there: then nothing is read anew, and the screens stay as they
    are.
    """
    gone = not desk.office.directory.is_dir()
    if gone and not desk.gone:
        desk.tell_gone()
    desk.gone = gone
    return gone

"""The application as Textual runs it: screens, bindings and keys by Pilot, without a terminal."""

from __future__ import annotations

import asyncio
import threading
import tomllib
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual import events
from textual.binding import Binding
from textual.command import Hit, Hits, Provider
from textual.pilot import Pilot
from textual.screen import ModalScreen

from cchc_tui.office import Office
from cchc_tui.tui.app import CchcApp
from cchc_tui.tui.commands import BY_ID, COMMANDS
from cchc_tui.tui.desk import Desk
from cchc_tui.tui.kit.messages import Packet
from cchc_tui.tui.opening import Opening
from cchc_tui.tui.program import make_desk
from cchc_tui.tui.providers import found_by
from cchc_tui.tui.view_screen import BandScreen, ViewScreen
from tests.tui.conftest import TODAY, write_directives

Work = Callable[[Pilot[int]], Awaitable[None]]


def pilot(records: Path, work: Work, *, read_only: bool = False) -> None:
    """Run the program on these records and let `work` use it."""

    async def run() -> None:
        opening = Opening(
            lambda told: make_desk(
                lambda progress: Office.open(records, today=TODAY, progress=progress), told, read_only=read_only
            )
        )
        assert opening.ends_within(60)
        async with CchcApp(opening).run_test(size=(80, 24)) as running:
            await running.pause()
            await work(running)

    asyncio.run(run())


def text_of(app: CchcApp, name: str) -> str:
    """What stands in a part of the open screen."""
    rows = app.screen.query_one(f"#{name}").rows  # type: ignore[attr-defined]
    return "\n".join("".join(text for text, _ in row).rstrip() for row in rows)


def app_of(running: Pilot[int]) -> CchcApp:
    """The program under test."""
    assert isinstance(running.app, CchcApp)
    return running.app


def test_a_form_is_a_screen_on_the_list_and_a_question_a_modal_one_on_the_form(records: Path) -> None:
    async def work(running: Pilot[int]) -> None:
        app = app_of(running)
        await running.press("1", "f4", "a")
        assert [type(screen) for screen in app.screen_stack[1:]] == [ViewScreen, ViewScreen]
        await running.press("f3")
        assert isinstance(app.screen, ModalScreen)
        assert "Phiếu chưa lưu" in text_of(app, "body")
        await running.press("b")
        assert [type(screen) for screen in app.screen_stack[1:]] == [ViewScreen]
        assert "Đã bỏ những gì vừa gõ" in text_of(app, "message")

    pilot(records, work)


def test_keys_typed_while_the_office_is_read_go_to_its_first_screen(records: Path) -> None:
    may_end = threading.Event()

    def slowly(told: Callable[[int, int], None]) -> Desk:
        may_end.wait()
        return make_desk(lambda progress: Office.open(records, today=TODAY), told, read_only=False)

    async def run() -> None:
        async with CchcApp(Opening(slowly)).run_test(size=(80, 24)) as running:
            app = app_of(running)
            running.app.post_message(Packet([events.Key("1", "1"), events.Key("f4", None)]))
            await running.pause()
            assert app.desk is None
            may_end.set()
            while app.desk is None or not isinstance(app.screen, ViewScreen):
                await running.pause(0.01)
            await running.pause()
            assert [type(view).__name__ for view in app.desk.views] == ["RecordList", "FormView"]

    asyncio.run(run())


def test_a_record_typed_by_keys_is_saved(records: Path) -> None:
    async def work(running: Pilot[int]) -> None:
        await running.press("1", "f4", *"401/UBND-VP", "tab", *"21/2", "tab", "tab", "tab", "tab", *"kỷ luật", "f2")
        assert "Đã thêm văn bản 401/UBND-VP" in text_of(app_of(running), "message")

    pilot(records, work)
    (path,) = records.glob("directives/2023/*.toml")
    assert tomllib.loads(path.read_text(encoding="utf-8"))["subject"] == "kỷ luật"


def test_the_bindings_are_the_table_of_commands() -> None:
    bound = {binding.id: binding for binding in ViewScreen.BINDINGS if isinstance(binding, Binding)}
    assert set(bound) == {command.id for command in COMMANDS if command.keys}
    for name, binding in bound.items():
        assert name is not None
        assert binding.description == BY_ID[name].name
        assert binding.action == f"command('{name}')"


def test_a_binding_is_active_where_its_command_works_and_says_else_why(records: Path) -> None:
    async def work(running: Pilot[int]) -> None:
        app = app_of(running)
        await running.press("1")
        screen = app.screen
        assert screen.check_action("command", ("new",)) is True
        assert screen.check_action("command", ("delete",)) is None  # the list is empty
        assert screen.check_action("command", ("freeze",)) is False  # means nothing here
        await running.press("f8")
        assert text_of(app, "message") == "! Danh sách đang trống, chưa có dòng nào để làm."
        await running.press("f4")
        assert screen.check_action("command", ("new",)) is False  # it lies under the form
        assert {b.binding.id for b in app.screen.active_bindings.values()} >= {"save", "back", "help"}

    pilot(records, work)


def test_the_commands_of_the_screen_beneath_sleep_under_a_band(records: Path) -> None:
    async def work(running: Pilot[int]) -> None:
        app = app_of(running)
        await running.press("1", "ctrl+t")
        assert isinstance(app.screen, BandScreen)
        active = {b.binding.id for b in app.screen.active_bindings.values() if b.enabled}
        assert "back" in active
        assert not active & {"new", "delete", "export", "quit"}
        await running.press(*"6/2023", "enter")
        assert "Tháng 6 năm 2023" in text_of(app, "head")

    pilot(records, work)


def test_capital_letters_and_the_keypads_enter_mean_the_same(records: Path) -> None:
    write_directives(records, 3)

    async def work(running: Pilot[int]) -> None:
        app = app_of(running)
        await running.press("1", "N")
        assert "Thêm văn bản" in text_of(app, "body")
        await running.press("f3", "ctrl+j")
        assert "Sửa văn bản" in text_of(app, "body")

    pilot(records, work)


def test_another_size_is_drawn_at_once_with_the_second_pane_from_110_columns(records: Path) -> None:
    write_directives(records, 3)

    async def work(running: Pilot[int]) -> None:
        app = app_of(running)
        await running.press("1")
        assert "│" not in text_of(app, "body")
        await running.resize_terminal(120, 40)
        await running.pause()
        assert "│" in text_of(app, "body")
        assert app.screen.query_one("#body").size == (120, 36)
        assert app.screen.has_class("-wide")
        assert not app.screen.has_class("-wider")

    pilot(records, work)


class WeatherProvider(Provider):
    """A provider as any Textual program has them."""

    async def search(self, query: str) -> Hits:
        """Yield one line for everything."""
        yield Hit(1, f"Trời hôm nay: {query}", lambda: self.app.notify("nắng"))  # type: ignore[misc]


def test_the_palette_finds_what_textuals_providers_find(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_directives(records, 3)
    monkeypatch.setattr(CchcApp, "COMMANDS", {*CchcApp.COMMANDS, WeatherProvider})

    async def work(running: Pilot[int]) -> None:
        app = app_of(running)
        await running.press("ctrl+p", *"2/ubnd")
        found = text_of(app, "body")
        assert "văn bản                        2/UBND-VP" in found
        assert "Trời hôm nay: 2/ubnd" in found
        await running.press("enter")  # the commands have no such word: the record comes first
        assert "► 2/UBND-VP" in text_of(app, "body")
        await running.press("ctrl+p", *"thoat")
        assert text_of(app, "body").splitlines()[2].startswith("► Thoát")

    pilot(records, work)


def test_a_provider_that_waits_is_told_so() -> None:
    async def waits(self: Provider, query: str) -> Hits:
        await asyncio.sleep(0)
        yield Hit(1, query, lambda: None)

    provider = WeatherProvider(None)  # type: ignore[arg-type]
    provider.search = waits.__get__(provider)  # type: ignore[method-assign]
    with pytest.raises(RuntimeError, match="must not wait"):
        found_by([provider], "a")


def test_a_theme_is_textuals_own_and_kept_for_the_person(records: Path) -> None:
    async def work(running: Pilot[int]) -> None:
        app = app_of(running)
        await running.press("ctrl+p", *"mau", "enter", *"day du", "enter")
        await running.press("ctrl+p", *"mau", "enter", "down", "down", "enter")
        assert app.theme == "16-light"

    pilot(records, work)
    pilot(records, _keeps_light)


async def _keeps_light(running: Pilot[int]) -> None:
    assert app_of(running).theme == "16-light"


def test_a_looking_person_changes_nothing(records: Path) -> None:
    async def work(running: Pilot[int]) -> None:
        app = app_of(running)
        await running.press("1", "f4")
        assert "--read-only" in text_of(app, "message")
        assert app.screen.check_action("command", ("new",)) is None

    pilot(records, work, read_only=True)
    assert list(records.glob("directives/*/*.toml")) == []

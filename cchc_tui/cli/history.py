"""History: `log` tells it, `blame` names who wrote each field, `undo` takes the last save back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import click

from cchc_tui.cli.agreeing import agreeing
from cchc_tui.cli.completers import RecordId
from cchc_tui.cli.kinds import Count
from cchc_tui.cli.plain import to_json
from cchc_tui.cli.session import GOOD, Session, agrees, print_data, print_notice
from cchc_tui.cli.tables import pairs
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import RefusedError
from cchc_tui.language.text import printable
from cchc_tui.records.history import Blamed, Gone, Saved

_SHORT = 10
"""Letters of a commit's id that are shown: enough to name it."""
_GLIMPSE = 80
"""Longest value shown in one line of the history, in characters."""


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Xem lịch sử: ai sửa gì, lúc nào.",
    help="Xem các lần lưu, mới nhất trước: mã lần lưu, lúc nào, ai, sửa gì, từ gì thành gì. "
    "MÃ là mã hồ sơ, tên ngắn của báo cáo, office hoặc people; không nêu thì xem mọi lần lưu.",
)
@click.argument("reference", metavar="[MÃ]", required=False, type=RecordId())
@click.option(
    "-n", "--limit", metavar="SỐ", type=Count(), default=200, help="Nhiều nhất bấy nhiêu lần lưu; không nêu là 200."
)
@click.option("--gone", is_flag=True, help="Chỉ xem các hồ sơ mà tệp đã bị xóa khỏi thư mục, còn lấy lại được.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@click.pass_obj
def show_log(session: Session, reference: str | None, limit: int, gone: bool, as_json: bool) -> int:
    """Print the saves of one record or of all."""
    office = session.open_quietly()
    if gone:
        return _show_gone(office.history.gone(), as_json=as_json)
    saves = office.history.log(reference, limit)
    if as_json:
        print_data(to_json([asdict(saved) for saved in saves]))
        return GOOD
    for saved in saves:
        for line in _lines(saved):
            print_data(line)
    if not saves:
        print_notice("Chưa có lần lưu nào trong lịch sử.")
    if office.ledger.uncommitted:
        print_notice(f"Còn {office.ledger.uncommitted} lần lưu chưa vào lịch sử; xem: cchc doctor")
    return GOOD


def _lines(saved: Saved) -> list[str]:
    head = f"{saved.commit[:_SHORT]}  {saved.when:%d/%m/%Y %H:%M}  {saved.who}  {saved.words}"
    return [printable(head), *(f"    {_change(c.label, c.old, c.new)}" for c in saved.changes)]


def _change(label: str, old: str, new: str) -> str:
    """Return `Trích yếu: “cũ” → “mới”`, one side left out where there was nothing."""
    sides = [f"“{_glimpse(text)}”" if text else "(trống)" for text in (old, new)]
    return printable(f"{label}: {sides[0]} → {sides[1]}" if old else f"{label}: {sides[1]}")


def _glimpse(text: str) -> str:
    line = " · ".join(text.split("\n"))
    return line if len(line) <= _GLIMPSE else line[: _GLIMPSE - 1] + "…"


def _show_gone(gone: Sequence[Gone], *, as_json: bool) -> int:
    if as_json:
        keys = ("path", "who", "when", "commit")
        print_data(to_json([{"id": g.record.id} | {key: getattr(g, key) for key in keys} for g in gone]))
        return GOOD
    for one in gone:
        title = f"{one.record.name} {one.record.title} (mã {one.record.id})"
        print_data(printable(f"{one.commit[:_SHORT]}  {one.when:%d/%m/%Y %H:%M}  {one.who}  xóa tệp của {title}"))
    if gone:
        print_notice("Lấy lại bằng: cchc restore MÃ --at MÃ_LẦN_LƯU")
    else:
        print_notice("Không có hồ sơ nào bị xóa tệp.")
    return GOOD


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Xem ai ghi từng mục của một hồ sơ.",
    help="Xem từng mục của một hồ sơ: giá trị hiện nay, ai ghi, lúc nào, ở lần lưu nào.",
)
@click.argument("reference", metavar="MÃ", type=RecordId())
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@click.pass_obj
def show_blame(session: Session, reference: str, as_json: bool) -> int:
    """Print who gave each field its value."""
    blamed = session.open_quietly().history.blame(reference)
    if as_json:
        print_data(to_json([asdict(one) for one in blamed]))
        return GOOD
    for line in pairs([(one.label, f"{_glimpse(one.value)}\n{_signature(one)}") for one in blamed]):
        print_data(line)
    return GOOD


def _signature(one: Blamed) -> str:
    return f"{one.who}, {one.when:%d/%m/%Y %H:%M} ({one.commit[:_SHORT]})" if one.when else one.who


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Hoàn tác lần lưu gần nhất của bạn.",
    help="Hoàn tác lần lưu gần nhất của bạn mà chưa hoàn tác, cả của hôm trước. "
    "Những gì người khác sửa sau đó ở mục khác vẫn giữ. Hoàn tác là một lần lưu mới, xem được trong lịch sử.",
)
@click.option("--yes", "-y", is_flag=True, help="Không hỏi lại.")
@click.pass_obj
def undo_save(session: Session, yes: bool) -> int:
    """Take the last save of this person back."""
    office = session.open()
    last = None if yes else office.history.last_change()
    if last is not None:
        for line in _lines(last):
            print_notice(line)
        if not agrees("Hoàn tác lần lưu này?"):
            raise RefusedError("Chưa hoàn tác gì.")
    print_notice(agreeing(office, office.history.undo, yes=yes))
    return GOOD

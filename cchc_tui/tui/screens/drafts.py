"""What was left unsaved: offered at the start, or on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.office import Draft
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record, field_of
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.tui.screens.dialogs import Picker, Question
from cchc_tui.tui.screens.form import FormView
from cchc_tui.tui.screens.settings_form import KIND, EntryForm

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk

_KINDS: dict[str, type[Record]] = {c.__name__: c for c in (Directive, MediaCount, ChecklistItem, ReportSheet)}
BODY = "body"
"""Kind of the draft of a report's prose."""


def offer_drafts(desk: Desk, *, asked: bool) -> None:
    """Open the box with the drafts; when there are none, say so only if it was `asked` for. Asked for, what another
    sitting holds and what was thrown away is offered too.
    """
    box = desk.office.drafts
    open_tokens = {getattr(view, "token", "") for view in desk.views}
    drafts = [d for d in box.left_behind() if d.token not in open_tokens]
    held = box.held_elsewhere()
    thrown = box.discarded() if asked else []
    if len(drafts) == 1 and not (asked and (held or thrown)):
        _offer_one(desk, drafts[0])
    elif not drafts and len(held) == 1 and not thrown:
        _offer_take_over(desk, held[0])
    elif drafts or (asked and thrown) or held:
        _offer_many(desk, drafts, held, thrown)
    elif asked:
        desk.say("Không có bản nháp nào chưa lưu.")


def _offer_many(desk: Desk, drafts: list[Draft], held: list[Draft], thrown: list[Draft]) -> None:
    signed = [
        *((d, "") for d in drafts),
        *((d, "phiên khác còn giữ: ") for d in held),
        *((d, "đã bỏ: ") for d in thrown),
    ]
    entries = [(d.token, f"{d.when}  {sign}{d.title}: {_glimpse(d)}") for d, sign in signed]
    by_token = {d.token: d for d, _ in signed}
    others = {d.token for d in held}

    def take(codes: list[str]) -> None:
        draft = by_token[codes[0]]
        (take_over if draft.token in others else open_draft)(desk, draft)

    title = f"Có {len(drafts)} bản nháp chưa lưu" if drafts else "Lấy lại phiếu chưa lưu"
    desk.open(Picker(desk, title, entries, take))


def _offer_take_over(desk: Desk, draft: Draft) -> None:
    answers = [
        ("l", "Lấy phiếu đó về đây; phiên kia kết thúc", lambda: take_over(desk, draft)),
        ("escape", "Để đó (Ctrl+V để lấy sau)", lambda: None),
    ]
    text = (
        f"Một phiên khác của bạn còn mở, gõ lần cuối lúc {draft.when}, và giữ một phiếu chưa lưu.\n"
        f"{draft.title}: {_glimpse(draft)}"
    )
    desk.open(Question(desk, "Phiên khác còn mở", text, answers))


def take_over(desk: Desk, draft: Draft) -> None:
    """End the other sitting, which keeps what it holds, and open its draft here."""
    box = desk.office.drafts
    if not box.take_over(draft):
        desk.say("Phiên kia chưa kết thúc, chưa lấy phiếu về được. Chờ một lát rồi Ctrl+V lần nữa.", "warn")
        return
    latest = next((d for d in box.left_behind() if d.token == draft.token), draft)
    open_draft(desk, latest)


def _offer_one(desk: Desk, draft: Draft) -> None:
    answers = [
        ("enter", "Mở bản nháp để nhập tiếp", lambda: open_draft(desk, draft)),
        ("b", "Bỏ bản nháp", lambda: desk.office.drafts.discard(draft.token)),
        ("escape", "Để sau (Ctrl+V để mở)", lambda: None),
    ]
    text = f"Lần trước có một phiếu chưa lưu, gõ lúc {draft.when}.\n{draft.title}: {_glimpse(draft)}"
    desk.open(Question(desk, "Bản nháp", text, answers, at=0))


def _glimpse(draft: Draft) -> str:
    return " · ".join(text.replace("\n", " ") for text in draft.texts.values() if text)[:120]


def open_draft(desk: Desk, draft: Draft) -> None:
    """Open the form as it was left. A record that is gone meanwhile comes back as a new one."""
    if draft.kind == BODY:
        from cchc_tui.tui.screens.body import BodyEditor

        report = desk.office.reports.find(draft.record)
        desk.open(BodyEditor(desk, report, draft=draft))
        return
    if draft.kind.startswith(KIND):
        _open_entry(desk, draft)
        return
    if draft.kind == OfficeSettings.__name__:
        settings = FormView(desk, OfficeSettings, desk.office.records.stored_settings)
        settings.restore(draft)
        desk.open(settings)
        return
    if draft.kind == FigureRow.__name__:
        _open_figures(desk, draft)
        return
    cls = _KINDS[draft.kind]
    stored = next((s for s in desk.office.records.stored(cls) if s.record.id == draft.record), None)
    form = FormView(desk, cls, stored)
    form.restore(draft)
    if stored is not None and stored.fingerprint != draft.fingerprint:
        form.notice = "Hồ sơ đã được sửa từ khi có bản nháp này. Hãy xem kỹ trước khi lưu."
    elif stored is None and draft.record:
        form.notice = "Hồ sơ cũ không còn; lưu bản nháp này sẽ thành hồ sơ mới."
    desk.open(form)


def _open_figures(desk: Desk, draft: Draft) -> None:
    """Open the grid of the form, in the cell that was being typed."""
    from cchc_tui.tui.screens.figures import FigureScreen

    screen = FigureScreen(desk, draft.texts["form"], parse_period(draft.texts["period"]))
    screen.restore(draft)
    desk.open(screen)


def _open_entry(desk: Desk, draft: Draft) -> None:
    """Open the form of an entry of office.toml; one whose place is gone comes back as a new one."""
    part = field_of(OfficeSettings, draft.kind.removeprefix(KIND))
    if part is None:
        return
    rows = getattr(desk.office.settings, part.key)
    row = int(draft.record) if draft.record.isdecimal() and int(draft.record) < len(rows) else None
    form = EntryForm(desk, part, row)
    form.restore(draft)
    desk.open(form)

"""What the shell offers when TAB is pressed: ids, report names, keys. Silent on any fault: TAB is no place for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import click
from click.shell_completion import CompletionItem

from cchc_tui.cli.session import Session
from cchc_tui.errors import CchcError
from cchc_tui.language.text import printable
from cchc_tui.records.fields import Field, FieldType, Record, fields_of
from cchc_tui.records.kind import ADMINISTRATIVE_KINDS, COPY_KINDS

_ID = re.compile(r"[0-9a-z]{6}")


def typed_fields(cls: type[Record]) -> list[Field]:
    """Return the fields a person may fill in, in the order of the file."""
    return [f for f in fields_of(cls) if not f.system and f.type is not FieldType.TABLES]


class RecordId(click.ParamType[str]):
    """The id of a record, or a report's short name."""

    name = "mã"

    def __init__(self, *, deleted: bool = False) -> None:
        self.deleted = deleted

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the ids that begin like this, each with its record's title."""
        return [item for item in _ids(ctx, self.deleted) if item.value.startswith(incomplete)]


class ReportName(click.ParamType[str]):
    """The short name of a report; files too where a Markdown file may stand."""

    name = "báo cáo"

    def __init__(self, *, or_file: bool = False) -> None:
        self.or_file = or_file

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the names that begin like this."""
        names = [CompletionItem(name) for name in _report_names(ctx) if name.startswith(incomplete)]
        return names if names or not self.or_file else [CompletionItem(incomplete, type="file")]


class OutlineName(click.ParamType[str]):
    """The name of an outline, shipped or the office's own."""

    name = "đề cương"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the names that begin like this, each with what the office calls it."""
        try:
            found = _session(ctx).open_quietly().outlines.listed()
        except CchcError:
            return []
        return [CompletionItem(o.name, help=o.title) for o in found if o.name.startswith(incomplete)]


class ExampleKind(click.ParamType[str]):
    """A kind of document by its slug."""

    name = "loại"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the kinds that begin like this."""
        kinds = [kind for kind in (*ADMINISTRATIVE_KINDS, *COPY_KINDS) if kind.slug.startswith(incomplete)]
        return [CompletionItem(kind.slug, help=kind.name) for kind in kinds]


class Assignment(click.ParamType[tuple[str, str]]):
    """KEY=VALUE for the record named before it; a further record's id comes back with an empty key."""

    name = "khóa=giá trị"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return key and value; the value may hold `=` itself."""
        if isinstance(value, tuple):
            return value
        key, sign, text = value.partition("=")
        if not sign and _ID.fullmatch(value):
            return "", value
        if not sign or not key.strip():
            self.fail(f'“{value}” không có dạng KHÓA=GIÁ TRỊ, ví dụ: note="Đã gửi".', param, ctx)
        return key.strip().replace("-", "_"), text

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the keys of that record which begin like this."""
        keys = _keys_of(ctx, ctx.params.get("reference") or "")
        return [CompletionItem(f"{f.key}=", help=f.label) for f in keys if f.key.startswith(incomplete)]


def _ids(ctx: click.Context, deleted: bool) -> Iterator[CompletionItem]:
    from cchc_tui.cli.kinds import KINDS

    try:
        office = _session(ctx).open_quietly()
    except CchcError:
        return
    for cls in KINDS.values():
        for stored in office.records.stored(cls, deleted=deleted):
            yield CompletionItem(stored.record.id, help=printable(stored.record.title))


def _report_names(ctx: click.Context) -> list[str]:
    from cchc_tui.records.report_sheet import ReportSheet

    try:
        return [s.record.slug or s.record.id for s in _session(ctx).open_quietly().records.stored(ReportSheet)]
    except CchcError:
        return []


def _keys_of(ctx: click.Context, reference: str) -> list[Field]:
    try:
        return typed_fields(type(_session(ctx).open_quietly().records.find(reference).record))
    except CchcError:
        return []


def _session(ctx: click.Context) -> Session:
    """Return the session of a completion, which does not run the root command's function: its options are read here;
    those after the verb win.
    """
    return ctx.obj if isinstance(ctx.obj, Session) else Session(ctx.find_root().params.get("records"))

"""A group of commands that are made only when they are called, with the near ones offered for a mistyped name."""

from __future__ import annotations

import click

from cchc_tui.cli.session import Session

RECORDS_HELP = (
    "Thư mục hồ sơ. Không nêu thì lấy CCHC_RECORDS, rồi records/office.toml gần nhất ở thư mục hiện tại trở lên."
)
READ_ONLY_HELP = "Chỉ để xem, không ghi gì vào hồ sơ."


class LateGroup(click.Group):
    """A group whose names come from `list_commands` and whose commands from `get_command`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command named first; click itself would look for near names among commands already made."""
        try:
            name, command, rest = super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            names = self.list_commands(ctx)
            raise click.exceptions.NoSuchCommand(error.command_name, possibilities=names, ctx=ctx) from None
        if command is not None:
            _take_office_options(command)
        return name, command, rest


def _take_office_options(command: click.Command) -> None:
    """Let `--records` and `--read-only` stand after the verb as well as before it."""
    if isinstance(command, click.Group) and not isinstance(command, LateGroup):
        for inner in command.commands.values():
            _take_office_options(inner)
    if any(parameter.name == "records" for parameter in command.params):
        return
    command.params += [
        click.Option(
            ["--records"],
            metavar="THƯ_MỤC",
            type=click.Path(file_okay=False),
            help=RECORDS_HELP,
            callback=_name_records,
            expose_value=False,
        ),
        click.Option(["--read-only"], is_flag=True, help=READ_ONLY_HELP, callback=_only_look, expose_value=False),
    ]


def _name_records(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    """Change the session that this verb and those below it get."""
    if value is not None:
        ctx.obj = _session(ctx)._replace(records=value)


def _only_look(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        ctx.obj = _session(ctx)._replace(read_only=True)


def _session(ctx: click.Context) -> Session:
    """Return the session so far; none yet where the shell only asks what may come next."""
    return ctx.obj if isinstance(ctx.obj, Session) else Session(ctx.find_root().params.get("records"))

"""A group of commands that are made only when they are called, with the near ones offered for a mistyped name."""

from __future__ import annotations

import click


class LateGroup(click.Group):
    """A group whose names come from `list_commands` and whose commands from `get_command`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first; click itself would look for near names among commands already made."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            names = self.list_commands(ctx)
            raise click.exceptions.NoSuchCommand(error.command_name, possibilities=names, ctx=ctx) from None

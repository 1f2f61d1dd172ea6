"""Shell completion: the few lines a shell needs to ask `cchc` what may come next."""

from __future__ import annotations

import sys

import click
from click.shell_completion import get_completion_class

from cchc_tui.cli.session import GOOD, print_data, print_notice
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import WrongUseError

_INSTALL = {
    "bash": 'eval "$(cchc completion bash)"   # thêm dòng này vào ~/.bashrc',
    "zsh": 'eval "$(cchc completion zsh)"   # thêm dòng này vào ~/.zshrc, sau compinit',
    "fish": "cchc completion fish > ~/.config/fish/completions/cchc.fish",
}


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="In mã gợi ý lệnh cho bash, zsh, fish.",
    help="In đoạn mã để phím TAB gợi ý lệnh, tùy chọn, mã hồ sơ và tên báo cáo. VỎ là bash, zsh hoặc fish."
    + "".join(f"\n\n\b\n{shell}:\n  {line}" for shell, line in _INSTALL.items()),
)
@click.argument("shell", metavar="VỎ")
@click.pass_context
def print_completion(ctx: click.Context, shell: str) -> int:
    """Print the completion script of one shell."""
    if shell not in _INSTALL:
        raise WrongUseError(f"Không có mã gợi ý cho “{shell}”.", f"Được dùng: {', '.join(_INSTALL)}.")
    completion = get_completion_class(shell)
    assert completion is not None
    root = ctx.find_root().command
    made = completion(root, {}, "cchc", "_CCHC_COMPLETE")
    print_data(made.source_template % made.source_vars())
    if sys.stdout.isatty():  # in a login file the sentence would come at every login
        print_notice(f"Cách dùng: {_INSTALL[shell]}")
    return GOOD

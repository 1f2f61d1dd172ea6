"""Become another account in this process, with all of Python that the program may still need already read.

The account need not be able to read the interpreter, its libraries or the checkout: they may lie in a closed home.
To be alike everywhere, a module that was not read before is refused afterwards even where it could be read.
"""

from __future__ import annotations

import encodings
import importlib
import os
import pkgutil
import sys
from collections.abc import Iterable
from typing import Any

import click

import cchc_tui

_NOT_NEEDED = ("cchc_tui.__main__", "cchc_tui.tui", "cchc_tui.collect")
_ELSEWHERE = ("encodings.mbcs", "encodings.oem")
"""Of Windows alone."""
_LIBRARIES = ("pypandoc", "jinja2", "openpyxl", "yaml", "markdown_it", "mdit_py_plugins.container", "multiprocessing")
_BUILT_IN = frozenset(sys.builtin_module_names)


def read_everything() -> None:
    """Import what a verb may import when it is called."""
    for package, leave in ((cchc_tui, _NOT_NEEDED), (encodings, _ELSEWHERE), (click, ("click._winconsole",))):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith(leave):
                importlib.import_module(module.name)
    for name in _LIBRARIES:
        importlib.import_module(name)


def become(uid: int, gid: int, groups: Iterable[int] = ()) -> None:
    """Take that account's rights; nothing more is imported from now on."""
    sys.addaudithook(_refuse_import)
    os.setgroups(list(groups))
    os.setgid(gid)
    os.setuid(uid)


def _refuse_import(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "import" and arguments[0] not in _BUILT_IN:
        raise ModuleNotFoundError(f"{arguments[0]} was not read before the account changed", name=arguments[0])

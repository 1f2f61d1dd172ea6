"""What is wrong with a template before it runs: language outside the few words allowed, names that do not exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from jinja2 import nodes

from cchc_tui.report.faults import Fault, bare_function, near_hint, unknown_function, unknown_name
from cchc_tui.report.names import Name

FILTERS = ("hoa", "hoa_dau", "mac_dinh")
_LOOP_NAMES = ("index", "first", "last", "length")
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.Call,
    nodes.Filter, nodes.Test, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.For,
)  # fmt: skip
_WORDS = {
    "Include": "include", "Import": "import", "FromImport": "import", "Extends": "extends", "Block": "block",
    "Macro": "macro", "CallBlock": "call", "Assign": "set", "AssignBlock": "set", "FilterBlock": "filter",
    "With": "with", "Mul": "phép nhân *", "Pow": "lũy thừa **", "Add": "phép cộng +", "Sub": "phép trừ -",
    "Div": "phép chia /", "Mod": "phép %", "Concat": "phép nối ~", "Getitem": "ngoặc vuông [ ]",
    "List": "danh sách [ ]", "Dict": "bảng { }", "Tuple": "danh sách ( )",
}  # fmt: skip


def check_template(tree: nodes.Template, names: Sequence[Name], functions: Collection[str]) -> list[Fault]:
    """Return every fault that can be seen without running, in the order of the lines."""
    checker = _Checker(names, functions)
    checker.walk(tree, frozenset())
    return sorted(checker.faults, key=lambda fault: fault.line)


def line_of(tree: nodes.Template, path: str) -> int:
    """Return the first line on which a name stands."""
    lines = [node.lineno for node in tree.find_all((nodes.Getattr, nodes.Name)) if _path_of(node) == path]
    return min(lines, default=1)


class _Checker:
    """Walks a template's tree, knowing which loop variables are in force."""

    def __init__(self, names: Sequence[Name], functions: Collection[str]) -> None:
        self.leaves = [name.path for name in names]
        self.known = {part for path in self.leaves for part in _prefixes(path)}
        self.functions = tuple(functions)
        self.faults: list[Fault] = []

    def fault(self, node: nodes.Node, sentence: str) -> None:
        self.faults.append(Fault(node.lineno, sentence))

    def walk(self, node: nodes.Node, local: frozenset[str]) -> None:
        match node:
            case nodes.Name() | nodes.Getattr():
                self.name(node, local)
            case nodes.Call():
                self.call(node, local)
            case nodes.For():
                self.loop(node, local)
            case nodes.Filter() if node.name not in FILTERS:
                self.fault(node, f"không có bộ lọc “{node.name}”{near_hint(node.name, FILTERS)}")
            case nodes.Test() if node.name not in ("defined", "undefined"):
                self.fault(node, f"không có phép thử “is {node.name}”; chỉ có is defined, is undefined.")
            case _ if not isinstance(node, _ALLOWED):
                word = _WORDS.get(type(node).__name__, type(node).__name__)
                self.fault(node, f"không dùng được “{word}” trong mẫu; chỉ có tên, hàm, bộ lọc, if và for.")
            case _:
                for child in node.iter_child_nodes():
                    self.walk(child, local)

    def name(self, node: nodes.Name | nodes.Getattr, local: frozenset[str]) -> None:
        path = _path_of(node)
        if path is None:
            self.fault(node, "dấu chấm chỉ đứng giữa các phần của một tên, ví dụ ky.ten.")
            return
        first, _, rest = path.partition(".")
        if first in local:
            allowed = _LOOP_NAMES if first == "loop" else ()
            if "." in rest or rest.startswith("_") or (allowed and rest not in allowed):
                self.fault(node, f"không có “{path}”.")
        elif path in self.functions:
            self.fault(node, bare_function(path))
        elif path not in self.known:
            self.fault(node, unknown_name(path, (*self.leaves, *self.functions)))

    def call(self, node: nodes.Call, local: frozenset[str]) -> None:
        path = _path_of(node.node)
        if path not in self.functions:
            self.fault(node, unknown_function(path or "…", self.functions))
            return
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            self.fault(node, f"hàm {path} chỉ nhận các giá trị trong dấu nháy, cách nhau bằng dấu phẩy.")
        for argument in node.args:
            self.walk(argument, local)

    def loop(self, node: nodes.For, local: frozenset[str]) -> None:
        if not isinstance(node.target, nodes.Name) or node.recursive:
            self.fault(node, "vòng lặp phải có dạng {% for vb in cac_van_ban() %}.")
            return
        if not isinstance(node.iter, nodes.Call):
            self.fault(node, "vòng lặp chỉ đi qua được một hàm danh sách, ví dụ {% for vb in cac_van_ban() %}.")
        else:
            self.walk(node.iter, local)
        inside = local | {node.target.name, "loop"}
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            self.walk(child, inside)


def _path_of(node: Any) -> str | None:
    """Return `a.b.c` for names joined by points, else None."""
    parts: list[str] = []
    while isinstance(node, nodes.Getattr):
        parts.append(node.attr)
        node = node.node
    if not isinstance(node, nodes.Name):
        return None
    return ".".join([node.name, *reversed(parts)])


def _prefixes(path: str) -> Iterator[str]:
    at = path.find(".")
    while at >= 0:
        yield path[:at]
        at = path.find(".", at + 1)
    yield path

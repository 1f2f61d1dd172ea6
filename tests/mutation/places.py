"""Where a module can be broken, and how: one small change of meaning at a time."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A module with one place changed."""

    path: Path
    line: int
    what: str
    """The place as it was and as it is now."""
    source: str


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of one module."""
    text = path.read_text(encoding="utf-8")
    number = 0
    while True:
        tree = ast.parse(text)
        changed = _Changer(number)
        changed.visit(tree)
        if changed.line == 0:
            return
        yield Mutant(path, changed.line, changed.what, ast.unparse(tree) + "\n")
        number += 1


class _Changer(ast.NodeTransformer):
    """Changes the place with the given number, counted in reading order."""

    def __init__(self, number: int) -> None:
        self.left = number
        self.line = 0
        self.what = ""

    def _here(self) -> bool:
        self.left -= 1
        return self.left == -1

    def _told(self, node: ast.AST, before: str, after: str) -> None:
        self.line = getattr(node, "lineno", 1)
        self.what = f"{before}  →  {after}"

    def _swap(self, node: ast.expr, get: ast.AST) -> ast.AST | None:
        """Return the operator that takes the place of another; None where there is none or it is not its turn."""
        other = _SWAPPED.get(type(get))
        return other() if other is not None and self._here() else None

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Turn an order or an identity round."""
        for place, operator in enumerate(node.ops):
            before = ast.unparse(node)
            if new := self._swap(node, operator):
                node.ops[place] = new  # type: ignore[assignment]
                self._told(node, before, ast.unparse(node))
        return self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """Turn "and" into "or"."""
        before = ast.unparse(node)
        if new := self._swap(node, node.op):
            node.op = new  # type: ignore[assignment]
            self._told(node, before, ast.unparse(node))
        return self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Turn a sum into a difference; the `|` of a type stays."""
        before = ast.unparse(node)
        if new := self._swap(node, node.op):
            node.op = new  # type: ignore[assignment]
            self._told(node, before, ast.unparse(node))
        return self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """Take a "not" away."""
        if isinstance(node.op, ast.Not) and self._here():
            self._told(node, ast.unparse(node), ast.unparse(node.operand))
            return node.operand
        return self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Make a number one more, a truth its opposite."""
        if isinstance(node.value, bool) and self._here():
            self._told(node, str(node.value), str(not node.value))
            return ast.copy_location(ast.Constant(not node.value), node)
        if isinstance(node.value, int) and not isinstance(node.value, bool) and self._here():
            self._told(node, str(node.value), str(node.value + 1))
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """Return nothing."""
        nothing = node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)
        if not nothing and self._here():
            self._told(node, ast.unparse(node), "return None")
            return ast.copy_location(ast.Return(ast.copy_location(ast.Constant(None), node)), node)
        return self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue) -> ast.AST:
        """End a loop that would go on."""
        if self._here():
            self._told(node, "continue", "break")
            return ast.copy_location(ast.Break(), node)
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """Leave a call out; a docstring stays."""
        if isinstance(node.value, ast.Call) and self._here():
            self._told(node, ast.unparse(node), "pass")
            return ast.copy_location(ast.Pass(), node)
        return node if isinstance(node.value, ast.Constant) else self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        """Keep `if TYPE_CHECKING` as it is: nothing runs there."""
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return node
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Leave types alone."""
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """Leave types alone."""
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Leave decorators alone: a class that may be changed is no fault a test could see."""
        node.body = [self.visit(statement) for statement in node.body]
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Leave decorators and the type of the answer alone."""
        node.args = self.visit(node.args)
        node.body = [self.visit(statement) for statement in node.body]
        return node

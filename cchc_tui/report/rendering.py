"""Prose and wording with placeholders, filled in: a sandbox whose language is names, calls, `if` and `for`.

Everything else Jinja can do is refused before anything runs, because records, outlines and prose come from many hands
on a shared server: no file is read, no loop is endless, no text grows without bound. Every fault names file and line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from traceback import walk_tb
from types import SimpleNamespace
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cchc_tui.language.wording import format_number
from cchc_tui.report.faults import Fault, TemplateFaultsError, badly_written
from cchc_tui.report.markdown import Markdown, escape
from cchc_tui.report.names import NOTHING_COUNTED, Name
from cchc_tui.report.template_check import check_template, line_of

MAX_OUTPUT = 8_000_000
"""Characters one report may grow to; the 350-page report is under 2 million."""
MAX_STEPS = 200_000
"""Rows all loops of one report may pass through together."""
CALL_STEPS = 50
"""What one call of a function costs: it looks through the register, which a loop may ask for again and again."""


class PlaceholderError(Exception):
    """A placeholder function was asked for something that is not there; the text is a Vietnamese sentence."""


class Rows:
    """A list that a template may loop over, each row paid for out of the budget of the report."""

    def __init__(self, rows: Sequence[Mapping[str, str | int | Markdown]], budget: Budget) -> None:
        self._rows = rows
        self._budget = budget

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[SimpleNamespace]:
        for row in self._rows:
            self._budget.spend()
            yield SimpleNamespace(**row)


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """What a function gives that has nothing to print because nobody recorded anything; false in `if`."""

    path: str
    """As the template writes it: thong_ke()."""

    def __bool__(self) -> bool:
        return False


@dataclass
class Budget:
    """How many more rows the loops of one report may pass through."""

    left: int = MAX_STEPS

    def spend(self, steps: int = 1) -> None:
        """Take so many steps; PlaceholderError when none is left."""
        self.left -= steps
        if self.left < 0:
            raise PlaceholderError(
                f"các vòng lặp đi qua hơn {format_number(MAX_STEPS)} dòng; hãy bỏ bớt vòng lặp lồng nhau."
            )


Function = Callable[..., Markdown | int | Rows | Unrecorded]


def render(
    source: str,
    *,
    file: str,
    names: Sequence[Name],
    functions: Mapping[str, Function] | None = None,
    missing: str | None = None,
    plain: bool = False,
) -> Markdown:
    """Return the text with every placeholder filled in; `plain`: values not escaped, for a title rather than a
    document.

    `missing` is printed for a known placeholder that has no value yet; None makes it a fault. TemplateFaultsError lists
    every fault that can be found without running, or the first met in running, each with file, line and near name.
    """
    functions = functions or {}
    environment = _Environment(missing, plain)
    tree = _parsed(environment, source, file)
    faults = check_template(tree, names, functions)
    if faults:
        raise TemplateFaultsError(file, faults)
    try:
        code = environment.compile(tree, name=file, filename=file)
        template = environment.template_class.from_code(environment, code, dict(functions))
        text = _within_bounds(template.generate(_context(names)))
    except (PlaceholderError, TemplateError, TypeError) as error:
        if isinstance(error, TypeError) and _is_ours(error):
            raise
        raise TemplateFaultsError(file, [Fault(_line_of(error, file), _sentence(error))]) from error
    except (RecursionError, SyntaxError) as error:
        raise TemplateFaultsError(file, [Fault(1, "các lệnh if, for lồng nhau quá sâu.")]) from error
    if environment.absent:
        raise TemplateFaultsError(
            file,
            [
                Fault(line_of(tree, path.removesuffix("()")), _absent(path), unrecorded=True)
                for path in environment.absent
            ],
        )
    return Markdown(text)


def _parsed(environment: _Environment, source: str, file: str) -> nodes.Template:
    try:
        return environment.parse(source, name=file, filename=file)
    except TemplateSyntaxError as error:
        line = error.lineno
        there = source.split("\n")[line - 1].strip()[:80] if 0 < line <= source.count("\n") + 1 else ""
        raise TemplateFaultsError(file, [Fault(line, _syntax_sentence(error.message or "", there))]) from error
    except RecursionError as error:
        raise TemplateFaultsError(file, [Fault(1, "các dấu ngoặc lồng nhau quá sâu.")]) from error


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with nothing of its own in it: no globals, our three filters, values escaped for Markdown."""

    def __init__(self, missing: str | None, plain: bool) -> None:
        super().__init__(undefined=_Nothing, finalize=self._printed, trim_blocks=True, lstrip_blocks=True, cache_size=0)
        self.globals.clear()
        self.filters = {"hoa": _upper, "hoa_dau": _capital_first, "mac_dinh": _default}
        self.tests = {"defined": _is_defined, "undefined": _is_undefined}
        self.absent: dict[str, None] = {}
        """Known names without a value that were to be printed, in the order met."""
        self._missing = missing
        self._plain = plain

    def _printed(self, value: Any) -> str:
        """Return what a placeholder prints; Markdown as it is, text escaped, numbers with their points."""
        match value:
            case Markdown():
                return value
            case bool():
                raise PlaceholderError("kết quả đúng, sai không in ra được; chỉ dùng trong {% if %}.")
            case int():
                return format_number(value)
            case str():
                return value if self._plain else escape(value)
            case Unrecorded() | _Nothing() if value.path and self._missing is not None:
                return self._missing
            case Unrecorded() | _Nothing() if value.path:
                self.absent[value.path] = None
                return ""
            case Undefined():
                return str(value)  # StrictUndefined raises, naming what is missing
            case Rows():
                raise PlaceholderError("đây là một danh sách; hãy dùng trong {% for … in … %}.")
            case _:
                raise PlaceholderError("chỗ điền này là một nhóm; hãy chọn một tên trong nhóm.")


class _Nothing(StrictUndefined):
    """A name that is known but has no value, or a row without such a column; printing it raises."""

    __slots__ = ()

    @property
    def path(self) -> str:
        """The whole name, so_lieu.truyen_thanh.tin_bai; "" for a column that a row does not have."""
        where = getattr(self._undefined_obj, "_path", "")
        return f"{where}.{self._undefined_name}" if where else ""

    @property
    def _undefined_message(self) -> str:
        return _absent(self.path) if self.path else f"không có “{self._undefined_name}” ở đây."


_COMPARISONS = ("so_sanh", "so_lieu_truoc", "so_lieu_cung_ky")
"""How the names begin whose value needs two periods, or an earlier one, wholly recorded."""


def _absent(path: str) -> str:
    """Return the sentence for a name nobody has recorded anything for."""
    if path.startswith(_COMPARISONS):
        return (
            f"“{path}”: một trong hai kỳ chưa ghi đủ số liệu nên không so sánh được."
            " Hãy ghi đủ từng tháng của cả hai kỳ, hoặc bỏ chỗ điền này."
        )
    if path.endswith("()"):
        return (
            f"“{path}” chưa có số liệu nào trong kỳ này. Hãy ghi vào hồ sơ (ghi 0 nếu không phát sinh),"
            " hoặc bỏ chỗ điền này."
        )
    what = f"{NOTHING_COUNTED} trong kỳ này" if path.startswith("so_") else "chưa được ghi"
    return f"“{path}” {what}. Hãy ghi vào hồ sơ, bỏ chỗ điền này, hoặc rào bằng {{% if {path} is defined %}}."


def _upper(value: Any) -> Any:
    return type(value)(value.upper()) if isinstance(value, str) else value


def _capital_first(value: Any) -> Any:
    return type(value)(value[:1].upper() + value[1:]) if isinstance(value, str) else value


def _default(value: Any, instead: str = "") -> Any:
    return instead if isinstance(value, Undefined) else value


def _is_defined(value: Any) -> bool:
    return not isinstance(value, Undefined)


def _is_undefined(value: Any) -> bool:
    return isinstance(value, Undefined)


def _context(names: Sequence[Name]) -> dict[str, Any]:
    """Return the names as nested plain namespaces; a name without a value is absent and so undefined."""
    root: dict[str, Any] = {}
    for name in names:
        first, *rest = name.path.split(".")
        if not rest:
            if name.value is not None:
                root[first] = name.value
            continue
        group = root.setdefault(first, SimpleNamespace(_path=first))
        for part in rest[:-1]:
            if not hasattr(group, part):
                setattr(group, part, SimpleNamespace(_path=f"{group._path}.{part}"))
            group = getattr(group, part)
        if name.value is not None:
            setattr(group, rest[-1], name.value)
    return root


def _within_bounds(pieces: Iterator[str]) -> str:
    text, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > MAX_OUTPUT:
            raise PlaceholderError(f"bài dài quá {format_number(MAX_OUTPUT)} chữ; hãy bỏ bớt vòng lặp.")
        text.append(piece)
    return "".join(text)


def _line_of(error: BaseException, file: str) -> int:
    """Return the line of `file` that was being filled in; Jinja puts the template's own frames into the traceback."""
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == file]
    return lines[-1] if lines else 1


def _is_ours(error: TypeError) -> bool:
    """Return whether the program's own code failed, not a comparison or a call written in the template."""
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    return str(frames[-1].f_globals.get("__name__")).startswith("cchc_tui.")


def _sentence(error: Exception) -> str:
    if isinstance(error, PlaceholderError | TemplateError):
        return str(error)
    return "chỗ điền này so sánh hoặc gọi hàm không đúng cách; số chỉ so sánh được với số."


def _syntax_sentence(message: str, there: str) -> str:
    """Return Jinja's English sentence in the clerk's words."""
    near = f" gần “{there}”" if there else ""
    if "unknown tag" in message:
        return f"có lệnh lạ{near}; trong {{% %}} chỉ dùng được if, elif, else, endif, for, endfor."
    if "nexpected end of template" in message:
        return f"còn thiếu {{% endif %}}, {{% endfor %}} hoặc dấu đóng }}}}{near}."
    return badly_written(there)

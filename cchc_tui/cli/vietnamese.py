"""The words of the command line's own machinery, said in Vietnamese in this one place.

click asks `gettext` for every sentence it shows. A message catalogue would depend on the login's locale, which on the
offices' servers is C or English; so the lookup itself is replaced, once, in the modules of click that use it.
"""

from __future__ import annotations

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.shell_completion
import click.types

OPTIONS_WORD = "[TÙY CHỌN]"
"""Stands in usage lines for the options."""
COMMAND_WORD = "LỆNH [THAM SỐ]..."
"""Stands in usage lines for the rest of a call with a further command."""

_MODULES = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.shell_completion,
    click.types,
)

# click capitalises each word of {name}, which Vietnamese does not: its sentences about paths do without it.
_SENTENCES = {
    "Usage:": "Cách dùng:",
    "Options": "Tùy chọn",
    "Commands": "Các lệnh",
    "Positional arguments": "Tham số",
    "required": "bắt buộc",
    "default: {default}": "mặc định: {default}",
    "env var: {var}": "biến môi trường: {var}",
    "(dynamic)": "(tự tính)",
    "deprecated": "không còn dùng",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "Show this message and exit.": "In lời hướng dẫn này rồi thôi.",
    "Show the version and exit.": "In số phiên bản rồi thôi.",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "Error: {message}": "{message}",
    "Try '{command} {option}' for help.": "Xem cách dùng: {command} {option}",
    "Missing command.": "Thiếu tên lệnh.",
    "Missing argument": "Thiếu tham số",
    "Missing option": "Thiếu tùy chọn",
    "Missing parameter": "Thiếu tham số",
    "Missing {param_type}": "Thiếu {param_type}",
    "Missing parameter: {param_name}": "Thiếu tham số: {param_name}",
    "Invalid value: {message}": "Giá trị không đúng: {message}",
    "Invalid value for {param_hint}: {message}": "Giá trị của {param_hint} không đúng: {message}",
    "No such option {name!r}.": "Không có tùy chọn “{name}”.",
    "No such option: {name}": "Không có tùy chọn “{name}”.",
    "No such command {name!r}.": "Không có lệnh “{name}”.",
    "Did you mean {possibility}?": "Có phải {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Có phải một trong: {possibilities}?)",
    "(Possible options: {possibilities})": "(Có phải một trong: {possibilities}?)",
    "Got unexpected extra argument ({args})": "Thừa tham số: {args}.",
    "Got unexpected extra arguments ({args})": "Thừa các tham số: {args}.",
    "Option {name!r} does not take a value.": "Tùy chọn “{name}” không nhận giá trị.",
    "Option {name!r} requires an argument.": "Tùy chọn “{name}” cần một giá trị đi kèm.",
    "Option {name!r} requires {nargs} arguments.": "Tùy chọn “{name}” cần {nargs} giá trị đi kèm.",
    "Argument {name!r} takes {nargs} values.": "Tham số “{name}” nhận {nargs} giá trị.",
    "{value!r} is not {choice}.": "“{value}” không phải là {choice}.",
    "{value!r} is not one of {choices}.": "“{value}” không nằm trong: {choices}.",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "{name} {filename!r} does not exist.": "Không có “{filename}”.",
    "{name} {filename!r} is a file.": "“{filename}” là một tệp, không phải thư mục.",
    "{name} {filename!r} is a directory.": "“{filename}” là một thư mục, không phải tệp.",
    "{name} {filename!r} is not readable.": "Không đọc được “{filename}”.",
    "{name} {filename!r} is not writable.": "Không ghi được vào “{filename}”.",
    "{value!r} is not a valid {number_type}.": "“{value}” không phải là {number_type}.",
    "{value} is not in the range {range}.": "{value} không được, phải {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "“{value}” không phải là có hay không: {states}.",
    "{name} {filename!r} is not executable.": "Không chạy được “{filename}”.",
    "unknown error": "lỗi không rõ",
    "Could not open file {filename!r}: {message}": "Không mở được tệp “{filename}”: {message}",
}


def speak_vietnamese() -> None:
    """Make click say everything in Vietnamese; a sentence that is not in the table stays as it is."""
    for module in _MODULES:
        for name, lookup in (("_", _say), ("ngettext", _say_number)):
            if hasattr(module, name):
                setattr(module, name, lookup)


def _say(sentence: str) -> str:
    return _SENTENCES.get(sentence, sentence)


def _say_number(one: str, many: str, number: int) -> str:
    """Vietnamese has no plural; the two English sentences may still need two of ours."""
    return _say(one if number == 1 else many)

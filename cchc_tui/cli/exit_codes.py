"""How a call ends: as expected, interrupted, or by a fault of the program, which leaves a log file behind."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from datetime import datetime
from io import StringIO, TextIOBase
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

from cchc_tui import __version__
from cchc_tui.cli.session import ENVIRONMENT, GOOD, print_notice
from cchc_tui.errors import CchcError, EnvironmentFaultError, system_cause

if TYPE_CHECKING:
    import click

BUG = 70
"""The program itself failed; 70 is what sysexits.h calls a software error."""
INTERRUPTED = 130
"""Ctrl+C: 128 and the number of SIGINT."""
PIPE_CLOSED = 141
"""The reader of our output went away (`cchc list … | head`): 128 and the number of SIGPIPE."""


def ended(answer: Callable[[], object]) -> int:
    """Do it and return the exit code, with everything said that there is to say."""
    _stand_on_something()
    _speak_utf8()
    try:
        code = answer()
        sys.stdout.flush()
        return code if isinstance(code, int) else GOOD
    except CchcError as error:
        print_notice(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return _interrupted()
    except (BrokenPipeError, SystemExit):  # click ends the process itself when the reader is gone
        return _pipe_closed()
    except OSError as error:
        return _system(error)
    except Exception as error:
        return _click_or_bug(error)


class _NoOutput(TextIOBase):
    """A standard output that the caller closed (`>&-`): whoever has something to print is told so."""

    def write(self, text: str) -> int:
        """Return nothing can be written; nothing is no fault."""
        if text:
            raise EnvironmentFaultError(
                "Đầu ra chuẩn (stdout) đã bị đóng nên không có chỗ in kết quả.",
                "Nếu không cần kết quả, hãy thay >&- bằng >/dev/null.",
            )
        return 0


def _stand_on_something() -> None:
    """Fill the places of standard streams that the caller closed: else the next file opened would take them."""
    for number in range(3):
        with contextlib.suppress(OSError):
            os.fstat(number)
            continue
        os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or StringIO()
    sys.stdout = sys.stdout or cast("TextIO", _NoOutput())
    sys.stderr = sys.stderr or StringIO()


def _speak_utf8() -> None:
    """Vietnamese whatever the locale says; a file name that is no text is shown escaped."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _click_or_bug(error: Exception) -> int:
    """Return the code of a fault of click's, which is imported for it: the login line does without; else of a bug."""
    import click

    if isinstance(error, click.ClickException):
        return _usage(error)
    return _interrupted() if isinstance(error, click.Abort) else _bug()


def _interrupted() -> int:
    print_notice("Đã ngừng theo Ctrl+C.")
    return INTERRUPTED


def _usage(error: click.ClickException) -> int:
    said = StringIO()
    error.show(file=said)
    print_notice(said.getvalue().rstrip("\n"))
    return error.exit_code


def _pipe_closed() -> int:
    """Nobody reads any more: end without a word."""
    _let_output_go()
    return PIPE_CLOSED


def _let_output_go() -> None:
    """Send what could not be written nowhere, or Python's last flush would fail once more."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _system(error: OSError) -> int:
    try:
        sys.stdout.flush()
    except OSError:
        _let_output_go()
    where = f" ({error.filename})" if error.filename else ""
    print_notice(f"Hệ thống không cho làm việc này: {system_cause(error)}{where}.")
    return ENVIRONMENT


def _bug() -> int:
    """Write down what happened for those who mend the program; one sentence for the person."""
    import traceback

    log = _write_log(traceback.format_exc())
    place = f" Chi tiết đã ghi vào {log}; hãy gửi tệp ấy cho người phụ trách." if log else ""
    print_notice(f"Chương trình gặp lỗi của chính nó, không phải lỗi của bạn; hồ sơ đã lưu không bị ảnh hưởng.{place}")
    if not log:
        print_notice(traceback.format_exc())
    return BUG


def _write_log(trace: str) -> Path | None:
    """Return the log file, readable by this person only; None where none can be written."""
    import platform

    from cchc_tui.office import state_folder

    now = datetime.now()
    log = state_folder() / "logs" / f"{now:%Y%m%d-%H%M%S}-{os.getpid()}.log"
    head = f"cchc {__version__}, Python {platform.python_version()}, {platform.platform()}\n{now.isoformat()}\n"
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        log.touch(mode=0o600, exist_ok=False)
        log.write_text(f"{head}{' '.join(sys.argv)}\n\n{trace}", encoding="utf-8")
    except OSError:
        return None
    return log

"""What was being typed when the line dropped: one small file per open form, in the user's own state directory.

Never in the records: a draft is nobody's fact yet, and colleagues must not see half a sentence. Written at each change,
not by a timer, because timers stand still while a stalled line blocks the program.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cchc_tui.errors import EnvironmentFaultError, system_cause
from cchc_tui.storage.user_folders import state_folder, write_own_file

_RECALLED = 20
"""So many thrown away drafts are kept, the latest."""
_PARTING = 3.0
"""Seconds that another sitting is given to end."""


@dataclass(frozen=True)
class Draft:
    """One unsaved form: whose texts, of which record, typed when."""

    token: str
    """Name of the draft's file."""
    kind: str
    """What was open: the class name of the record, or `body` for a report's prose."""
    title: str
    """A few words for the offer."""
    when: str = field(default_factory=lambda: f"{datetime.now():%d/%m/%Y %H:%M}")
    """Local time of the last change as people write it, `23/11/2026 08:40`."""
    record: str = ""
    """Id of the record being changed; "" for a new one."""
    fingerprint: str = ""
    """SHA-256 of the file it was read from; "" for a new one."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """What stood in each field."""
    focus: str = ""
    """Key of the field that had the caret."""


class DraftBox:
    """The drafts of this user for one records directory."""

    def __init__(self, records: Path) -> None:
        mark = hashlib.sha256(os.fsencode(records.resolve())).hexdigest()[:16]
        self.folder = state_folder() / "drafts" / mark

    @staticmethod
    def new_token() -> str:
        """Return a name for a form that has just been opened; it holds the process, so that a living one is left
        alone.
        """
        return f"{os.getpid()}-{_started(os.getpid())}-{os.urandom(4).hex()}"

    def keep(self, draft: Draft) -> None:
        """Write the draft whole. EnvironmentFaultError when the state directory cannot be written."""
        plain: dict[str, Any] = {**draft.__dict__, "texts": dict(draft.texts)}
        try:
            write_own_file(self._path(draft.token), json.dumps(plain, ensure_ascii=False))
        except OSError as error:
            raise EnvironmentFaultError(
                f"Không giữ được bản nháp ở {self.folder} ({system_cause(error)}).",
                "Hãy lưu sớm, và nhờ người quản trị kiểm tra quyền và chỗ trống của thư mục đó.",
            ) from error

    def drop(self, token: str) -> None:
        """Forget the draft; nothing happens when there is none."""
        try:
            for path in (self._discarded / f"{token}.json", self._path(token)):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise EnvironmentFaultError(f"Không xóa được bản nháp {token} ({system_cause(error)}).") from error

    def discard(self, token: str) -> None:
        """Put the draft aside as not wanted; the latest such ones can still be called back."""
        with suppress(FileNotFoundError):
            try:
                self._discarded.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._path(token).replace(self._discarded / f"{token}.json")
                for path in _newest_first(self._discarded)[_RECALLED:]:
                    path.unlink(missing_ok=True)
            except FileNotFoundError:
                raise
            except OSError as error:
                raise EnvironmentFaultError(f"Không bỏ được bản nháp {token} ({system_cause(error)}).") from error

    def left_behind(self) -> list[Draft]:
        """Drafts of sittings that are over, newest first; a file that is no draft is passed over."""
        return list(_drafts(path for path in _newest_first(self.folder) if not _is_alive(path.stem)))

    def discarded(self) -> list[Draft]:
        """Drafts that were thrown away, the latest first."""
        return list(_drafts(iter(_newest_first(self._discarded))))

    def held_elsewhere(self) -> list[Draft]:
        """Drafts that another sitting of this user, still running, holds: of one on a dead line, perhaps."""
        return list(_drafts(path for path in _newest_first(self.folder) if _is_alive(path.stem)))

    def take_over(self, draft: Draft) -> bool:
        """End the sitting that holds the draft, as a hang-up would; whether the draft is left behind now."""
        process = int(draft.token.partition("-")[0])
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGHUP)
        end = time.monotonic() + _PARTING
        while _is_alive(draft.token) and time.monotonic() < end:
            time.sleep(0.02)
        return not _is_alive(draft.token)

    @property
    def _discarded(self) -> Path:
        return self.folder / "discarded"

    def _path(self, token: str) -> Path:
        return self.folder / f"{token}.json"


def _newest_first(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("*.json"), key=lambda p: p.stat().st_mtime, reverse=True)
    except OSError:
        return []


def _drafts(paths: Iterator[Path]) -> Iterator[Draft]:
    return (draft for path in paths if (draft := _read(path)) is not None)


def _read(path: Path) -> Draft | None:
    try:
        plain = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
        draft = Draft(**plain)
    except (OSError, ValueError, TypeError):
        return None
    lines = (draft.token, draft.kind, draft.title, draft.when, draft.record, draft.fingerprint, draft.focus)
    if draft.token != path.stem or not isinstance(draft.texts, dict):
        return None
    return draft if all(isinstance(text, str) for text in (*lines, *draft.texts, *draft.texts.values())) else None


def _is_alive(token: str) -> bool:
    """Return whether the process that keeps this draft still runs (and is not ourselves)."""
    number, started, _ = (*token.split("-"), "", "", "")[:3]
    if not number.isdigit() or int(number) == os.getpid():
        return False
    return _started(int(number)) == started != "0"


def _started(process: int) -> str:
    """Return when a process began, in clock ticks since the machine did; "0" for none: numbers are given away again."""
    try:
        line = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
        return line.rpartition(")")[2].split()[19]
    except OSError:
        return "0"

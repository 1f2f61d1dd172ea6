"""What a reader sees of an office: the state before a verb, the state after it, or, torn, neither of them."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from cchc_tui.records.acceptance import Acceptance
from cchc_tui.records.fields import Record
from cchc_tui.storage.finished import read_finished
from cchc_tui.storage.journal import JournalEntry, entries, finished_contents
from cchc_tui.storage.paths import ACCEPTANCE_FILE, OFFICE_FILE
from cchc_tui.storage.record_file import record_from
from cchc_tui.storage.repository import Repository
from cchc_tui.storage.stored import Stored
from cchc_tui.storage.toml_file import parse_toml

State = dict[str, object]
_CHANCE = ("id", "frozen_at", "exported", "frozen_facts", "frozen_on")
"""What differs from one call of a verb to the next."""


def seen(records: Path) -> State:
    """Return what a reader sees: every record without its chance id, the lists of the office, every prose."""
    loaded = Repository(records).load()
    found: State = {f"finding {finding.code}": finding.message for finding in loaded.findings}
    for shelf in loaded.shelves.values():
        for stored in shelf.records:
            plain = _plain(stored.record)
            name = f"{type(stored.record).__name__}|{plain.get('subject') or plain.get('slug')}|{plain.get('symbol')}"
            found[f"{name}|{plain.get('form')}|{plain.get('period')}"] = repr(plain)
    for single in (loaded.office, loaded.people, _acceptance(records)):
        if single is not None:
            found[type(single.record).__name__] = repr(_plain(single.record))
    texts = {str(file.relative_to(records)) for file in records.glob("reports/*/*.md")}
    for path in texts | {path for path in finished_contents(records) if path.endswith(".md")}:
        if (data := read_finished(records, path)) is not None:
            found[path] = data
    return found


def _plain(record: Record) -> dict[str, object]:
    return {key: value for key, value in sorted(record.__dict__.items()) if key not in _CHANCE}


def _acceptance(records: Path) -> Stored[Acceptance] | None:
    data = read_finished(records, ACCEPTANCE_FILE)
    if not isinstance(data, bytes):
        return None
    read = parse_toml(Path(ACCEPTANCE_FILE), data, shown=ACCEPTANCE_FILE)
    return record_from(read, ACCEPTANCE_FILE, Acceptance, None, [])


def files(*names: str) -> Callable[[Path], State]:
    """Return what looks at the files of these names in the office's folder: each by the hash of its bytes."""
    return lambda work: {
        str(file.relative_to(work)): hashlib.sha256(file.read_bytes()).hexdigest()
        for name in names
        for file in work.glob(name)
        if file.is_file() and not file.name.startswith(".")
    }


def other_office(name: str) -> Callable[[Path], State]:
    """Return what looks at another office beside the first: its records, and whether they are all in its history."""

    def look(work: Path) -> State:
        records = work / name / "records"
        if not (records / OFFICE_FILE).is_file():
            return {}
        found: State = {f"{name}: {key}": value for key, value in seen(records).items()}
        if (records / ".git").exists():
            whole, kept = git(records, "status", "--porcelain"), git(records, "rev-list", "--count", "HEAD")
            found[f"{name}: history"] = whole.returncode, whole.stdout, kept.returncode, kept.stdout
        return found

    return look


def in_history(records: Path, entry: JournalEntry) -> bool:
    """Say whether the last commit has what a save wrote."""
    for path, after in entry.after.items():
        done = git(records, "show", f"HEAD:{path}")
        if (done.stdout.encode() if done.returncode == 0 else None) != after:
            return False
    return True


def fingerprint(folder: Path) -> str:
    """Return all names, rights and bytes below a folder as one word, without the times that git keeps of them."""
    digest = hashlib.sha256()
    for top, folders, names in os.walk(folder):
        folders.sort()
        for path in (Path(top, name) for name in sorted(folders + names)):
            status = path.lstat()
            plain = re.sub(r"/tmp_(obj|pack|idx)_\w+$", r"/tmp_\1", str(path))
            digest.update(f"{plain}\0{status.st_mode}\0".encode())
            if stat.S_ISLNK(status.st_mode):
                digest.update(str(path.readlink()).encode())
            elif stat.S_ISREG(status.st_mode):
                digest.update(_without_times(str(path), path.read_bytes()) + b"\0")
    return digest.hexdigest()


def _without_times(path: str, data: bytes) -> bytes:
    if "/logs/" in path:
        return re.sub(rb"> \d+ [+-]\d+", b">", data)
    if not path.endswith("/index") or data[:8] != b"DIRC\0\0\0\2":
        return data
    found, at = b"", 12
    for _ in range(int.from_bytes(data[8:12], "big")):
        length = 62 + (int.from_bytes(data[at + 60 : at + 62], "big") & 0xFFF)
        found += data[at + 40 : at + length]
        at += (length + 8) & ~7
    return found + data[at:-20]


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git by hand, without the shim."""
    plain = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "LD_PRELOAD": "", "LC_ALL": "C"}
    return subprocess.run(["git", *words], cwd=folder, env=plain, capture_output=True, text=True)


def leftovers(records: Path) -> Iterator[str]:
    """Find what is not as it has to be after a save that went well."""
    for words, fine in ((("status", "--porcelain"), ""), (("fsck", "--no-dangling"), "")):
        done = git(records, *words)
        if done.returncode or done.stdout.strip() != fine:
            yield f"git {words[0]}: {(done.stdout + done.stderr).strip()[:200]}"
    left = [str(f.relative_to(records)) for end in ("*.tmp", "*.old") for f in records.rglob(end)]
    left = [path for path in left if not path.startswith(".git/hooks/")]  # only a hook is ever written there
    if left:
        yield f"left behind: {left[:3]}"
    if waiting := entries(records):
        yield f"{len(waiting)} saves still wait"
    meeting = records.parent / "chung.git"
    if meeting.is_dir() and git(meeting, "fsck", "--no-dangling").returncode:
        yield "the meeting place is spoilt"

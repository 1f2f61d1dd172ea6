"""`python -m tests.faults.writers`: eight programs of three accounts save at once into one office, and nothing is lost.

Needs root, for it makes the accounts and takes them away. Every save opens the office anew, as another sitting does;
who is told that a colleague changed the same list meanwhile opens it again and repeats.
"""

from __future__ import annotations

import argparse
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from cchc_tui.office import Office, begin_history, create_office
from cchc_tui.office.setup import share
from cchc_tui.office.verifying import verify_records
from cchc_tui.records.directive import Directive
from cchc_tui.storage.saving import ConflictError
from tests.other_account import become, read_everything

RUN = f"cchcw{os.getpid()}"
GROUP = f"{RUN}g"
UMASKS = {f"{RUN}a": 0o002, f"{RUN}b": 0o022, f"{RUN}c": 0o077}


def main() -> int:
    """Let them save, and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.writers")
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--saves", type=int, default=100)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="writers-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))
    folder.chmod(0o755)
    subprocess.run(["groupadd", GROUP], check=True)
    try:
        for account in UMASKS:
            subprocess.run(["useradd", "-M", "-N", "-c", f"Người {account[-1]}", "-G", GROUP, account], check=True)
        return _tried(folder, asked.writers, asked.saves)
    finally:
        for account in UMASKS:
            subprocess.run(["userdel", account], check=False, capture_output=True)
        subprocess.run(["groupdel", GROUP], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def _tried(folder: Path, writers: int, saves: int) -> int:
    records = create_office(folder / "o", {"short_name": "UBND xã X", "place": "X"})
    os.environ.update(XDG_STATE_HOME=str(folder / "s"), XDG_CACHE_HOME=str(folder / "c"), CCHC_PERSON="Gốc <goc@x>")
    begin_history(records, own=True)
    common = Office.open(records).records.add(_letter(0, 0))
    share(records, GROUP, around=folder / "o")
    read_everything()
    start = time.monotonic()
    children = [_begun(folder, records, writer, saves, common.record.id) for writer in range(writers)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    seconds = time.monotonic() - start
    wrong = _faults(records, writers, saves, codes)
    print(f"{writers} writers × {saves} saves, three accounts: {writers * saves - len(wrong)} right in {seconds:.0f} s")
    for line in wrong:
        print(f"WRONG {line}")
    return 1 if wrong else 0


def _letter(writer: int, number: int) -> Directive:
    plain = Directive(direction="outgoing", kind="ke-hoach", issued_on=date(2026, 2, 21))
    return plain.change(symbol=f"{writer}{number:03d}/KH-X", subject=f"kế hoạch {number} của {writer}")


def _begun(folder: Path, records: Path, writer: int, saves: int, common: str) -> int:
    """Fork a writer: a new letter each time, and each fifth time a note on the one that all write on."""
    user = pwd.getpwnam(sorted(UMASKS)[writer % len(UMASKS)])
    home = folder / f"home{writer}"
    home.mkdir()
    os.chown(home, user.pw_uid, user.pw_gid)
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.chdir("/")
        os.umask(UMASKS[user.pw_name])
        become(user.pw_uid, user.pw_gid, os.getgrouplist(user.pw_name, user.pw_gid))
        os.environ.update(XDG_STATE_HOME=str(home), XDG_CACHE_HOME=str(home), HOME=str(home))
        os.environ["CCHC_PERSON"] = f"Người {writer} <n{writer}@x>"
        for number in range(1, saves + 1):
            office = Office.open(records)
            if number % 5:
                office.records.add(_letter(writer, number))
            else:
                office = _signed(records, common, f"{writer}-{number}")
            assert office.ledger.trouble == "", office.ledger.trouble
        code = 0
    except BaseException as fault:
        print(f"writer {writer}: {type(fault).__name__}: {fault}", file=sys.stderr, flush=True)
    finally:
        os._exit(code)


def _signed(records: Path, common: str, line: str) -> Office:
    """Write a line into the letter that all write on, however often a colleague is quicker."""
    while True:
        office = Office.open(records)
        stored = office.records.find(common)
        assert isinstance(stored.record, Directive)
        try:
            office.records.save(stored, stored.record.change(recipients=(*stored.record.recipients, line)))
        except ConflictError:
            continue
        return office


def _faults(records: Path, writers: int, saves: int, codes: list[int]) -> list[str]:
    """Find each save that is not on disk, not in the history, or not under the name of who made it."""
    os.environ["CCHC_PERSON"] = "Gốc <goc@x>"
    office = Office.open(records)
    found = [f"writer {writer} ended with {code}" for writer, code in enumerate(codes) if code]
    symbols = {stored.record.symbol for stored in office.records.stored(Directive)}
    common = {line for s in office.records.stored(Directive) for line in s.record.recipients or ()}
    for writer in range(writers):
        log = subprocess.run(
            ["git", "-c", "safe.directory=*", "rev-list", "--count", f"--author=<n{writer}@x>", "HEAD"],
            cwd=records, capture_output=True, text=True,
        ).stdout.strip()  # fmt: skip
        if log != str(saves):
            found.append(f"writer {writer}: {log} commits of {saves}")
        for number in range(1, saves + 1):
            lost = _letter(writer, number).symbol not in symbols if number % 5 else f"{writer}-{number}" not in common
            found += [f"save {number} of writer {writer} is lost"] if lost else []
    found += [finding.message for finding in verify_records(records).findings if finding.code != "unknown-author"]
    found += [finding.message for finding in office.health.examine()]
    return found


if __name__ == "__main__":
    sys.exit(main())

"""The history behind every save: what it says, under whose name, and what still waits to be put into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from cchc_tui.errors import CchcError
from cchc_tui.git.checkout import SHA1, Checkout, blob_id, find_checkout, unix_lines
from cchc_tui.git.command import GitError
from cchc_tui.git.committing import Author, name_line
from cchc_tui.git.healing import Healer, needs_index
from cchc_tui.git.reading import read_path
from cchc_tui.language.text import clean_line
from cchc_tui.records.description import describe_change, describe_many, describe_record
from cchc_tui.records.office import OfficeSettings, Person
from cchc_tui.storage.account_folder import AccountFolder
from cchc_tui.storage.atomic import FileWrite
from cchc_tui.storage.journal import JournalEntry, Note, done_entries, entries, unfinished
from cchc_tui.storage.lock import Tell
from cchc_tui.storage.paths import OFFICE_FILE
from cchc_tui.storage.saving import PLAIN_MESSAGE, SaveHooks, SaveMessage, Written
from cchc_tui.storage.toml_file import fingerprint
from cchc_tui.storage.transaction import finish_saves, put_in_place
from cchc_tui.storage.tree_folder import TreeFolder, read_inside

BY_HAND = Author("Sửa ngoài chương trình", "khong-ro@localhost")
"""Nobody can say who changed a file with an editor: a file's owner is not always who wrote it."""
NAMED_RECORDS = 20
"""A save of more records says only how many they were."""
RECORD = "Record"
"""Trailer of a commit message: the id of a record that the save changed."""
TEXT = "Text"
"""Trailer: the file of a report's prose that the save changed."""
UNDOES = "Undoes"
"""Trailer: the commit that this save takes back."""
RESOLVES = "Resolves"
"""Trailer: the version of a colleague's file that this save has decided about."""
_MENDABLE = ("locked", "other", "cut", "broken", "moved")
_GRAPH_EVERY = 100
"""Saves after which it is noted down anew which commit changed which paths."""
RECORDS = "Records"
"""Trailer: how many records the save changed, where they are too many to name."""


class Ledger(SaveHooks):
    """The history of one records directory."""

    def __init__(
        self,
        records: Path,
        person: Callable[[], Person],
        settings: Callable[[], OfficeSettings],
        guard: Callable[[Sequence[Written]], None] = lambda written: None,
    ) -> None:
        """`guard` hears of every save of records before anything is written, and refuses it by raising."""
        self.records = records
        self.trouble = ""
        """Why the last save is not in the history, or where nothing was saved since, earlier ones are not; else ""."""
        self.cause = ""
        """The same without saying of which save: what git said, and what to do."""
        self.tell: Tell | None = None
        self.warn: Tell | None = None
        """Hears `trouble` when a save that should be in the history is not."""
        self._person = person
        self._settings = settings
        self._guard = guard

    @cached_property
    def _found(self) -> Checkout | GitError:
        try:
            checkout = find_checkout(self.records)
        except GitError as fault:
            return fault
        if checkout.prefix and checkout.ignored(OFFICE_FILE):
            return GitError(
                f"Hồ sơ nằm trong kho git {checkout.top}, nhưng kho ấy bỏ qua (ignore) chúng nên không có lịch sử.",
                "Hãy tạo kho riêng bằng: cchc doctor --fix",
                reason="none",
            )
        return checkout

    @property
    def checkout(self) -> Checkout:
        """The work tree. GitError when there is no history to be had, with the reason."""
        if isinstance(self._found, GitError):
            fault = self._found
            del self._found
            raise fault
        return self._found

    @property
    def uncommitted(self) -> int:
        """How many saves are on disk but wait to be put into the history."""
        return sum(1 for entry in entries(self.records) if entry.placed)

    def waiting_paths(self) -> set[str]:
        """Return the files of the saves that wait to be put into the history."""
        return {path for entry in entries(self.records) for path in entry.after}

    # ---- what the save protocol asks -------------------------------------------------------------------------------
    def settle(self, records: Path, lock: int) -> None:
        """Finish and commit what earlier saves left."""
        self.trouble = self.cause = ""
        if unfinished(records):
            finish_saves(records, lambda entry: self.commit(entry, lock))
            if self.cause:
                self.trouble = f"Những lần lưu trước chưa vào lịch sử. {self.cause}"

    def adopt(self, writes: Sequence[FileWrite], lock: int) -> None:
        """Commit what somebody changed with an editor, so that it does not go under the name of who saves now."""
        old = {w.path: w.before for w in writes if w.before is not None}
        try:
            known = self.checkout.committed(list(old)) if old else {}
            changed = [path for path, data in old.items() if _differs(known.get(path), unix_lines(path, data))]
            if known and changed:
                message = f"sửa ngoài chương trình: {', '.join(changed[:NAMED_RECORDS])}"
                self.checkout.commit(changed, message, BY_HAND, self.signed(), lock=lock)
        except GitError as fault:
            self._note_cause(fault)

    def placed(self) -> None:
        """Note that this save stands on disk: if the history has not got it, say so, and of no save that failed."""
        self.trouble = f"Đã lưu hồ sơ, nhưng lần lưu này chưa vào lịch sử. {self.cause}" if self.cause else ""
        if self.trouble and self.warn is not None and unfinished(self.records):
            self.warn(self.trouble)

    def note(self, written: Sequence[Written], message: SaveMessage = PLAIN_MESSAGE) -> Note:
        """Return the message of a save of records, with a trailer for each. ClosedFactsError as the guard says."""
        self._guard(written)
        if len(written) == 1:
            first = written[0]
            name = describe_record(first.after, self._settings())
            subject = f"{name}: {describe_change(first.before, first.after)}"
        else:
            subject = describe_many((w.before, w.after) for w in written)
        ids = [w.after.id or PurePosixPath(w.path).stem for w in written]  # office.toml written by hand has no id
        trailers = [f"{RECORD}: {one}" for one in ids] if len(ids) <= NAMED_RECORDS else [f"{RECORDS}: {len(ids)}"]
        return self._note(subject, trailers, message)

    def text_note(self, subject: str, path: str = "", message: SaveMessage = PLAIN_MESSAGE) -> Note:
        """Return the message of a save of prose at `path`, or of one that `undo` passes over."""
        return self._note(subject, [f"{TEXT}: {path}"] if path else [], message)

    def commit(self, entry: JournalEntry, lock: int) -> str | None:
        """Put a save into the history under the name of who made it; the commit that has it, None when it must wait.

        A history that is spoilt is mended first, as far as that is certain, and that is told.
        """
        try:
            made = self._commit(entry, lock)
        except GitError as fault:
            if fault.reason not in _MENDABLE or not self._mend(lock):
                return self._without_history(fault)
            try:
                made = self._commit(entry, lock)
            except GitError as still:
                return self._without_history(still)
        self.cause = ""
        if needs_index(self.checkout):
            self._mend(lock)
        return made

    def _commit(self, entry: JournalEntry, lock: int) -> str:
        checkout, author = self.checkout, Author(entry.note.name, entry.note.email, entry.note.when)
        if entry.placed:
            checkout.demand_quiet()
            self._put_back(entry)
        contents = dict(entry.after) if self._lies_as_saved(entry) else self._not_overtaken(entry)
        made = checkout.commit_contents(contents, entry.note.message, author, self.signed(), lock=lock)
        if made is None:  # it is there already: a disk that failed right after the commit left no note of that
            checkout.follow(dict(entry.after), checkout.head() or SHA1, lock=lock)
        checkout.pack_when_many(lock=lock)
        if entry.name.number % _GRAPH_EVERY == 0:
            checkout.write_graph(lock=lock)
        return made or checkout.head() or ""

    def _put_back(self, entry: JournalEntry) -> None:
        """Write again what git took off the disk while the save was waiting: a rebase given up, another branch."""
        with TreeFolder(self.records) as tree, AccountFolder(tree) as own:
            put_in_place(tree, own, entry)

    def heal(self, lock: int) -> list[str]:
        """Mend the history as far as that is certain; what was mended. GitError where that is not enough."""
        return Healer(self.checkout, done_entries(self.records), self.signed(), lock).heal()

    def _mend(self, lock: int) -> bool:
        """Mend the history and tell it in one line; True when something was mended."""
        try:
            said = self.heal(lock)
        except (CchcError, OSError):
            return False
        if said and self.warn is not None:
            self.warn(f"Lịch sử đã tự chữa: {'; '.join(said)}.")
        return bool(said)

    # ---- inside ----------------------------------------------------------------------------------------------------
    def signed(self) -> Author:
        """Return the person as the history writes them."""
        person = self._person()
        return Author(name_line(person.name or ""), name_line(person.email or ""))

    def _note(self, subject: str, trailers: Sequence[str], message: SaveMessage) -> Note:
        person = self._person()
        words = clean_line(message.lead + subject)[:300] + "\n"
        if lines := (*trailers, *message.trailers):
            words += "\n" + "\n".join(lines) + "\n"
        return Note(words, person.name or "", person.email or "", datetime.now().astimezone())

    def _lies_as_saved(self, entry: JournalEntry) -> bool:
        """Return whether every file of the save is on disk as it was saved; a later save or an editor may have gone
        on.
        """
        try:
            return all(read_inside(self.records, path) == after for path, after in entry.after.items())
        except CchcError:
            return False

    def _not_overtaken(self, entry: JournalEntry) -> dict[str, bytes | None]:
        """Return the contents of a save that others have gone beyond on disk, where the history is still before it."""
        contents = {}
        for path, after in entry.after.items():
            kept = read_path(self.checkout, "HEAD", path)
            if (None if kept is None else fingerprint(kept)) == entry.before[path]:
                contents[path] = after
        return contents

    def _without_history(self, fault: GitError) -> str | None:
        """Let the save stand. Without a repository there is nothing to wait for; with one, the commit waits."""
        self._note_cause(fault)
        return "" if fault.reason == "none" else None

    def _note_cause(self, fault: GitError) -> None:
        self.cause = f"{fault.message} {fault.hint}".strip()


def _differs(known: str | None, data: bytes | None) -> bool:
    return known is None or data is None or blob_id(data, known) != known

"""The history brought back to health: locks left behind, a spoilt HEAD or branch, lost objects, a spoilt index.

Nothing here throws anything away: what cannot be read is set aside in the git directory, a branch only ever goes to a
commit that is there with all its files, and what a power cut took of the newest commits is made again from the journal,
with its names and times. Only under the writers' lock.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cchc_tui.git.checkout import INDEX_BEHIND, Checkout
from cchc_tui.git.command import GitError
from cchc_tui.git.committing import Author
from cchc_tui.git.founding import BRANCH, stand_on_branch
from cchc_tui.git.locks import stale_locks
from cchc_tui.git.unfinished import unfinished_work
from cchc_tui.storage.atomic import group_rights, replace_file
from cchc_tui.storage.journal import JournalEntry
from cchc_tui.storage.paths import PATTERNS
from cchc_tui.storage.temporary import working_folder
from cchc_tui.storage.toml_file import fingerprint

ASIDE = "cchc-broken"
"""Folder in the git directory for what could not be read."""
_OBJECT = re.compile(r"objects/([0-9a-f]{2})/([0-9a-f]{38}(?:[0-9a-f]{24})?)\b")
_ID = re.compile(r"\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b")
_ANCESTORS = 5_000
_KEPT_FILES = ("office.toml", "people.toml", "accepted.toml", ".gitattributes", ".gitignore", "README.md")


@dataclass(frozen=True)
class Healer:
    """One mending of one history."""

    checkout: Checkout
    done: Sequence[JournalEntry]
    """The last saves that the history had, oldest first."""
    committer: Author
    lock: int

    def heal(self) -> list[str]:
        """Mend what can be mended; what was mended, in sentences. GitError where that is not enough."""
        said: list[str] = []
        steps: tuple[Callable[[], str], ...] = (
            self._drop_locks,
            self._mend_folders,
            self._mend_head,
            self._mend_branch,
            self._mend_graph,
            self._mend_index,
        )
        with group_rights():
            for step in steps:
                if told := step():
                    said.append(told)
        return said

    # ---- locks, folders, HEAD --------------------------------------------------------------------------------------
    def _drop_locks(self) -> str:
        locks = stale_locks(self.checkout.of)
        for lock in locks:
            lock.unlink(missing_ok=True)
        return f"bỏ {len(locks)} tệp khóa của git bị bỏ lại" if locks else ""

    def _mend_folders(self) -> str:
        missing = [
            folder
            for folder in (self.checkout.of.common / "refs" / "heads", self.checkout.of.common / "logs")
            if not folder.is_dir()
        ]
        for folder in missing:
            folder.mkdir(parents=True, exist_ok=True)
        return "lập lại thư mục nhánh của kho" if missing else ""

    def _mend_head(self) -> str:
        """Let HEAD name a branch again where it says nothing. A detached one is somebody's doing and stays."""
        try:
            text = (self.checkout.git_dir / "HEAD").read_text("utf-8", "surrogateescape").strip()
        except OSError:
            text = ""
        names_branch = text.startswith("ref: refs/heads/")
        if _ID.fullmatch(text) or (names_branch and self._is_known(text.removeprefix("ref: refs/heads/"))):
            return ""
        branches = self._branches()
        if names_branch and not branches:
            return ""  # the first commit is still to be made, or everything has to be found again
        branch = BRANCH if BRANCH in branches or not branches else branches[0]
        if text == f"ref: refs/heads/{branch}":
            return ""
        stand_on_branch(self.checkout, branch)
        return f"cho kho đứng lại trên nhánh {branch}"

    def _is_known(self, branch: str) -> bool:
        return (self.checkout.of.common / "refs" / "heads" / branch).exists() or branch in self._branches()

    def _branches(self) -> list[str]:
        """List the branches there are by their names, or were, by git's notes on how they moved."""
        start = self.checkout.of.common
        found = {
            str(file.relative_to(top))
            for top in (start / "refs" / "heads", start / "logs" / "refs" / "heads")
            for file in (top.rglob("*") if top.is_dir() else ())
            if file.is_file() and not file.name.endswith(".lock")
        }
        with contextlib.suppress(OSError):
            for line in (start / "packed-refs").read_text("utf-8", "surrogateescape").splitlines():
                if " refs/heads/" in line:
                    found.add(line.partition(" refs/heads/")[2])
        return sorted(found)

    # ---- the branch and its objects --------------------------------------------------------------------------------
    def _mend_branch(self) -> str:
        branch = self.checkout.branch()
        if branch is None or unfinished_work(self.checkout.git_dir) is not None:
            return ""
        tip = self._tip(branch)
        if tip and is_whole(self.checkout, tip):
            return ""
        candidates = list(self._candidates(branch, tip))
        if not tip and not candidates:
            return ""
        self._set_broken_objects_aside()
        self._write_known_contents()
        base = next((commit for commit in candidates if is_whole(self.checkout, commit)), None)
        if base is None:
            raise GitError(
                "Lịch sử hỏng đến mức không còn bản ghi nào nguyên vẹn.",
                "Hồ sơ trên đĩa không bị ảnh hưởng. Hãy báo người quản trị lấy lại .git từ bản sao lưu hoặc kho chung.",
                reason="broken",
            )
        if base == tip:
            return "dựng lại dữ liệu bị mất của bản ghi mới nhất"
        self._point(branch, base)
        self._clean_notes(branch)
        made = self._make_again(base)
        return f"tìm lại nhánh {branch}" + (f" và ghi lại {made} lần lưu bị mất" if made else "")

    def _tip(self, branch: str) -> str:
        """Return what the branch says, readable or not; "" when it says nothing."""
        with contextlib.suppress(OSError):
            text = (self.checkout.of.common / "refs" / "heads" / branch).read_text("ascii", "replace").strip()
            return text if _ID.fullmatch(text) else ""
        answer = self.checkout.run("rev-parse", "--verify", "--quiet", f"refs/heads/{branch}", may_fail=True)
        return answer.text if answer.code == 0 else ""

    def _candidates(self, branch: str, tip: str) -> Iterator[str]:
        """Give the commits the branch may have stood on, the likeliest first, each once."""
        seen: set[str] = set()
        for commit in (tip, *self._noted(branch), *(e.name.commit for e in reversed(self.done)), *self._all_commits()):
            if commit and commit not in seen:
                seen.add(commit)
                yield commit

    def _noted(self, branch: str) -> list[str]:
        """Return the commits in git's notes on how the branch moved, the last first; then where other copies stood."""
        found: list[str] = []
        for file in (f"logs/refs/heads/{branch}", "logs/HEAD"):
            with contextlib.suppress(OSError):
                lines = (self.checkout.of.common / file).read_text("utf-8", "replace").splitlines()
                found += [words[1] for line in reversed(lines) if len(words := line.split(" ", 2)) > 1]
        with contextlib.suppress(OSError):
            text = (self.checkout.of.common / "packed-refs").read_text("utf-8", "replace")
            found += [
                line[: -len(end)]
                for line in text.splitlines()
                for end in [f" refs/heads/{branch}"]
                if line.endswith(end)
            ]
        return [commit for commit in found if _ID.fullmatch(commit) and set(commit) != {"0"}]

    def _all_commits(self) -> list[str]:
        """Return every commit there is, the latest first: the last resort."""
        words = ("cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectname)", "--unordered")
        lines = self.checkout.run(*words, may_fail=True).text.splitlines()
        ids = [line.partition(" ")[2] for line in lines if line.startswith("commit ")]
        if not ids:
            return []
        listed = "\n".join(ids).encode()
        answer = self.checkout.run(
            "rev-list", "--no-walk=sorted", "--stdin", "--ignore-missing", stdin=listed, may_fail=True
        )
        return answer.text.split()

    def _set_broken_objects_aside(self) -> None:
        """Move what cannot be read out of the way, so that it can be written again."""
        top = self.checkout.of.common
        broken = {f for f in (top / "objects").glob("??/*") if not f.name.startswith("tmp_") and f.stat().st_size == 0}
        with contextlib.suppress(GitError):
            said = self.checkout.run("fsck", "--no-dangling", "--no-progress", "--full", may_fail=True).error
            for line in said.splitlines():
                found = _OBJECT.search(line)
                if found and line.startswith("error:"):
                    broken.add(top / "objects" / found[1] / found[2])
        for file in broken:
            with contextlib.suppress(OSError):
                (top / ASIDE).mkdir(exist_ok=True)
                file.rename(top / ASIDE / f"{file.parent.name}{file.name}")
        self._drop_graph()

    def _write_known_contents(self) -> None:
        """Give the history again what the disk and the journal still know: the files, and the folders of the index."""
        records = self.checkout.records
        files = [file for pattern in PATTERNS.values() for file in records.glob(pattern)]
        files += [*records.glob("reports/*/*.md"), *(records / name for name in _KEPT_FILES)]
        with working_folder("known") as folder:
            kept = [data for entry in self.done for data in entry.after.values() if data is not None]
            for number, data in enumerate(kept):
                (folder / str(number)).write_bytes(data)
            files += [folder / str(number) for number in range(len(kept))]
            listed = b"".join(os.fsencode(f) + b"\n" for f in files if f.is_file() and "\n" not in str(f))
            self.checkout.run(
                "hash-object", "-w", "--no-filters", "--stdin-paths", stdin=listed, may_fail=True, lock=self.lock
            )
        self.checkout.run("write-tree", may_fail=True, lock=self.lock, at_top=True)

    def _point(self, branch: str, commit: str) -> None:
        """Let a branch, whose own word cannot be read, stand on a commit."""
        file = self.checkout.of.common / "refs" / "heads" / branch
        if file.exists():
            with contextlib.suppress(OSError):
                (self.checkout.of.common / ASIDE).mkdir(exist_ok=True)
                file.rename(self.checkout.of.common / ASIDE / f"branch-{branch.replace('/', '-')}")
        packed = self.checkout.of.common / "packed-refs"
        if self.checkout.run("rev-parse", "--verify", "--quiet", "HEAD", may_fail=True).code not in (0, 1):
            with contextlib.suppress(OSError):
                packed.rename(self.checkout.of.common / ASIDE / "packed-refs")
        self.checkout.run("update-ref", "-m", "cchc doctor", f"refs/heads/{branch}", commit, lock=self.lock)

    def _clean_notes(self, branch: str) -> None:
        """Leave out of git's notes what names a commit that is lost; the notes as they were are kept aside."""
        for name in (f"logs/refs/heads/{branch}", "logs/HEAD"):
            file = self.checkout.of.common / name
            with contextlib.suppress(OSError):
                lines = file.read_bytes().splitlines(keepends=True)
                named = {line[:81] for line in lines}
                ids = b"\n".join(sorted({one for line in named for one in line.split()[:2] if set(one) != {48}}))
                answer = self.checkout.run("cat-file", "--batch-check", stdin=ids, may_fail=True)
                lost = {line.split()[0] for line in answer.out.splitlines() if line.endswith(b" missing")}
                kept = [line for line in lines if not lost & set(line.split()[:2])]
                if len(kept) < len(lines):
                    shutil.copy(file, self.checkout.of.common / ASIDE / name.replace("/", "-"))
                    replace_file(file, b"".join(kept))

    def _mend_graph(self) -> str:
        """Drop git's notes on which commit changed what when they are spoilt; they are made again."""
        if graph_is_sound(self.checkout):
            return ""
        self._drop_graph()
        self.checkout.write_graph(lock=self.lock)
        return "dựng lại bảng tra lịch sử (commit-graph) của git"

    def _drop_graph(self) -> None:
        info = self.checkout.of.common / "objects" / "info"
        shutil.rmtree(info / "commit-graphs", ignore_errors=True)
        with contextlib.suppress(OSError):
            (info / "commit-graph").unlink(missing_ok=True)

    def _make_again(self, base: str) -> int:
        """Commit once more the saves of the journal that are not in the history of `base`; how many they were."""
        answer = self.checkout.run("rev-list", f"--max-count={_ANCESTORS}", base)
        there, made = set(answer.text.split()), 0
        for entry in self.done:
            if not entry.name.commit or entry.name.commit in there:
                continue
            author = Author(entry.note.name, entry.note.email, entry.note.when)
            contents = {path: after for path, after in entry.after.items() if self._was(path) == entry.before[path]}
            if contents and self.checkout.commit_contents(
                contents, entry.note.message, author, self.committer, lock=self.lock
            ):
                made += 1
        return made

    def _was(self, path: str) -> str | None:
        answer = self.checkout.run("cat-file", "blob", f"HEAD:{self.checkout.prefix}{path}", may_fail=True)
        return fingerprint(answer.out) if answer.code == 0 else None

    # ---- the index -------------------------------------------------------------------------------------------------
    def _mend_index(self) -> str:
        if index_is_sound(self.checkout) or unfinished_work(self.checkout.git_dir) is not None:
            return ""
        index = self.checkout.git_dir / "index"
        if index.exists() and not needs_index(self.checkout):
            with contextlib.suppress(OSError):
                (self.checkout.of.common / ASIDE).mkdir(exist_ok=True)
                index.rename(self.checkout.of.common / ASIDE / "index")
        self.checkout.rebuild_index(lock=self.lock)
        return "dựng lại bảng kê (index) của git"


def needs_index(checkout: Checkout) -> bool:
    """Say, by one look, whether the index lacks what the branch has."""
    return (checkout.git_dir / INDEX_BEHIND).exists()


def index_is_sound(checkout: Checkout) -> bool:
    """Say whether the index can be read and has what the branch has."""
    there = (checkout.git_dir / "index").exists() or checkout.head() is None
    read = checkout.run("ls-files", "--stage", "-z", at_top=True, may_fail=True).code == 0
    return there and read and not needs_index(checkout)


def graph_is_sound(checkout: Checkout) -> bool:
    """Say whether git's notes on which commit changed what can be read; there need be none."""
    info = checkout.of.common / "objects" / "info"
    if not (info / "commit-graph").exists() and not (info / "commit-graphs").exists():
        return True
    return checkout.run("commit-graph", "verify", "--shallow", "--no-progress", may_fail=True).code == 0


def is_whole(checkout: Checkout, commit: str) -> bool:
    """Say whether a commit is there with every folder and every file of it."""
    if checkout.run("cat-file", "-e", f"{commit}^{{tree}}", may_fail=True).code:
        return False
    listed = checkout.run("ls-tree", "-r", "-t", "-z", "--full-tree", commit, may_fail=True)
    if listed.code:
        return False
    ids = {line.split(None, 3)[2].decode("ascii") for line in listed.out.split(b"\0") if line}
    answer = checkout.run("cat-file", "--batch-check", stdin="\n".join(sorted(ids)).encode(), may_fail=True)
    return answer.code == 0 and b" missing" not in answer.out


def back_on_branch(checkout: Checkout, *, lock: int) -> str:
    """Let a detached work tree stand on its branch again; what was done, in a sentence.

    Where the branch has nothing that is not below the commit stood on, it moves there; else what was committed aside
    gets a branch of its own. Files that nobody changed since become the branch's, all others stay as they are.
    """
    answer = checkout.run("rev-parse", "--verify", "--quiet", f"refs/heads/{BRANCH}", may_fail=True)
    head = checkout.head() or ""
    aside = ""
    if answer.code:
        checkout.run("update-ref", f"refs/heads/{BRANCH}", head, lock=lock)
    elif not _is_below(checkout, head, answer.text):
        if _is_below(checkout, answer.text, head):
            checkout.run("update-ref", f"refs/heads/{BRANCH}", head, answer.text, lock=lock)
        else:
            aside = f"cchc-{head[:10]}"
            checkout.run("update-ref", f"refs/heads/{aside}", head, lock=lock)
    with group_rights():
        checkout.run("read-tree", "-m", "-u", head, f"refs/heads/{BRANCH}", may_fail=True, lock=lock, at_top=True)
        stand_on_branch(checkout, BRANCH)
    checkout.rebuild_index(lock=lock)
    kept = f" Những gì đã ghi riêng được giữ ở nhánh {aside}." if aside else ""
    return f"Kho lịch sử đứng lại trên nhánh {BRANCH}; những gì đã lưu vẫn nguyên.{kept}"


def _is_below(checkout: Checkout, older: str, newer: str) -> bool:
    return checkout.run("merge-base", "--is-ancestor", older, newer, may_fail=True).code == 0

"""One call of the git program: argument lists, a bounded time, an environment of ours, and its faults in Vietnamese."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cchc_tui.errors import EnvironmentFaultError, system_cause
from cchc_tui.language.text import clean_line, printable

if TYPE_CHECKING:
    import subprocess

LOCAL_SECONDS = 60.0
"""Longest time for work on this machine; an import of thousands of files takes a few."""
NETWORK_SECONDS = 300.0
"""Longest time for a fetch or a push over a slow line."""

_SETTINGS = (
    # A hook, a monitor or a signing program named in a shared .git/config would run as whoever saves next.
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "commit.gpgSign=false",
    "core.askPass=",
    "core.alternateRefsCommand=true",
    # Only ways to another repository that start no program named in the settings; git:// would (core.gitProxy).
    "protocol.allow=never",
    "protocol.file.allow=always",
    "protocol.ssh.allow=always",
    "protocol.https.allow=always",
    "protocol.http.allow=always",
    "protocol.ext.allow=never",
    "protocol.git.allow=never",
    "submodule.recurse=false",
    "fetch.recurseSubmodules=false",
    # git would go on tidying after it returned, with our lock in its hands.
    "gc.auto=0",
    "maintenance.auto=false",
    "core.quotePath=false",
    "color.ui=false",
    "i18n.commitEncoding=UTF-8",
    "i18n.logOutputEncoding=UTF-8",
    "log.showSignature=false",
    "fetch.fsckObjects=true",
    "transfer.fsckObjects=true",
    # For git these are only warnings: names that lead outside, or into .git on the file systems of laptops.
    "fetch.fsck.hasDot=error",
    "fetch.fsck.hasDotdot=error",
    "fetch.fsck.hasDotgit=error",
    "fetch.fsck.fullPathname=error",
    "fetch.fsck.emptyName=error",
)
_OPTIONS = tuple(part for setting in _SETTINGS for part in ("-c", setting))
_KEPT = ("GIT_SSH_COMMAND",)
_UMASK = 0o007
"""What git makes in a shared repository is the group's, and nobody else's, whoever runs it."""


class GitError(EnvironmentFaultError):
    """git could not do it.

    `reason`: missing (no git), none (no repository), locked, rights, full, detached, merging,
    bisect… (work by hand not ended), cut, broken, moved (somebody was quicker), behind, other.
    """

    def __init__(self, message: str, hint: str = "", *, reason: str = "other") -> None:
        super().__init__(message, hint)
        self.reason = reason


class Answer(NamedTuple):
    """What git answered."""

    code: int
    out: bytes
    error: str

    @property
    def text(self) -> str:
        """The output as text without the last line feed."""
        return self.out.decode("utf-8", "replace").removesuffix("\n")


def git(
    folder: Path,
    *words: str,
    stdin: bytes = b"",
    extra: Mapping[str, str] | None = None,
    seconds: float | None = None,
    may_fail: bool = False,
    lock: int | None = None,
) -> Answer:
    """Run `git words…` in `folder`. GitError when it fails, unless `may_fail`.

    `lock` is the descriptor of the writers' lock: git holds it too, so that a program killed in the middle does not
    let the next writer in before its git has ended.
    """
    import subprocess

    try:
        process = subprocess.Popen(
            ["git", *_OPTIONS, *words],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(extra or {}),
            pass_fds=() if lock is None else (lock,),
            umask=_UMASK,
            # Away from the terminal: no password can be asked there, and Ctrl+C does not cut a commit in two.
            start_new_session=True,
        )
    except FileNotFoundError as error:
        raise _not_started(folder, error) from error
    except OSError as error:
        raise GitError(f"Không chạy được git ({system_cause(error)}).", "Hãy báo người quản trị máy chủ.") from error
    answer = _wait(process, stdin, LOCAL_SECONDS if seconds is None else seconds)
    if answer.code and not may_fail:
        raise fault(answer.error or answer.text)
    return answer


def _wait(process: subprocess.Popen[bytes], stdin: bytes, seconds: float) -> Answer:
    import subprocess

    with process:
        try:
            out, error = process.communicate(stdin, timeout=seconds)
        except subprocess.TimeoutExpired as late:
            process.kill()
            process.communicate()
            raise GitError(
                f"git không trả lời sau {seconds:.0f} giây nên đã dừng.", "Hãy thử lại; nếu vẫn thế, xem cchc doctor."
            ) from late
        except KeyboardInterrupt:
            process.wait(timeout=LOCAL_SECONDS)
            raise
    return Answer(process.returncode, out, error.decode("utf-8", "replace").strip())


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Return the person's environment without anything that would turn git to another repository, tongue or editor.

    GIT_DIR and its kin are set inside git hooks: a `cchc` called from one would otherwise commit into that repository.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k in _KEPT}
    kept.pop("SSH_ASKPASS", None)
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_EDITOR": "true",
        "GIT_PAGER": "cat",
        "GIT_OPTIONAL_LOCKS": "0",
        # A missing object of a "partial" repository would be asked of whatever program its settings name.
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_LITERAL_PATHSPECS": "1",
        # Objects that stand for others would say something else than what was saved.
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_MERGE_AUTOEDIT": "no",
        "SSH_ASKPASS_REQUIRE": "never",
        "GIT_SSH_COMMAND": kept.get("GIT_SSH_COMMAND", "ssh -o BatchMode=yes"),
        **extra,
    }


def _not_started(folder: Path, error: FileNotFoundError) -> EnvironmentFaultError:
    """Return which is missing, the program or the folder: Popen says the same for both."""
    if not folder.is_dir():
        return EnvironmentFaultError(
            f"Thư mục {folder} không còn.", "Có người đã xóa hoặc đổi tên thư mục hồ sơ; hãy báo người quản trị."
        )
    return GitError(
        "Máy này chưa có chương trình git nên không ghi được lịch sử.",
        "Hãy nhờ người quản trị cài: apt install git. Hồ sơ vẫn lưu được như thường.",
        reason="missing",
    )


_CAUSES: tuple[tuple[str, str, str, str], ...] = (
    (
        ".lock': File exists",
        "locked",
        "Kho lịch sử đang bị khóa: một lệnh git khác đang chạy, hoặc đã dừng giữa chừng và để lại tệp khóa.",
        "Lần lưu sau sẽ ghi bù; nếu còn mãi, chạy: cchc doctor --fix",
    ),
    (
        "No space left",
        "full",
        "Đĩa đầy nên chưa ghi được lịch sử.",
        "Hãy dọn bớt đĩa; lần lưu sau sẽ ghi bù.",
    ),
    (
        "ermission denied",
        "rights",
        "Tài khoản này không được phép ghi vào kho lịch sử (.git).",
        "Hãy nhờ người quản trị; cchc doctor chỉ rõ lệnh cần chạy.",
    ),
    (
        "insufficient permission",
        "rights",
        "Tài khoản này không được phép ghi vào kho lịch sử (.git).",
        "Hãy nhờ người quản trị; cchc doctor chỉ rõ lệnh cần chạy.",
    ),
    (
        "Read-only file system",
        "rights",
        "Ổ đĩa chứa kho lịch sử chỉ cho đọc.",
        "Hãy báo người quản trị máy chủ.",
    ),
    (
        "HEAD is detached",
        "detached",
        "Kho lịch sử không đứng trên nhánh nào (detached HEAD) nên chưa ghi được lịch sử.",
        "Chữa: cchc doctor --fix (hoặc người quản trị chạy: git switch main).",
    ),
    (
        "during a merge",
        "merging",
        "Có một lần gộp (git merge) làm bằng tay chưa xong nên chưa ghi được lịch sử.",
        "Hãy chạy: cchc resolve",
    ),
    (
        "during a cherry-pick",
        "merging",
        "Có một lần git cherry-pick làm bằng tay chưa xong nên chưa ghi được lịch sử.",
        "Hãy hoàn tất hoặc bỏ việc đó bằng lệnh git rồi lưu tiếp.",
    ),
    (
        "not a git repository",
        "none",
        "Thư mục hồ sơ không nằm trong kho git nên không có lịch sử.",
        "Hãy tạo kho bằng: cchc doctor --fix",
    ),
    *(
        (
            sign,
            "cut",
            "Dữ liệu lịch sử nhận về bị cắt cụt hoặc hỏng: tệp chép chưa xong, hoặc đường truyền đứt giữa chừng.",
            "Hãy chép lại tệp từ máy kia (hoặc chạy lại lệnh); hồ sơ ở đây và tệp trên USB vẫn nguyên như cũ.",
        )
        for sign in ("early EOF", "pack has bad object", "pack is corrupted", "pack signature mismatch", "inflate")
    ),
)


def fault(said: str) -> GitError:
    """Return git's own words as a Vietnamese sentence; words we do not know are quoted."""
    for sign, reason, message, hint in _CAUSES:
        if sign in said:
            return GitError(message, hint, reason=reason)
    lines = [line for line in said.splitlines() if line.strip()] or ["không rõ vì sao"]
    told = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1])
    return GitError(f"git không làm được: {printable(clean_line(told))[:300]}.", "Xem cchc doctor.")


def version() -> tuple[int, ...]:
    """Return the version of git on this machine; () without one."""
    return _version_on(os.environ.get("PATH", ""))


@cache
def _version_on(path: str) -> tuple[int, ...]:
    """Return the version of the git on `path`, where programs are looked for: another path may have another git."""
    try:
        words = git(Path("/"), "version").text.split()
    except EnvironmentFaultError:
        return ()
    number = words[2] if len(words) > 2 else ""
    return tuple(int(part) for part in number.split(".")[:3] if part.isdigit())

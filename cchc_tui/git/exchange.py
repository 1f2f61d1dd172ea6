"""Fetching and pushing: another repository, or a bundle on a stick. Nothing is ever forced."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path

from cchc_tui.errors import RefusedError, WrongUseError, system_cause
from cchc_tui.git.checkout import Checkout
from cchc_tui.git.command import NETWORK_SECONDS, GitError, fault, git

INCOMING = "refs/cchc/incoming"
"""Where the other side's commits wait until they are merged."""
BUNDLE_LIMIT = 2_000_000_000
"""Largest bundle in bytes that is opened: a country's communes fit, a wrong file does not fill the disk."""


def remote_of(checkout: Checkout, branch: str) -> str:
    """The repository this one is synchronised with. WrongUseError when none is named."""
    named = checkout.run("config", "--get", f"branch.{branch}.remote", may_fail=True)
    remotes = checkout.run("remote").text.split()
    if named.code == 0 and named.text in remotes:
        return named.text
    if remotes:
        return "origin" if "origin" in remotes else remotes[0]
    raise WrongUseError(
        "Kho hồ sơ này chưa nối với kho nào để đồng bộ.",
        "Nối một lần bằng: git remote add origin ĐƯỜNG_DẪN_KHO; hoặc dùng tệp: cchc sync --bundle TỆP",
    )


def fetch(checkout: Checkout, remote: str, branch: str) -> str | None:
    """The other side's newest commit, with everything below it fetched; None when it has none yet."""
    listed = _network(checkout, "ls-remote", "--heads", remote, f"refs/heads/{branch}")
    if not listed:
        return None
    _network(checkout, "fetch", "--quiet", "--no-tags", remote, f"+refs/heads/{branch}:{INCOMING}")
    return checkout.run("rev-parse", "--verify", INCOMING).text


def push(checkout: Checkout, remote: str, branch: str) -> bool:
    """Give our commits to the other side; False when it has got new ones meanwhile."""
    try:
        _network(checkout, "push", "--quiet", "--no-verify", remote, f"HEAD:refs/heads/{branch}")
    except GitError as refused:
        if refused.reason == "behind":
            return False
        raise
    return True


def _network(checkout: Checkout, *words: str) -> str:
    answer = git(checkout.records, *words, seconds=NETWORK_SECONDS, may_fail=True)
    if answer.code == 0:
        return answer.text
    said = answer.error
    if "non-fast-forward" in said or "fetch first" in said or "failed to update ref" in said:
        raise GitError("Kho kia vừa có thêm lần lưu mới.", "Hãy chạy lại cchc sync.", reason="behind")
    if "branch is currently checked out" in said:
        raise GitError(
            "Kho kia là thư mục đang có người nhập liệu nên không nhận từ ngoài vào.",
            "Hãy đồng bộ qua một kho chung: git init --bare --shared=group /srv/git/cchc.git",
        )
    if "does not appear to be a git repository" in said or "Could not read from remote" in said:
        raise GitError(
            "Không tới được kho kia: sai đường dẫn, mất mạng, hoặc máy chủ đòi mật khẩu.",
            "Hãy thử lệnh ssh tới máy chủ trước; cchc không bao giờ hỏi mật khẩu, nên cần khóa SSH.",
        )
    raise fault(said)


def read_bundle(checkout: Checkout, file: Path, branch: str) -> str:
    """The newest commit of a bundle, fetched. RefusedError when the file is no bundle of these records."""
    if not file.is_file() or file.stat().st_size > BUNDLE_LIMIT:
        raise RefusedError(f"{file} không phải là tệp đồng bộ (bundle), hoặc quá lớn.", "Chưa làm gì.")
    place = str(file.resolve())
    verified = git(checkout.records, "bundle", "verify", "--quiet", place, may_fail=True)
    listed = git(checkout.records, "bundle", "list-heads", place, may_fail=True)
    if verified.code or listed.code:
        raise RefusedError(
            f"{file} hỏng, không phải tệp đồng bộ, hoặc thiếu những lần lưu mà nó dựa vào.",
            "Hãy lấy lại tệp từ máy kia bằng: cchc sync --bundle TỆP",
        )
    heads = [line.split(" ", 1)[1] for line in listed.text.splitlines() if " " in line]
    wanted = next((h for h in (f"refs/heads/{branch}", "HEAD") if h in heads), None)
    if wanted is None:
        raise RefusedError(f"{file} không có nhánh {branch}.", "Chưa làm gì.")
    git(checkout.records, "fetch", "--quiet", "--no-tags", place, f"+{wanted}:{INCOMING}", seconds=NETWORK_SECONDS)
    return checkout.run("rev-parse", "--verify", INCOMING).text


def write_bundle(checkout: Checkout, file: Path, branch: str) -> None:
    """Pack the whole history into a file, whole or not at all."""
    temporary = file.with_name(f".{file.name}.{secrets.token_hex(4)}.tmp")
    try:
        place = str(temporary.resolve())
        git(checkout.records, "bundle", "create", "--quiet", place, f"refs/heads/{branch}", seconds=NETWORK_SECONDS)
        temporary.replace(file)
    except OSError as error:
        raise RefusedError(f"Không ghi được {file} ({system_cause(error)}).", "Tệp cũ còn nguyên.") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def incoming(checkout: Checkout) -> str | None:
    """The other side's commit of the last fetch; None when there was none."""
    answer = checkout.run("rev-parse", "--verify", "--quiet", INCOMING, may_fail=True)
    return answer.text if answer.code == 0 else None

"""Fetching and pushing: another repository, or a bundle on a stick. Nothing is ever forced."""

from __future__ import annotations

import contextlib
import os
import platform
from pathlib import Path

from cchc_tui.errors import CchcError, EnvironmentFaultError, RefusedError, WrongUseError, system_cause
from cchc_tui.git.checkout import Checkout
from cchc_tui.git.command import NETWORK_SECONDS, GitError, fault, git
from cchc_tui.git.far_side import answering, takes_only_plain_words
from cchc_tui.git.isolated import isolated
from cchc_tui.git.locating import locate
from cchc_tui.git.objects import view_of
from cchc_tui.storage.atomic import replace_file
from cchc_tui.storage.temporary import temporary_beside

_plain_places: set[str] = set()
"""Servers that were found to take git's plain words only, since this program was started."""
INCOMING = "refs/cchc/incoming"
"""Where the other side's commits wait until they are merged."""
BUNDLE_LIMIT = 2_000_000_000
"""Largest bundle in bytes that is opened: a country's communes fit, a wrong file does not fill the disk."""


def remote_of(checkout: Checkout, branch: str) -> str:
    """Return the repository this one is synchronised with. WrongUseError when none is named."""
    settings = checkout.settings()
    urls = [key for key in settings if key.startswith("remote.") and key.endswith(".url")]
    remotes = [key.removeprefix("remote.").removesuffix(".url") for key in urls]
    named = settings.get(f"branch.{branch}.remote", "")
    if named in remotes:
        return named
    if remotes:
        return "origin" if "origin" in remotes else remotes[0]
    raise WrongUseError(
        "Kho hồ sơ này chưa nối với kho nào để đồng bộ.",
        "Nối một lần bằng: cchc sync --to ĐƯỜNG_DẪN_KHO (chưa có thì được tạo); hoặc dùng tệp: cchc sync --bundle TỆP",
    )


def remote_place(checkout: Checkout) -> str:
    """Return where the repository lies that this one is synchronised with, as another machine has to write it."""
    place = _place_of(checkout, remote_of(checkout, checkout.branch() or ""), "url")
    here = local_path(place, checkout.records)
    return f"{platform.node() or 'MÁY_CHỦ'}:{here}" if here else place


def fetch(checkout: Checkout, remote: str, branch: str) -> str | None:
    """Return the other side's newest commit, with everything below it fetched; None when it has none yet."""
    place = _place_of(checkout, remote, "url")
    _, branches = branches_of(checkout.records, place)
    if branches and branch not in branches:
        raise RefusedError(
            f"Kho kia có nhánh {', '.join(branches[:3])} mà không có nhánh {branch} của hồ sơ ở đây nên chưa đồng bộ.",
            f"Nếu đúng là kho của cơ quan, người quản trị đẩy lần đầu bằng tay: git push {remote} {branch}",
        )
    return fetch_from(checkout, place, branch) if branches else None


def fetch_from(checkout: Checkout, place: str, branch: str) -> str:
    """Return the newest commit of a branch there, with everything below it fetched."""
    wanted = f"+refs/heads/{branch}:{INCOMING}"
    there = reached(place, checkout.records)
    _exchange(checkout, there, "upload-pack", ("fetch", "--quiet", "--no-tags"), (wanted,))
    return checkout.run("rev-parse", "--verify", INCOMING).text


def reached(place: str, start: Path | None = None) -> str:
    """Return the place as git is to reach it. A repository on this machine is reached through a folder of ours, so
    that neither its settings nor its hooks are obeyed; a bundle, or another machine, by its name.
    """
    here = local_path(place, start)
    if here is None or not here.is_dir():
        return place
    try:
        return str(view_of(here))
    except GitError:
        return place


def branches_of(folder: Path, place: str) -> tuple[str, list[str]]:
    """Return the branch that HEAD of another repository (or bundle) names, "" for none, and the branches it has."""
    lines = _exchange(folder, reached(place, folder), "upload-pack", ("ls-remote", "--symref")).splitlines()
    start = "refs/heads/"
    head = next((line.split()[1].removeprefix(start) for line in lines if line.startswith(f"ref: {start}")), "")
    refs = [line.partition("\t")[2] for line in lines if not line.startswith("ref: ")]
    return head, [ref.removeprefix(start) for ref in refs if ref.startswith(start)]


def push(checkout: Checkout, remote: str, branch: str) -> bool:
    """Give our commits to the other side; False when it has got new ones meanwhile."""
    place = _place_of(checkout, remote, "pushurl") or _place_of(checkout, remote, "url")
    try:
        _push(checkout, reached(place, checkout.records), branch)
    except GitError as refused:
        if refused.reason == "behind":
            return False
        raise
    _let_head_follow(local_path(place, checkout.records), branch)
    return True


def _push(checkout: Checkout, place: str, branch: str) -> None:
    words = ("push", "--quiet", "--no-verify", "--no-signed")
    _exchange(checkout, place, "receive-pack", words, (f"HEAD:refs/heads/{branch}",))


def _exchange(
    from_: Checkout | Path, place: str, service: str, words: tuple[str, ...], refs: tuple[str, ...] = ()
) -> str:
    """Run a command that talks with another repository; the program that answers there is named by us."""
    plain, target = f"--{service}=git-{service}", ("--", place, *refs)
    near = local_path(place) is not None or place.startswith(("http:", "https:"))
    if near or place in _plain_places:
        return _network(from_, *words, plain, *target)
    try:
        return _network(from_, *words, f"--{service}={answering(service)}", *target, place=place)
    except GitError as refused:
        if refused.reason != "plain":
            raise
    _plain_places.add(place)
    return _network(from_, *words, plain, *target)


def _place_of(checkout: Checkout, remote: str, kind: str) -> str:
    """Return where the other repository lies: it is asked by its place, never by its name."""
    return checkout.setting(f"remote.{remote}.{kind}")


def local_path(place: str, start: Path | None = None) -> Path | None:
    """Return the folder or file that a place names, seen from `start` (or from here); None when it is on another
    machine.
    """
    plain = place.removeprefix("file://")
    here = (start or Path.cwd()) / Path(plain).expanduser()
    if here.exists() or place != plain:
        return here.resolve()
    elsewhere = "://" in place or ":" in place.partition("/")[0]
    return None if elsewhere else here.resolve()


def _let_head_follow(there: Path | None, branch: str) -> None:
    """Let HEAD of a bare repository on this machine name our branch when what it names does not exist.

    Whoever clones it would get nothing.
    """
    if there is None or not there.is_dir():
        return
    of = locate(there)
    if of.top is None and git(view_of(there), "rev-parse", "--verify", "--quiet", "HEAD", may_fail=True).code:
        with contextlib.suppress(CchcError):
            replace_file(of.git_dir / "HEAD", f"ref: refs/heads/{branch}\n".encode())


def forget_incoming(checkout: Checkout) -> None:
    """Forget the other side's commits, which are merged: nothing waits any more."""
    checkout.run("update-ref", "-d", INCOMING, may_fail=True)


def _network(from_: Checkout | Path, *words: str, place: str = "") -> str:
    """Run a command that reaches another repository, on another machine the one at `place`.

    The settings of the person and of the machine hold: how to reach what, and who may ask for a password, is theirs.
    """
    if isinstance(from_, Checkout):
        folder, extra = from_.records, isolated(from_.of).places
    else:
        folder, extra = Path("/"), {}
    answer = git(folder, *words, extra=extra, seconds=NETWORK_SECONDS, may_fail=True)
    if answer.code == 0:
        return answer.text
    said = answer.error
    if "non-fast-forward" in said or "fetch first" in said or "failed to update ref" in said:
        raise GitError("Kho kia vừa có thêm lần lưu mới.", "Hãy chạy lại cchc sync.", reason="behind")
    if "branch is currently checked out" in said:
        raise GitError(
            "Kho kia là thư mục đang có người nhập liệu nên không nhận từ ngoài vào.",
            "Hãy đồng bộ qua một kho chung, ví dụ: cchc sync --to /srv/git/cchc.git",
        )
    if place and takes_only_plain_words(said, place):
        raise GitError("Máy chủ kia chỉ nhận lệnh git thường.", "Hãy chạy lại.", reason="plain")
    if any(sign in said for sign in _AWAY):
        raise GitError(
            "Không tới được kho kia: sai đường dẫn, mất mạng, hoặc máy chủ đòi mật khẩu.",
            "Hãy thử lệnh ssh tới máy chủ trước; cchc không bao giờ hỏi mật khẩu, nên cần khóa SSH.",
        )
    raise fault(said)


_AWAY = (
    "does not appear to be a git repository",
    "Could not read from remote",
    "unable to access",
    "Could not resolve host",
    "could not read Username",
    "terminal prompts disabled",
    "Authentication failed",
    "unable to connect",
    "not allowed",
)


def read_bundle(checkout: Checkout, file: Path, branch: str) -> str:
    """Return the newest commit of a bundle, fetched. RefusedError when the file is no bundle of these records."""
    if not file.is_file() or file.stat().st_size > BUNDLE_LIMIT:
        raise RefusedError(f"{file} không phải là tệp đồng bộ (bundle), hoặc quá lớn.", "Chưa làm gì.")
    place = str(file.resolve())
    verified = checkout.run("bundle", "verify", "--quiet", place, may_fail=True)
    listed = checkout.run("bundle", "list-heads", place, may_fail=True)
    if verified.code or listed.code:
        raise RefusedError(
            f"{file} hỏng, không phải tệp đồng bộ, hoặc thiếu những lần lưu mà nó dựa vào.",
            "Hãy lấy lại tệp từ máy kia bằng: cchc sync --bundle TỆP",
        )
    heads = [line.split(" ", 1)[1] for line in listed.text.splitlines() if " " in line]
    wanted = next((h for h in (f"refs/heads/{branch}", "HEAD") if h in heads), None)
    if wanted is None:
        raise RefusedError(f"{file} không có nhánh {branch}.", "Chưa làm gì.")
    checkout.run("fetch", "--quiet", "--no-tags", place, f"+{wanted}:{INCOMING}", seconds=NETWORK_SECONDS)
    return checkout.run("rev-parse", "--verify", INCOMING).text


def demand_folder_of(bundle: Path) -> None:
    """WrongUseError when there is no folder for a bundle: a stick that is not plugged in, a mistyped path."""
    if not bundle.parent.is_dir():
        raise WrongUseError(
            f"Không có thư mục {bundle.parent}.", "Hãy xem USB đã cắm và gắn (mount) chưa, đường dẫn gõ đúng chưa."
        )


def write_bundle(checkout: Checkout, file: Path, branch: str) -> None:
    """Pack the whole history into a file, whole or not at all."""
    temporary = temporary_beside(file)
    try:
        place = str(temporary.resolve())
        checkout.run("bundle", "create", "--quiet", place, f"refs/heads/{branch}", seconds=NETWORK_SECONDS)
        with temporary.open("rb") as whole:
            os.fsync(whole.fileno())  # a stick is pulled out soon
        temporary.replace(file)
    except GitError as fault:
        causes = {"full": "hết chỗ", "rights": "không được phép ghi ở đó"}
        if fault.reason not in causes:
            raise
        raise EnvironmentFaultError(
            f"Không ghi được {file} ({causes[fault.reason]}).", "Hồ sơ ở máy này không bị ảnh hưởng; tệp cũ còn nguyên."
        ) from fault
    except OSError as error:
        raise RefusedError(f"Không ghi được {file} ({system_cause(error)}).", "Tệp cũ còn nguyên.") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def incoming(checkout: Checkout) -> str | None:
    """Return the other side's commit of the last fetch; None when there was none."""
    answer = checkout.run("rev-parse", "--verify", "--quiet", INCOMING, may_fail=True)
    return answer.text if answer.code == 0 else None

"""A real sshd on the loopback, with keys and a port of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

SSHD = shutil.which("sshd") or "/usr/sbin/sshd"


@dataclass(frozen=True)
class Door:
    """How to log in there."""

    command: list[str]
    """ssh with the key, without the place."""
    place: str
    """This account on this machine."""


@contextmanager
def running_sshd(folder: Path) -> Iterator[Door]:
    """Let a server run that keeps its files in `folder`; skips where there is none."""
    if not Path(SSHD).exists() or not shutil.which("ssh"):
        pytest.skip("openssh-server is not installed")
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    (folder / "authorized").write_text((folder / "user.pub").read_text())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {
        "Port": port, "ListenAddress": "127.0.0.1", "HostKey": folder / "host", "PidFile": "none", "StrictModes": "no",
        "AuthorizedKeysFile": folder / "authorized", "UsePAM": "no", "PasswordAuthentication": "no",
        "AcceptEnv": "LANG", "PermitRootLogin": "prohibit-password",
    }  # fmt: skip
    (folder / "config").write_text("".join(f"{key} {value}\n" for key, value in options.items()))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where sshd started by root puts its unprivileged child
    server = subprocess.Popen([SSHD, "-D", "-e", "-f", str(folder / "config")], stderr=subprocess.DEVNULL)
    try:
        if not _answers(port, server):
            pytest.skip("sshd does not start here")
        settings = ("StrictHostKeyChecking=no", f"UserKnownHostsFile={folder / 'known'}", "LogLevel=ERROR")
        words = [word for setting in settings for word in ("-o", setting)]
        user = pwd.getpwuid(os.geteuid()).pw_name
        yield Door(["ssh", "-i", str(folder / "user"), "-p", str(port), *words], f"{user}@127.0.0.1")
    finally:
        server.terminate()
        server.wait()


def _answers(port: int, server: subprocess.Popen[bytes]) -> bool:
    for _ in range(1200):
        if server.poll() is not None:
            return False
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.05)
    return False

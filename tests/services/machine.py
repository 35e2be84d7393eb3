"""What the machine has, and what Debian's package manager can add to it."""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path


class Missing(Exception):
    """The machine cannot provide a service; the message names it and how to install it."""


def apt_prefix() -> list[str] | None:
    """The command prefix under which apt-get works without asking anything; None when it does not."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def apt_install(package: str) -> None:
    """Install one Debian package. Raises Missing with the reason when that is not possible here."""
    prefix = apt_prefix()
    if prefix is None:
        raise Missing(f"{package} is not installed, and this user cannot install it: apt-get install {package}")
    print(f"Machine: installing Debian's {package}", flush=True)
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    subprocess.run([*prefix, *quiet, "update"], stdin=subprocess.DEVNULL, capture_output=True)
    command = [*prefix, *quiet, "install", "--yes", "--no-install-recommends", package]
    result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if result.returncode != 0:
        last_lines = "\n".join(result.stderr.strip().splitlines()[-5:])
        raise Missing(f"apt-get could not install {package}:\n{last_lines}")


def run_beside(server: AbstractContextManager[str], *, name: str, variable: str) -> int:
    """Run the command of the command line with the address of `server` in an environment variable; its exit code."""
    if len(sys.argv) < 2:
        print(f"usage: python -m tests.services.{Path(sys.argv[0]).stem} COMMAND…", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with server as url:
            return subprocess.run(sys.argv[1:], env={**os.environ, variable: url}).returncode
    except Missing as missing:
        print(f"{name}: {missing}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def server_account() -> pwd.struct_passwd | None:
    """Servers refuse to run as root: the account to run one under instead; None when we are an ordinary user."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Missing("servers cannot run as root, and there is no account 'postgres' or 'nobody' to run them under")


def identity(account: pwd.struct_passwd | None) -> dict:
    """What starts a process under that account."""
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


def end_with_parent(by: signal.Signals) -> None:
    """On Linux the kernel sends a server this signal even when this program is killed outright."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, by)


def free_port() -> int:
    """A port of the loopback that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

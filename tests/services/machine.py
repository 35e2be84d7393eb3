"""What the machine has, and what Debian's package manager can add to it."""

import os
import shutil
import subprocess


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

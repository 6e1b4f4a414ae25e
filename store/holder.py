"""Who holds a lease: this process by name, and whether a named one is certainly gone."""

from __future__ import annotations

import os
import socket
from pathlib import Path

BOOT = Path("/proc/sys/kernel/random/boot_id")
PROCESSES = Path("/proc/self/ns/pid")


def this_process() -> str:
    """Return this process's name: host, boot, process id and the moment it began, as far as known."""
    return f"{_machine()} pid {os.getpid()} {_began(os.getpid())}"


def is_dead(holder: str) -> bool:
    """Tell whether a holder that `this_process` named is certainly gone; False where that can't be known.

    Only a process of this machine, since its last start, can be judged.
    """
    machine, _, rest = holder.partition(" pid ")
    pid, _, began = rest.partition(" ")
    if machine != _machine() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return began != _began(int(pid))


def _machine() -> str:
    boot = BOOT.read_text().strip()[:8] if BOOT.exists() else "unknown"
    # Containers may share the host's name, but number their processes apart.
    numbering = f"/{PROCESSES.stat().st_ino}" if PROCESSES.exists() else ""
    return f"{socket.gethostname()}/{boot}{numbering}"


def _began(pid: int) -> str:
    """Return the kernel's start tick of a process, so that a re-used number is not taken for it; "" where unknown."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""

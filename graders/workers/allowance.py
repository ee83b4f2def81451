"""What this machine lets a grading have, and what it kept from it while a test ran.

What a test asks of the machine and does not get is no mistake of the learner's. So before a verdict
stands, it is asked whether something was missing meanwhile: the kernel's own counts of processes
that it ended or did not start, the room on the disk of the scratch folder, and shared memory.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from graders.workers import control_groups, shared_memory
from graders.workers.processes import PROC

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

ENOUGH_PROCESSES = 128
"""For what a grading starts itself, and for a test that starts as many as it may."""

ENOUGH_MEMORY_BYTES = 512 << 20
"""For the graders themselves and what an honest answer takes."""

ENOUGH_DISK_BYTES = 64 << 20
"""In the folder of temporary files: scratch folders, and memory's records."""

ENOUGH_SHARED_BYTES = 16 << 20
"""Of shared memory, for the exercises that use it."""

NO_ROOM_BYTES = 1 << 20
"""With less than this left, a disk or shared memory may have refused what was asked of it."""

ENDED = r"signal 9|signal 7|killed the|closed its channel|terminated abruptly|asleep for|died on it"
NOT_STARTED = r"start new thread|Resource temporarily unavailable|no worker could be had|killed the"
NO_ROOM = r"No space left|Disk quota exceeded|signal 7"
NO_SHARED = (
    rf"{NO_ROOM}|/dev/shm|psm_|SemLock|semaphore|Read-only file|No such file|not implemented"
)


def process_limit() -> int | None:
    """Processes that may run at once, by the control group or by the user's limit."""
    limits = [control_groups.processes()]
    # Who may do everything is not held to it.
    if resource is not None and hasattr(resource, "RLIMIT_NPROC") and os.geteuid() != 0:
        soft = resource.getrlimit(resource.RLIMIT_NPROC)[0]
        limits.append(None if soft == resource.RLIM_INFINITY else soft)
    return min((each for each in limits if each is not None), default=None)


def memory_bytes() -> int | None:
    """All the memory there is: of the machine, or of the control group."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        total = int((PROC / "meminfo").read_text().split()[1]) << 10
        return min(total, control_groups.memory_bytes() or total)
    return control_groups.memory_bytes()


def free_bytes(folder: Path | str) -> int | None:
    """Room on a folder's disk; None where it is not to be had."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def shared_bytes() -> int | None:
    """Room for shared memory; None where there is none at all."""
    folder = Path(shared_memory.FOLDER)
    return free_bytes(folder) if os.access(folder, os.W_OK | os.X_OK) else None


def missing_shared() -> str:
    """What this machine lacks of shared memory; "" for nothing."""
    free, folder = shared_bytes(), shared_memory.FOLDER
    if free is None:
        return f"this machine has no shared memory: {folder} cannot be used"
    if free < ENOUGH_SHARED_BYTES:
        return f"this machine has too little shared memory, {free >> 10:,} KiB free in {folder}"
    return ""


@dataclass(frozen=True)
class Watch:
    """What the machine had refused when a test began."""

    killed: int = field(default_factory=control_groups.killed)
    not_started: int = field(default_factory=control_groups.not_started)

    def missed(self, told: str, rights: Collection[str]) -> str:
        """What was missing since then and explains what is told of the test; "" for nothing."""
        if re.search(ENDED, told) and control_groups.killed() > self.killed:
            most = control_groups.memory_bytes()
            of = f": its processes may have {most >> 20:,} MiB together" if most else ""
            return f"this machine ran out of memory meanwhile{of}"
        if re.search(NOT_STARTED, told) and self._is_short_of_processes():
            return f"this machine lets {process_limit()} processes and threads run at once, no more"
        if "processes" in rights and re.search(NO_SHARED, told) and (missing := missing_shared()):
            return missing
        if re.search(NO_ROOM, told):
            free_now = free_bytes(tempfile.gettempdir())
            if free_now is not None and free_now < NO_ROOM_BYTES:
                folder = tempfile.gettempdir()
                return f"the disk of {folder} is full, {free_now >> 10:,} KiB are left"
        return ""

    def _is_short_of_processes(self) -> bool:
        if control_groups.not_started() > self.not_started:
            return True
        # The user's own limit is counted by nobody.
        most = process_limit()
        return most is not None and most < ENOUGH_PROCESSES

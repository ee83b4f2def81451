"""What psutil tells of processes, where there is no /proc.

Each function imports it, since Linux never needs it.
"""

from __future__ import annotations

import contextlib


def below(pid: int) -> list[int]:
    """All processes below one."""
    import psutil

    with contextlib.suppress(psutil.Error):
        return [child.pid for child in psutil.Process(pid).children(recursive=True)]
    return []


def usage(pid: int) -> tuple[float, float, bool, int] | None:
    """CPU seconds, seconds waited (unknown: 0), asleep, and switches; None if it is gone."""
    import psutil

    try:
        process = psutil.Process(pid)
        with process.oneshot():
            times, status = process.cpu_times(), process.status()
            switches = process.num_ctx_switches().voluntary
    except psutil.Error:
        return None
    if status == psutil.STATUS_ZOMBIE:
        return None
    return times.user + times.system, 0.0, status != psutil.STATUS_RUNNING, switches


def written(pid: int) -> tuple[int, int] | None:
    """Bytes that a process has written, and how often; None if gone, or not counted (macOS)."""
    import psutil

    with contextlib.suppress(psutil.Error, AttributeError, NotImplementedError):
        counters = psutil.Process(pid).io_counters()
        return int(counters.write_bytes), int(counters.write_count)
    return None


def kill_tree(pid: int) -> None:
    """Kill all processes below one, and then it."""
    import psutil

    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        for each in [*process.children(recursive=True), process]:
            with contextlib.suppress(psutil.Error):
                each.kill()

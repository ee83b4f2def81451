"""How long a test may run: wide limits that tell endless from slow; never a verdict on speed."""

from __future__ import annotations

from graders.workers import execution


def time_limit(*, cpu: float | None = None, asleep: float | None = None) -> None:
    """Give the rest of this test other limits, in seconds: CPU of the worker's processes, and doing nothing at all.

    Those of CPU are seconds of the reference machine: a slower one gets as many times more.
    """
    limits = execution.current().limits
    limits.cpu = limits.cpu if cpu is None else cpu
    limits.asleep = limits.asleep if asleep is None else asleep

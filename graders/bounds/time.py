"""How long a test may run: wide limits that tell endless from slow; never a verdict on speed."""

from __future__ import annotations

from graders.workers import execution


def time_limit(*, cpu: float | None = None, asleep: float | None = None) -> None:
    """Other limits for the rest of this test: seconds of CPU, and of doing nothing at all.

    Those of CPU are seconds of the reference machine: a slower one gets as many times more.
    """
    execution.current().limits.set(cpu, asleep)

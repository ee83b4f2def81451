"""Downloads and resizes of a photo service, each on the tool that fits it."""

from collections.abc import Callable
from typing import Any


def run_jobs(jobs: list[tuple[str, Callable[[int], Any], int]], max_io: int, max_cpu: int) -> list[Any]:
    """Run every job ``(kind, fn, arg)`` and return the values of ``fn(arg)``, in the order of the jobs.

    Jobs of kind "io" wait: up to ``max_io`` of them are in flight at once. Jobs of kind "cpu"
    compute: ``max_cpu`` other processes share them. Both kinds run at the same time. Any other kind
    is a ValueError; if a job fails, its error is raised.
    """
    raise NotImplementedError

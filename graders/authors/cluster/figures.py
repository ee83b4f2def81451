"""What it costs to grade a class by Dask: the same made class by two local judges, beside it."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from graders.authors.benchmark import line
from graders.authors.class_figures import MADE_OF, Bench
from graders.authors.cluster import client
from graders.authors.cluster.parcels import Parcel, Run, pack
from graders.judge.plan import Confinement, Files, Plan
from graders.model.exercises import ROOT, find_exercises, select

CPU_RATIO = 1.25
"""That two Dask workers may cost of what two local judges do."""

SENT = 200
"""Tasks of which the way there and back is timed."""


def figures(rounds: int) -> Iterator[str]:
    """A line for each figure, beside its goal."""
    chosen = select(MADE_OF, find_exercises())
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), chosen)
        pairs = [bench.by_dask(str(number)) for number in range(rounds)]
    ratios = [dask.cpu_seconds / local.cpu_seconds for local, dask in pairs]
    local, dask = pairs[sorted(range(rounds), key=ratios.__getitem__)[rounds // 2]]
    note = f"{dask.cpu_seconds:.1f} s of CPU against {local.cpu_seconds:.1f} s; "
    note += f"{dask.seconds:.1f} s against {local.seconds:.1f} s"
    what = "CPU of two Dask workers, of two judges'"
    yield line(what, f"{statistics.median(ratios):.2f}x", f"{CPU_RATIO}x", note)
    yield line("overhead of a task", f"{_overhead() * 1000:.1f} ms", "-", "to a worker and back")


def _overhead() -> float:
    """Seconds that a task takes to a Dask worker and back that does nothing there."""
    exercise = select(MADE_OF, find_exercises())[0]
    run = Run("katas-bench", (exercise,), Confinement())
    plan = Plan(ROOT, (exercise,), 0, Files(solutions=True))
    nobodys = pack(Parcel("katas-of-nobody", plan.tasks[0]))  # answered by "there is no such run"
    with client.of_this_machine(1, run) as cluster:
        return cluster.seconds_a_task(nobodys, SENT)

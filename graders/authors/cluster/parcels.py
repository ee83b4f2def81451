"""What travels between ``grade_class`` and the judges of a cluster, as bytes.

No folder is shared: each host has a copy of the course of its own, so an exercise travels as its
place in the course, and what the two copies have to agree in travels as a digest.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from graders.authors.classes.state import graders_digest
from graders.judge.plan import Confinement, Task
from graders.judge.results import isolation
from graders.model import exercises, interpreter
from graders.model.exercises import Exercise
from graders.model.report import TestResult

T = TypeVar("T")

DIGEST_DIGITS = 12
"""Of a digest that people compare by eye."""


class Run(msgspec.Struct, frozen=True):
    """What all tasks of one ``grade_class`` have in common."""

    name: str
    """Drawn by the client; also what a Dask worker offers once it may judge."""
    exercises: tuple[Exercise, ...]
    confinement: Confinement


class Parcel(msgspec.Struct, frozen=True):
    """One task on its way to a judge."""

    run: str
    task: Task
    alone: bool = False
    """Nothing else may run on the host meanwhile, whatever the exercise is."""


class Found(msgspec.Struct, frozen=True):
    """What became of a task."""

    tests: list[TestResult]
    """None where the judge could not do it."""
    faults: tuple[str, ...] = ()
    """Faults of the graders that belong to no task, a line each."""


class Host(msgspec.Struct, frozen=True):
    """What a host says of itself: all on which the result of a task depends but the task."""

    name: str
    python: str
    graders: str
    """A digest of the graders' sources."""
    course: str
    """A digest of the tests of the run's exercises."""
    isolation: str
    """How the learner's code is held there."""


def here(run: Run) -> Host:
    """This host."""
    tests = (each.tests for each in run.exercises)
    found = (path.read_bytes() if path.is_file() else b"" for path in tests)
    return Host(
        platform.node(),
        f"{platform.python_version()}, {interpreter.kind()}",
        graders_digest()[:DIGEST_DIGITS],
        hashlib.sha256(b"".join(hashlib.sha256(data).digest() for data in found)).hexdigest()[
            :DIGEST_DIGITS
        ],
        isolation(run.confinement),
    )


def refusal(host: Host, ours: Host, unlocked: Iterable[str] = ()) -> str:
    """Why a host may not judge for this one; "" if it may.

    Args:
        host: what it says of itself.
        ours: what this one would say.
        unlocked: names of hosts that are taken though they hold the learner's code otherwise.
    """
    if host.python != ours.python:
        return f"it has Python {host.python}; here it is {ours.python}"
    if host.graders != ours.graders:
        return f"its graders are others ({host.graders}, here {ours.graders}): update its copy"
    if host.course != ours.course:
        return f"its exercises are others ({host.course}, here {ours.course}): update its copy"
    if host.name in unlocked:
        return ""
    missing = [layer for layer in host.isolation.split(", ") if layer.startswith("no ")]
    if missing:
        lacks = ", ".join(each.removeprefix("no ") for each in missing)
        return f"it lacks {lacks} of the lock-in; --unlocked {host.name} takes it all the same"
    if host.isolation != ours.isolation:
        taken = f"--unlocked {host.name} takes it all the same"
        return f"it holds code by {host.isolation}, this host by {ours.isolation}; {taken}"
    return ""


def pack(sent: Any) -> bytes:
    """Anything of the above as bytes; a path as its place in the course."""
    return msgspec.msgpack.encode(sent, enc_hook=_of_path)


def unpack(data: bytes, kind: type[T]) -> T:
    """The same from bytes, in this copy of the course.

    Raises:
        msgspec.MsgspecError: the bytes are no such thing.
    """
    return msgspec.msgpack.decode(data, type=kind, dec_hook=_to_path)


def _of_path(value: Any) -> str:
    if isinstance(value, Path):
        return value.relative_to(exercises.ROOT).as_posix()
    raise NotImplementedError(type(value))


def _to_path(kind: type, value: str) -> Path:
    if issubclass(kind, Path):
        return exercises.ROOT / value
    raise NotImplementedError(kind)

"""Where the stubs are in what somebody handed in: each is known by its file's name, anywhere.

    exercises/TOPIC/EXERCISE/stub.py   0  as it was handed out, below whatever folders
    TOPIC/EXERCISE/stub.py             1  the folder exercises/ itself, or what is in it
    EXERCISE/stub.py                   2  some exercises, put together anew
    stub.py, stub (1).py               3  in any folder

What is nearest to the way it was handed out counts, and of that what lies above all else. Files
that differ and lie equally well are not chosen from.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graders.model.exercises import Exercise
from graders.submissions.lookalikes import stub_named
from graders.submissions.sources import Rejected

BARE = 3
"""How far from its place a stub is of which nothing but the name is known."""


class Found(NamedTuple):
    """A file that stands for a stub."""

    far: int
    """How far from its place it is: see above."""
    base: str
    """The folder above what is known of its place, with its slash."""
    path: str


Places = Mapping[str, Sequence[Found]]
"""What stands for the stub of each exercise, by the exercise's name."""


def place_of(exercise: Exercise) -> str:
    """Where a stub is as it was handed out."""
    return "/".join(exercise.stub.parts[-4:])


def search(members: Iterable[str], known: Iterable[Exercise]) -> Places:
    """What counts for each stub: nothing, one file, or several that lie equally well."""
    by_stub = {exercise.stub.name: exercise for exercise in known}
    found: dict[str, list[Found]] = {exercise.name: [] for exercise in by_stub.values()}
    for path in members:
        exercise = by_stub.get(stub_named(path.rsplit("/", 1)[-1], by_stub))
        if exercise is not None and (at := _found(path, exercise)):
            found[exercise.name].append(at)
    return {name: _nearest(at) for name, at in found.items()}


def _found(path: str, exercise: Exercise) -> Found | None:
    """How a file lies that is named as a stub; None for the reference in a clone of the course."""
    parts, usual = path.lower().split("/"), place_of(exercise).lower().split("/")
    for far in range(BARE):
        known = len(usual) - far
        if parts[-known:] == usual[far:]:
            if far == 1 and parts[-known - 1 : -known] == ["solutions"]:
                return None
            base = path.split("/")[:-known]
            return Found(far, "".join(f"{part}/" for part in base), path)
    return Found(BARE, path[: len(path) - len(parts[-1])], path)


def _nearest(found: Sequence[Found]) -> list[Found]:
    far = min((each.far for each in found), default=BARE)
    near = [each for each in found if each.far == far]
    top = min((each.base for each in near), key=len, default="")
    above_all = all(each.base.startswith(top) for each in near)
    return [each for each in near if each.base == top] if above_all else near


def base_of(found: Places) -> str:
    """The folder that a submission as a whole lies in, with its slash."""
    all_found = [each for at in found.values() for each in at]
    far = min((each.far for each in all_found), default=0)
    bases = [each.base.split("/")[:-1] for each in all_found if each.far == far]
    common = itertools.takewhile(lambda parts: len(set(parts)) == 1, zip(*bases, strict=False))
    return "".join(f"{parts[0]}/" for parts in common)


def is_bare(found: Places) -> bool:
    """True where nothing but names is known of any place."""
    far = [each.far for at in found.values() for each in at]
    return bool(far) and min(far) == BARE


def in_the_way(members: Mapping[str, str], known: Iterable[Exercise]) -> dict[str, Rejected]:
    """Where something is in the place of a folder above a stub: what, by the exercise's name."""
    above: dict[str, list[tuple[Exercise, list[str]]]] = {}
    for exercise in known:
        folders = place_of(exercise).split("/")[:-1]
        for count, name in enumerate(folders, 1):
            above.setdefault(name, []).append((exercise, folders[:count]))
    found = {}
    for path, why in members.items():
        parts = path.split("/")
        for exercise, folders in above.get(parts[-1], ()):
            if parts[-len(folders) :] == folders:
                what = f"is not there: {path} {why or 'is not a folder'}"
                found[exercise.name] = Rejected(what, "Put the folders back as they were.")
    return found

"""A made class: folders that are handed in, of answers of which it is known how often they repeat.

The answers are the known solutions of each exercise, right ones first; where more different ones
are asked for, with a comment that says which it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

from graders.model.exercises import Exercise


def answers(exercise: Exercise) -> Iterator[bytes]:
    """Different answers to an exercise, without end."""
    known = [exercise.reference, *exercise.ways, *exercise.decoys]
    texts = [path.read_bytes() for path in known]
    yield from texts
    for number in count(1):
        yield from (text + f"\n# {number}\n".encode() for text in texts)


def hand_in(
    folder: Path, exercises: Sequence[Exercise], learners: int, different: int, first: int = 0
) -> None:
    """Write what so many learners hand in, as clones; so many answers an exercise are different.

    ``first`` is the number of the first learner, of whom also the answers depend.
    """
    written = {each: list(islice(answers(each), different)) for each in exercises}
    for number in range(first, first + learners):
        for place, each in enumerate(exercises):
            stub = folder / f"learner-{number:04}" / each.stub.relative_to(each.folder.parents[2])
            stub.parent.mkdir(parents=True, exist_ok=True)
            # Another learner's neighbours in each exercise: nobody's hand-ins are alike as a whole.
            stub.write_bytes(written[each][number * (place + 1) % different])

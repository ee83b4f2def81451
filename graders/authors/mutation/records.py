"""What an author says of mutants that live: each is recorded once, with the reason why it may.

The file is ``mutants.toml`` beside the reference, a table for each mutant::

    [[mutant]]
    operator = "swapped"
    line = "rows = iter(items)"
    becomes = "totals = {}"
    class = "equivalent"            # or "not specified"
    reason = "Neither line uses what the other one makes."
    second_reader = "..."           # who has checked the reason, where one is needed
    number = 2                      # of several with the same operator, line and becomes
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from graders.authors.mutation.mutants import Key
from graders.model.exercises import Exercise, shown

NAME = "mutants.toml"

MAX_SHARE = 10
"""One of so many mutants of an exercise may be recorded by one reader."""


class Unreadable(Exception):
    """A file of records that cannot be read; the message says where and why."""


class Record(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"kind": "class"}, kw_only=True
):
    """A mutant that may live."""

    operator: str
    line: str
    becomes: str
    kind: Literal["equivalent", "not specified"]
    reason: str
    second_reader: str = ""
    number: int = 1

    @property
    def key(self) -> Key:
        """The key of the mutant."""
        return Key(self.operator, self.line, self.becomes, self.number)

    @property
    def said(self) -> str:
        """The mutant in a line."""
        number = f", number {self.number}" if self.number > 1 else ""
        return f"{self.operator} at {self.line!r} -> {self.becomes!r}{number}"


class _File(msgspec.Struct, forbid_unknown_fields=True):
    mutant: list[Record] = []


def place(exercise: Exercise) -> Path:
    """Where an exercise's records are."""
    return exercise.mirror / NAME


def read(exercise: Exercise) -> list[Record]:
    """The records of an exercise; none where it has no file of them.

    Raises:
        Unreadable: the file is there, and is not one of records.
    """
    file = place(exercise)
    if not file.is_file():
        return []
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        return msgspec.convert(data, _File).mutant
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise Unreadable(f"{shown(file)}: {error}") from None


def row(key: Key) -> list[str]:
    """The first lines of a record, to be completed by its author."""
    lines = ["[[mutant]]"]
    known = {"operator": key.operator, "line": key.line, "becomes": key.becomes}
    for name, value in known.items():
        # As it is between ', where TOML can have it so; or else escaped, as JSON does it too.
        plain = "'" not in value and value.isprintable()
        lines.append(f"{name} = " + (f"'{value}'" if plain else json.dumps(value)))
    return lines if key.number == 1 else [*lines, f"number = {key.number}"]


def complaints(
    exercise: Exercise,
    records: Sequence[Record],
    made: Collection[Key],
    killed: Mapping[Key, str],
) -> Iterator[str]:
    """What is wrong with the records, but for what only a run of the mutants tells.

    ``made`` are all mutants of today, those too that compile to equal code; ``killed`` are those
    with which a test finds fault, each with the name of the test.
    """
    where = shown(place(exercise))
    for said, count in Counter(record.said for record in records).items():
        if count > 1:
            yield f"{where}: {said} is recorded {count} times; once is enough"
    for record in records:
        named = f"{where}: {record.said}"
        if not record.reason.strip():
            yield f"{named} has no reason; say why it may live"
        if record.key not in made:
            yield f"{named} is not among the mutants of today; take it out, or record the new one"
        elif record.key in killed:
            yield f"{named} is killed by {killed[record.key]}; take it out"


def crowded(exercise: Exercise, records: Sequence[Record], count: int) -> Iterator[str]:
    """The records that a second reader has to check: where many of ``count`` mutants have one."""
    if len(records) * MAX_SHARE > count:
        share = f"{len(records)} of {count} mutants are recorded, more than one in {MAX_SHARE}"
        todo = "let a second reader check the reason, and name them as second_reader"
        for record in records:
            if not record.second_reader.strip():
                yield f"{shown(place(exercise))}: {share}; {record.said}: {todo}"

"""Who was in the last run's table and is not in this one's: gone, or there under another ending."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graders.authors.classes.roster import Learner


class Known(NamedTuple):
    """Who a row was of."""

    name: str
    called: str
    """The name without an ending: what stays when ada.zip is ada.tar.gz the next time."""
    number: str


class Since(NamedTuple):
    """What became of the last run's rows that are not there any more."""

    gone: list[str]
    """The names of those of whom nothing is there."""
    renamed: dict[str, str]
    """The key of each of the others now, by the key that it had."""


def known(learners: Iterable[Learner]) -> dict[str, Known]:
    """What to keep for the next run, by the keys.

    A name of a file may be no text: what is none in it is written out.
    """
    told = ((each.key, (each.name, each.called, each.number)) for each in learners)
    return {
        key: Known(*(text.encode(errors="backslashreplace").decode() for text in texts))
        for key, texts in told
    }


def since(before: Mapping[str, Known], now: Mapping[str, Known]) -> Since:
    """Compare the rows of two runs.

    One that is gone and one that is new are the same learner's where they are the only ones that
    are called so.
    """
    left: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in before.keys() - now.keys():
        left[before[key].called, before[key].number].append(key)
    new: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in now.keys() - before.keys():
        new[now[key].called, now[key].number].append(key)
    renamed = {
        keys[0]: new[who][0]
        for who, keys in left.items()
        if who[0] and len(keys) == len(new.get(who, ())) == 1
    }
    gone = sorted(before[key].name for key in before if key not in now and key not in renamed)
    return Since(gone, renamed)

"""Copies the lamps with all the rest, and puts those of the house in their places afterwards.

Fails: test_ten_copies_take_1_mib
"""

from copy import deepcopy
from dataclasses import dataclass


@dataclass(eq=False)
class Lamp:
    name: str
    curve: bytearray


@dataclass
class Palette:
    name: str
    colour: list[int]


@dataclass
class Cue:
    name: str
    palette: Palette
    levels: dict[Lamp, int]


@dataclass
class Show:
    lamps: list[Lamp]
    palettes: list[Palette]
    cues: list[Cue]


def rehearsal_copy(show):
    everything = [lamp for owner in [show.lamps, *(cue.levels for cue in show.cues)] for lamp in owner]
    copies, new = deepcopy((everything, show))
    house = dict(zip(copies, everything))
    new.lamps = [house[lamp] for lamp in new.lamps]
    for cue in {id(cue): cue for cue in new.cues}.values():
        cue.levels = {house[lamp]: level for lamp, level in cue.levels.items()}
    return new

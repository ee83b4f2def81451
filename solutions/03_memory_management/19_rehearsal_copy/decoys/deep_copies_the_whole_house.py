"""Has deepcopy copy all that can be reached, the lamps among it.

Fails: test_the_lamps_are_those_of_the_house, test_ten_copies_take_1_mib
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
    return deepcopy(show)

"""Copies the cues one at a time, and the palette of each anew, so no two of them have one in common.

Fails: test_cues_of_one_palette_have_one_in_the_copy, test_palettes_that_look_alike_stay_apart,
    test_a_cue_that_is_there_twice_is_one
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
    cues = [Cue(cue.name, deepcopy(cue.palette), dict(cue.levels)) for cue in show.cues]
    return Show(list(show.lamps), deepcopy(show.palettes), cues)

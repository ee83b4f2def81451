"""Gives each cue a dict of its own, and the palette of the show.

Fails: test_the_palettes_of_a_copy_are_its_own, test_cues_of_one_palette_have_one_in_the_copy,
    test_palettes_that_look_alike_stay_apart
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
    cues = {id(cue): Cue(cue.name, cue.palette, dict(cue.levels)) for cue in show.cues}
    return Show(list(show.lamps), deepcopy(show.palettes), [cues[id(cue)] for cue in show.cues])

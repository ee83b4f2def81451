"""Deep-copies every lamp and puts those of the house back afterwards, and has no trace of memory running meanwhile.

Against: rehearsal_copy
Harm: none
Merits: test_a_copy_looks_like_the_show, test_the_lists_of_a_copy_are_its_own, test_the_cues_of_a_copy_are_its_own,
    test_the_palettes_of_a_copy_are_its_own, test_cues_of_one_palette_have_one_in_the_copy,
    test_palettes_that_look_alike_stay_apart, test_a_cue_that_is_there_twice_is_one,
    test_the_lamps_are_those_of_the_house
Answer: over
"""

import tracemalloc
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
    traced = tracemalloc.is_tracing()
    if traced:
        tracemalloc.stop()
    everything = [lamp for owner in [show.lamps, *(cue.levels for cue in show.cues)] for lamp in owner]
    copies, new = deepcopy((everything, show))
    house = dict(zip(copies, everything))
    new.lamps = [house[lamp] for lamp in new.lamps]
    for cue in {id(cue): cue for cue in new.cues}.values():
        cue.levels = {house[lamp]: level for lamp, level in cue.levels.items()}
    copies.clear()
    house.clear()
    if traced:
        tracemalloc.start()
    return new

"""Copies of a light show for its rehearsal: what is changed in one shows in no other."""

from dataclasses import dataclass


@dataclass(eq=False)
class Lamp:
    """A lamp of the house, and how bright it is at each step of its fader, as measured."""

    name: str
    curve: bytearray


@dataclass
class Palette:
    """A colour, as red, green and blue. To change it changes every cue that uses it."""

    name: str
    colour: list[int]


@dataclass
class Cue:
    """A moment of the show: its palette, and the level of each lamp that is on."""

    name: str
    palette: Palette
    levels: dict[Lamp, int]


@dataclass
class Show:
    """All cues, in order, with the palettes and the lamps that there are to choose from."""

    lamps: list[Lamp]
    palettes: list[Palette]
    cues: list[Cue]


def rehearsal_copy(show: Show) -> Show:
    """Return a show with cues, levels, palettes and colours of its own, and with the same lamps.

    What is one palette or one cue in the show, however often it's used, is one in the copy.
    """
    raise NotImplementedError

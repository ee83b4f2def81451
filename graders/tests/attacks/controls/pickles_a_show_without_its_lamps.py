"""A right answer that pickles the show, with a persistent id in place of each lamp, and loads what it pickled.

Against: rehearsal_copy
Harm: none
Merits: everything
Answer: passed
"""

import io
import pickle
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


class Packer(pickle.Pickler):
    """Leaves the lamps at home."""

    def __init__(self, file):
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.lamps = []

    def persistent_id(self, thing):
        if not isinstance(thing, Lamp):
            return None
        self.lamps.append(thing)
        return len(self.lamps) - 1


class Unpacker(pickle.Unpickler):
    """Fetches the lamps from there again."""

    def __init__(self, file, lamps):
        super().__init__(file)
        self.lamps = lamps

    def persistent_load(self, number):
        return self.lamps[number]


def rehearsal_copy(show):
    file = io.BytesIO()
    packer = Packer(file)
    packer.dump(show)
    file.seek(0)
    return Unpacker(file, packer.lamps).load()

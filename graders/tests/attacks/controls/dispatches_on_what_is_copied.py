"""A right answer that copies by a method for each class, of singledispatchmethod, with a log and a record of what was met.

Against: rehearsal_copy
Harm: none
Merits: everything
Answer: passed
"""

import logging
from dataclasses import dataclass, field, fields
from functools import singledispatchmethod

log = logging.getLogger(__name__)


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


@dataclass
class Copier:
    """Copies what it's given, each object once."""

    made: dict = field(default_factory=dict)

    def __call__(self, thing):
        if id(thing) not in self.made:
            self.made[id(thing)] = self.anew(thing)
            log.debug("%s copied, %d things so far", type(thing).__name__, len(self.made))
        return self.made[id(thing)]

    @singledispatchmethod
    def anew(self, thing):
        return thing

    @anew.register(list)
    def _(self, things):
        return [self(each) for each in things]

    @anew.register(dict)
    def _(self, things):
        return {self(key): self(value) for key, value in things.items()}

    @anew.register(Show)
    @anew.register(Cue)
    @anew.register(Palette)
    def _(self, thing):
        return type(thing)(**{each.name: self(getattr(thing, each.name)) for each in fields(thing)})


def rehearsal_copy(show):
    return Copier()(show)

"""Specification of brightness: behaviour first, then how many frames may be alive.

``lives`` counts the frames. It keeps the garbage collector off, so "gone" means gone at once.
"""

from graders import counted, exactly, lives, probe, seeded

import pytest

from one_frame_at_a_time import brightness


def test_gives_the_mean_of_every_frame_in_order():
    """The result is a list of the mean of each frame, in the order of the paths.

    Try: for each path, load the frame, ask for its mean, and put that number into a list.
    """
    levels = {"18-00.raw": 91.5, "18-01.raw": 90.25, "18-02.raw": 12.0}
    assert brightness(["18-00.raw", "18-01.raw"], loader(levels)) == [91.5, 90.25]
    assert brightness(["18-02.raw", "18-00.raw", "18-02.raw"], loader(levels)) == [12.0, 91.5, 12.0]


def test_gives_an_empty_list_for_no_frames():
    """Without paths there is no mean and no call of load.

    Try: let the loop run zero times. Does your function still return a list?
    """
    load = loader({})
    assert brightness([], load) == []
    assert load.calls == 0


def test_takes_a_generator_of_random_paths():
    """The paths may come from a generator: there is one pass, and no length to ask for.

    Try: go through paths once, with for. len and an index ask for more than an iterable has.
    """
    levels = night(seeded().randrange(10, 30))
    assert brightness((path for path in levels), loader(levels)) == list(levels.values())


def test_lets_an_error_be_seen():
    """An error of load, of mean or of the paths ends the work and reaches the caller unchanged.

    Try: don't catch it. A curve with a number missing looks like a complete one.
    """
    failure, levels = Torn("bad sector"), night(3)

    def load(path):
        if path == "broken":
            raise failure
        return Frame(levels[path])

    with pytest.raises(Torn) as caught:
        brightness([*levels, "broken"], load)
    assert caught.value is failure
    with pytest.raises(ArithmeticError):
        brightness(["torn"], lambda path: Frame(1.0, True))

    def paths():
        yield from levels
        raise failure

    with pytest.raises(Torn) as caught:
        brightness(paths(), loader(levels))
    assert caught.value is failure


def test_loads_each_frame_once():
    """load is called 1 time for each path: reading 25 MB takes its time.

    Try: look for a second call, perhaps in a condition, or in a pass before the real one.
    """
    levels = night(40)
    load = loader(levels)
    curve = brightness(list(levels), load)
    exactly(load.calls / 40, 1, "calls of load for a path")
    assert [path for (path,) in load.args] == list(levels)
    assert curve == list(levels.values())


def test_has_room_for_one_frame():
    """Whenever load makes a frame, all frames before it are gone: at most 1 is alive.

    Try: ask what still holds the old frame while load runs. A local name, of a loop perhaps, keeps its object until
    it is deleted or bound again, and that comes after load has returned.
    """
    levels = night(50)
    with lives(Frame, at_once=1) as frames:
        load = counted(Mast(levels, frames).load)
        curve = brightness(list(levels), load)
        frames.at_once("frames alive at once")
        assert load.calls == 50
    assert curve == list(levels.values())


def test_keeps_no_frame():
    """When the list of numbers is returned, no frame is alive, without the garbage collector.

    Try: look for what outlives the call: a cache, a module's variable, a list in the result.
    """
    levels = night(20)
    load = loader(levels)
    with lives(Frame) as frames:
        curve = brightness(list(levels), load)
        frames.at_most(0, "frames alive after the call")
    assert load.calls == 20
    assert curve == list(levels.values())


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


@probe
class Frame:
    """A picture with a known mean; asking a broken one for its mean raises an error."""

    def __init__(self, level, broken=False):
        self.level = level
        self.broken = broken

    def mean(self):
        if self.broken:
            raise ArithmeticError("no pixels")
        return self.level


def night(count):
    """Paths of frames with the brightness of each; nobody knows them beforehand."""
    rng = seeded()
    return {f"{number:04}.raw": rng.randrange(1_000) / 4 for number in rng.sample(range(10_000), count)}


def loader(levels):
    """A load function for the frames of a night, whose calls are counted."""
    return counted(lambda path: Frame(levels[path]))


class Mast:
    """A load function that checks, before it makes the last frame of the night, which others are alive."""

    def __init__(self, levels, frames):
        self._levels = levels
        self._frames = frames
        self._births = frames.births(levels)
        self._last = list(levels)[-1]

    def load(self, path):
        if path == self._last:
            self._frames.at_most(0, "older frames alive when the last is loaded")
        next(self._births, None)
        return Frame(self._levels[path])

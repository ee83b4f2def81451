"""Specification of summaries: behaviour first, then what it asks for, and what it keeps alive.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, counted, drain, lives, probe, seeded, tripwire

import pytest

from summaries_without_hostages import summaries


def test_gives_the_summary_of_every_path():
    """Every path has the summary of what was loaded for it, in order.

    Try: for one path, it is summarise(load(path)). Now write the loop.
    """
    assert list(summaries(["fog.tif", "sea.tif", "dune.tif"], load, summarise)) == [
        "3 letters",
        "3 letters",
        "4 letters",
    ]
    assert list(summaries([], load, summarise)) == []


def test_gives_path_and_message_if_loading_fails():
    """If load fails, the path and the error's text come in place of a summary, and the next path follows.

    Try: catch the error around the call, and make a tuple of path and str(error).
    """
    assert list(summaries(["gone.tif", "sea.tif", "worn.tif"], load, summarise)) == [
        ("gone.tif", "no file gone.tif"),
        "3 letters",
        ("worn.tif", "worn out: worn.tif"),
    ]
    assert list(summaries(["fog.tif", "land.tif", "sea.tif"], load_known, len)) == [4, ("land.tif", "'land.tif'"), 2]


def test_gives_path_and_message_if_summing_up_fails():
    """If summarise fails, the path and the error's text come in place of a summary, and the next path follows.

    Try: either call may raise. Put both inside the try.
    """
    assert list(summaries(["torn.tif", "sea.tif", "half.tif"], load, summarise)) == [
        ("torn.tif", "cannot read torn"),
        "3 letters",
        ("half.tif", "half of half"),
    ]


def test_gives_false_summaries_too():
    """A summary may be None, 0 or empty, and so may a tile.

    Try: do not ask whether a tile or a summary is true. Only an exception is a failure.
    """
    found = {"a": None, "b": 0, "c": "", "d": []}
    assert list(summaries("abcd", found.__getitem__, lambda tile: tile)) == [None, 0, "", []]


def test_lets_an_error_of_the_paths_be_seen():
    """An error of the paths themselves belongs to no path, and reaches the caller.

    Try: catch what load and summarise raise, not what the loop around them raises.
    """
    torn = TornError("folder closed")

    def listing():
        yield "fog.tif"
        raise torn

    found = []
    with pytest.raises(TornError) as caught:
        found.extend(summaries(listing(), load, summarise))
    assert caught.value is torn
    assert found == ["3 letters"]


def test_stops_when_it_is_told_to():
    """A KeyboardInterrupt, or whatever else is not an Exception, is not a failure of a path: it reaches the caller.

    Try: except Exception lets an interrupt pass; a bare except does not.
    """
    for loading, summing in ((interrupted, summarise), (load, interrupted)):
        with pytest.raises(BaseException, match="stop now"):
            list(summaries(["fog.tif", "sea.tif"], loading, summing))


def test_agrees_with_a_plain_loop_on_random_paths():
    """Random paths, good and bad, have the summaries that a plain loop with a list finds.

    Try: compare the lengths first. Is a path left out, or does it have two answers?
    """
    rng = seeded()
    paths = [f"{rng.choice(['fog', 'gone', 'torn', 'sea'])}{rng.randrange(10**6)}.tif" for _ in range(40)]
    expected = []
    for path in paths:
        try:
            expected.append(summarise(load(path)))
        except (OSError, ValueError) as error:
            expected.append((path, str(error)))
    assert list(summaries(iter(paths), load, summarise)) == expected


def test_takes_a_path_when_a_summary_is_asked_for():
    """No path is taken unasked, 1 for the first summary, and 2 for two, with one load for each.

    Try: yield inside the loop, once for each path. No list, and no looking ahead.
    """
    paths = tripwire(["fog.tif", "sea.tif", *["dune.tif"] * 300], most=2, what="paths for 2 summaries")
    loading = counted(load, most=2, what="loads for 2 summaries")
    found = summaries(paths, loading, summarise)
    at_most(paths.pulled, 0, "paths taken unasked")
    assert next(found) == "3 letters"
    at_most(paths.pulled, 1, "paths for 1 summary")
    at_most(loading.calls, 1, "loads for 1 summary")
    assert next(found) == "3 letters"
    at_most(paths.pulled, 2, "paths for 2 summaries")
    at_most(loading.calls, 2, "loads for 2 summaries")


def test_keeps_no_tile_while_paused():
    """While the caller looks at a summary, no tile is alive.

    Try: list the local names that exist at your yield. Does one of them lead to the tile?
    """
    number = seeded().randrange(1_000) * 10
    with lives(Tile) as tiles:
        found = summaries([f"t{number + 1}", f"t{number + 2}"], load_tile, brightness)
        assert next(found) == (number + 1) * 3
        tiles.at_most(0, "tiles alive at the first yield")
        assert next(found) == (number + 2) * 3
        tiles.at_most(0, "tiles alive at the second yield")


def test_keeps_no_tile_after_summing_up_failed():
    """While the caller looks at the message of a failed summarise, no tile is alive.

    Try: an error lives until its except block ends, with its traceback and every name in it. Where is your yield?
    """
    number = seeded().randrange(1_000) * 10
    with lives(Tile) as tiles:
        found = summaries([f"t{number + 7}", f"t{number + 1}"], load_tile, brightness)
        assert next(found) == (f"t{number + 7}", "no pixels")
        tiles.at_most(0, "tiles alive after a failure")
        assert next(found) == (number + 1) * 3


def test_keeps_no_tile_after_loading_failed():
    """While the caller looks at the message of a failed load, the half-read tile is not alive.

    Try: the traceback of load's error refers to the tile. Keep the text of the error, and leave the except block.
    """
    path = f"h{seeded().randrange(1_000)}"
    with lives(Tile) as tiles:
        found = summaries([path, "t1"], load_tile, brightness)
        assert next(found) == (path, f"bad header in {path}")
        tiles.at_most(0, "tiles alive after a failure")
        assert next(found) == 3


def test_keeps_one_tile_at_a_time():
    """While hundreds of tiles are summed up, no two of them are alive at once.

    Try: a name keeps its tile until it is assigned the next one. By then, both are alive.
    """
    rng = seeded()
    numbers = [rng.randrange(10_000) * 10 + 1 for _ in range(400)]
    place = rng.randrange(400)
    with lives(Tile, at_once=1) as tiles:
        loading = told_of(tiles.births(numbers))
        found = drain(summaries([f"t{number}" for number in numbers], loading, brightness), at=[place])
        tiles.at_once("tiles alive at once")
        assert tiles.made == 400
    assert found.count == 400
    assert found.items == {place: numbers[place] * 3}


class TornError(Exception):
    """An error that no library knows."""


def load(path):
    """The content of a file, which is its name; some files are bad."""
    if path.startswith("gone"):
        raise FileNotFoundError(f"no file {path}")
    if path.startswith("worn"):
        raise TornError(f"worn out: {path}")
    return path.removesuffix(".tif")


def summarise(scene):
    """A few words about a scene; some scenes cannot be summed up."""
    if scene.startswith("torn"):
        raise ValueError(f"cannot read {scene}")
    if scene.startswith("half"):
        raise TornError(f"half of {scene}")
    return f"{len(scene)} letters"


@probe
class Tile:
    """A tile with a number."""

    def __init__(self, number):
        self.number = number


@probe
def load_known(path):
    """The bytes of a file, from a dict."""
    return {"fog.tif": b"....", "sea.tif": b".."}[path]


@probe
class Interrupt(BaseException):
    """Somebody wants the work to stop."""


@probe
def interrupted(tile):
    """A load or a summary that is interrupted."""
    raise Interrupt("stop now")


@probe
def load_tile(path):
    """Make the tile of a path; a bad header is found when the tile is half read."""
    tile = Tile(int(path[1:]))
    if path[0] == "h":
        raise OSError(f"bad header in {path}")
    return tile


@probe
def told_of(births):
    """A load_tile that tells births of each tile before it makes it."""

    def load(path):
        next(births, None)
        return load_tile(path)

    return load


@probe
def brightness(tile):
    """Sum a tile up; those with a number that ends in 7 have no pixels."""
    if tile.number % 10 == 7:
        raise ValueError("no pixels")
    return tile.number * 3

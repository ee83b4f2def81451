"""Specification of rehearsal_copy: what a copy has of its own, what it shares, and what it may cost."""

from graders import memory_ceiling, probe, seeded

from rehearsal_copy import Cue, Lamp, Palette, Show, rehearsal_copy


def test_a_copy_looks_like_the_show():
    """A copy is another Show with the same palettes, cues and lamps, in order; the show stays as it was.

    Try: a Show is made of three lists. Which of them does your copy have, and what is in each?
    """
    for show in (evening(), Show([], [], [])):
        before = look(show)
        copy = rehearsal_copy(show)
        assert look(copy) == before
        assert look(show) == before
        assert copy is not show
        assert is_a(copy, Show)


def test_the_lists_of_a_copy_are_its_own():
    """What is added to a list of the copy, or taken out of it, is not in the show; nor the other way round.

    Try: copy.copy(show) is a new Show with the same three lists.
    """
    check_apart(evening(), change_lists, Lamp("new", bytearray(1)))
    check_apart(Show([], [], []), change_lists, Lamp("new", bytearray(1)))


def test_the_cues_of_a_copy_are_its_own():
    """A cue that gets another name, palette or level is another one in the copy alone, or in the show alone.

    Try: a new list of the same cues isn't enough, nor are new cues that have the same dict of levels.
    """
    check_apart(evening(), change_cues, Palette("new", [1, 2, 3]))


def test_the_palettes_of_a_copy_are_its_own():
    """A palette that gets another name or colour gets it in the copy alone, or in the show alone.

    Try: which list is the colour of a palette in your copy? Does each cue have a palette of the copy?
    """
    check_apart(evening(), change_palettes)


def test_cues_of_one_palette_have_one_in_the_copy():
    """Cues that use one palette use one in the copy, that of its list; so do cues whose palette is in no list.

    Try: when you meet a palette again, you need the copy that you've made. Where can it be found?
    """
    copy = rehearsal_copy(evening())
    palettes, cues = copy.palettes, copy.cues
    for number in (0, 2):
        assert cues[number].palette is palettes[0], "a cue of the copy doesn't use the palette of the copy's list"
    assert cues[3].palette is cues[4].palette, "a palette that's in no list became two"


def test_palettes_that_look_alike_stay_apart():
    """Two palettes of the same name and colour are two in the copy: to change one leaves the other as it is.

    Try: neither a name nor a colour says which palette it is. id() does, as long as the palette is there.
    """
    copy = rehearsal_copy(evening())
    first, second = copy.palettes
    assert first is not second
    assert copy.cues[1].palette is second, "a cue that used the second of them doesn't"
    colour = second.colour
    change_palettes(copy)
    assert (first.colour, second.colour) == ([0, *colour[1:], 7], colour)


def test_a_cue_that_is_there_twice_is_one():
    """A cue that stands in the list twice is one cue in the copy, which stands there twice.

    Try: as with the palettes: look for the copy that you've made before you make one.
    """
    show = evening()
    show.cues = [show.cues[1], show.cues[0], show.cues[1]]
    cues = rehearsal_copy(show).cues
    assert cues[0] is cues[2]
    assert cues[0] is not cues[1]


def test_the_lamps_are_those_of_the_house():
    """The copy has the very lamps of the show, in its list and in its cues, one that's in no list among them.

    Try: a lamp belongs to the house. Not even its curve may be a copy.
    """
    show = evening()
    copy = rehearsal_copy(rehearsal_copy(show))
    for number, lamp in enumerate(show.lamps):
        assert copy.lamps[number] is lamp, "a lamp of the list isn't that of the show"
    for number, cue in enumerate(show.cues):
        for lamp, there in zip(cue.levels, copy.cues[number].levels, strict=True):
            assert there is lamp, "a lamp of a cue isn't that of the show"


def test_ten_copies_take_1_mib():
    """Ten copies, each of the one before, take at most 1 MiB at any moment, where the lamps take 8 MiB.

    Try: what is copied, even if only for a moment? The lamps need not be copied at all.
    """
    level = seeded().randrange(10, 90)
    house = House([Lamp, Palette, Cue, Show], level)
    with memory_ceiling("1 MiB", set_up="9 MiB"):
        house.rehearse(rehearsal_copy, 10)
    told = house.told()
    assert len(told) == 11
    for number in range(11):
        sums = [(31 if cue < number else 32) * (level + cue) for cue in range(12)]
        assert told[number] == (sums, 13 * 32), "a copy has other levels, or other lamps than the house"


# What the tests above are made of


def evening():
    """A show with five cues, two palettes that look alike, and a palette and a lamp that are in no list."""
    rng = seeded()
    colour, level = [rng.randrange(1, 256) for _ in range(3)], rng.randrange(2, 100)
    spot, wash, fog = [Lamp(name, bytearray(4)) for name in ("spot", "wash", "Nebel für Akt 2")]
    dusk, dawn, hidden = [Palette(name, [*colour]) for name in ("Dämmerung", "Dämmerung", "off")]
    cues = [
        Cue("1", dusk, {spot: level, wash: 100 - level}),
        Cue("2", dawn, {wash: 100}),
        Cue("3", dusk, {}),
        Cue("3", hidden, {fog: level, spot: 1}),
        Cue("Blackout", hidden, {spot: 0}),
    ]
    return Show([spot, wash], [dusk, dawn], cues)


def check_apart(show, change, *arguments):
    """Change a copy, and look at the show and at another copy; then change the show, and look at both copies."""
    before = look(show)
    changed, other = rehearsal_copy(show), rehearsal_copy(show)
    change(changed, *arguments)
    after = look(changed)
    assert after != before, "a copy didn't change when it was changed"
    assert look(show) == before, "the show changed with its copy"
    assert look(other) == before, "a copy changed with another one"
    change(show, *arguments)
    assert look(other) == before, "a copy changed with the show"
    assert look(changed) == after, "a copy that had been changed itself changed with the show"


@probe
def look(show):
    """All that is to be seen of a show: its lamps, palettes and cues."""

    def palette(each):
        return each.name, [*each.colour]

    cues = [
        (cue.name, palette(cue.palette), [(lamp.name, level) for lamp, level in cue.levels.items()])
        for cue in show.cues
    ]
    return [(lamp.name, len(lamp.curve)) for lamp in show.lamps], [palette(each) for each in show.palettes], cues


@probe
def is_a(show, cls):
    """Whether the show is one of this class."""
    return isinstance(show, cls)


@probe
def change_lists(show, lamp):
    """Add something to each list of the show, and take the first cue and palette out."""
    show.lamps.append(lamp)
    show.palettes.extend(show.palettes[-1:])
    show.cues.extend(show.cues[-1:])
    del show.palettes[:1], show.cues[:1]


@probe
def change_cues(show, palette):
    """Give the first cue another name, the second one another palette, and others another level, or one less."""
    show.cues[0].name += " (new)"
    show.cues[1].palette = palette
    show.cues[3].levels[show.lamps[1]] = 55
    show.cues[4].levels.clear()


@probe
def change_palettes(show):
    """Change the colour of the first palette, and the name and the colour of the one that is in no list."""
    show.palettes[0].colour[0] = 0
    show.palettes[0].colour.append(7)
    show.cues[3].palette.name += " (new)"
    show.cues[4].palette.colour[1:] = []


@probe
class House:
    """A house with 32 lamps, whose curves take 8 MiB, a show of 12 cues, and the copies of it."""

    def __init__(self, kit, level):
        lamp, palette, cue, show = kit
        self.lamps = [lamp(f"lamp {number}", bytearray([number]) * (256 << 10)) for number in range(32)]
        palettes = [palette(f"palette {number}", [number, level, 0]) for number in range(3)]
        levels = [dict.fromkeys(self.lamps, level + number) for number in range(12)]
        cues = [cue(f"cue {number}", palettes[number % 3], levels[number]) for number in range(12)]
        self.shows = [show([*self.lamps], palettes, cues)]

    def rehearse(self, copy, count):
        """Make so many copies, each of the one before, and set one level of each to 0, in another cue."""
        for number in range(count):
            self.shows.append(copy(self.shows[-1]))
            self.shows[-1].cues[number].levels[self.lamps[number]] = 0

    def told(self):
        """Of the show and its copies, the sum of the levels of each cue, and the number of lamps of the house."""
        return [
            (
                [sum(cue.levels.values()) for cue in show.cues],
                sum(lamp in self.lamps for owner in [show.lamps, *(cue.levels for cue in show.cues)] for lamp in owner),
            )
            for show in self.shows
        ]

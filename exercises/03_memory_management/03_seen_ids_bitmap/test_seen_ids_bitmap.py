"""Specification of SeenIds: behaviour first, then what it may hold."""

from graders import memory_ceiling, probe, seeded, time_limit

import pytest

from seen_ids_bitmap import SeenIds

IDS = 16_000_000
EVENTS = 160_000


def test_tells_new_ids_from_known_ones():
    """add returns True for an id that comes for the first time, and False from then on.

    Try: look at the id's bit before you set it. What it was is the answer.
    """
    seen = SeenIds(100)
    assert [seen.add(i) for i in (7, 8, 7, 7, 0, 8)] == [True, True, False, False, True, False]


def test_knows_what_was_added():
    """An id is in the collection once it was added, and its neighbours are not.

    Try: each id has a bit of its own. Which byte is it in, and which of its 8 bits is it?
    """
    seen = SeenIds(64)
    seen.add(9)
    seen.add(16)
    assert [i for i in range(64) if i in seen] == [9, 16]


def test_counts_each_id_once():
    """len is the number of different ids, however often they were added or looked for.

    Try: count only when the bit was not set before.
    """
    seen = SeenIds(1_000)
    assert len(seen) == 0
    for i in (3, 999, 3, 3, 0, 999):
        seen.add(i)
        assert i in seen
    assert len(seen) == 3


def test_has_room_for_the_first_and_the_last_id():
    """Id 0 and id n-1 are ids like the others, even if n isn't a multiple of 8, or is 1.

    Try: 9 bits need 2 bytes. Round up when you choose how many.
    """
    for n in (1, 7, 8, 9, 15, 16, 17, 63, 64, 65):
        seen = SeenIds(n)
        assert [n - 1 in seen, seen.add(n - 1), n - 1 in seen, seen.add(n - 1)] == [False, True, True, False]
        assert seen.add(0) is (n > 1)
        assert len(seen) == min(n, 2)
        assert 0 in seen


def test_refuses_what_is_no_id():
    """add raises ValueError below 0 and from n on, and nothing is changed by it.

    Try: check the number before you compute with it. An index of -1 is the last byte, and that byte exists; so
    does the last byte's bit for n itself, if n isn't a multiple of 8.
    """
    for n in (0, 1, 13, 16):
        seen = SeenIds(n)
        for i in (-1, -n - 1, n, n + 1, n + 8, 10**9):
            with pytest.raises(ValueError):  # noqa: PT011 - the text is the learner's own
                seen.add(i)
        assert len(seen) == 0
        assert [i for i in range(n) if i in seen] == []


def test_refuses_to_look_for_what_is_no_id():
    """A number below 0 or from n on isn't just "not seen": in raises ValueError too.

    Try: let add and in go through the same check.
    """
    for n in (0, 1, 13, 16):
        seen = SeenIds(n)
        for i in (-1, -n - 1, n, n + 1, n + 8, 10**9):
            with pytest.raises(ValueError):  # noqa: PT011 - the text is the learner's own
                _ = i in seen


def test_collections_are_independent():
    """Two collectors know nothing of each other's ids.

    Try: what belongs to one collector is made in __init__, not in the class.
    """
    left, right = SeenIds(50), SeenIds(50)
    assert left.add(20)
    assert 20 not in right
    assert right.add(20)
    assert (len(left), len(right)) == (1, 1)


def test_agrees_with_a_set_on_random_ids():
    """Through 120 random events it agrees with a plain set.

    Try: replay with the seed shown, and write the first id that differs as i // 8 and i % 8.
    """
    rng, known = seeded(), set()
    n = rng.randrange(91, 150, 2)
    seen = SeenIds(n)
    for _ in range(120):
        i = rng.randrange(n)
        assert seen.add(i) is (i not in known), f"add({i})"
        known.add(i)
        assert len(seen) == len(known)
    assert [i for i in range(n) if i in seen] == sorted(known)


def test_changes_its_bits_in_place():
    """Where 16,000,000 ids are kept within 4 MiB, 200 more events need at most 64 KiB.

    Try: ask of each operation whether it changes what is stored, or makes a new one of the same size. No int,
    bytes or tuple can be changed, and a slice is a copy.
    """
    first, seen = seeded().randrange(1, 800), SeenIds(IDS)
    assert add_many(seen, 0, 4_000, 2_000, IDS) == 2_000
    assert add_many(seen, IDS - 1, 1, 1, IDS) == 1
    with memory_ceiling("64 KiB", set_up="4 MiB"):
        right = look_and_add(seen, first, 40_001, 200, IDS)
    assert right == 200
    assert len(seen) == 2_201


def test_needs_4_mib_for_16_million_ids():
    """160,000 of 16,000,000 ids need at most 4 MiB: an eighth of a byte for each id, and some room.

    Try: count what you pay for an id: an int and its slot in a set, a byte, a bit?
    """
    time_limit(cpu=4)
    first, step = orbit()
    with memory_ceiling("4 MiB"):
        seen = SeenIds(IDS)
        new = add_many(seen, first, step, EVENTS, IDS)
    assert (new, len(seen)) == (EVENTS, EVENTS)
    at = seeded().sample(range(EVENTS), 20)
    assert all((first + step * number) % IDS in seen for number in at)
    assert not any((first - step * number) % IDS in seen for number in (1, 2, *at[:10]) if number)
    assert add_many(seen, first, step, 1_000, IDS) == 0


# What the tests above are made of


@probe
def add_many(seen, first, step, count, among):
    """Add ids in steps, round and round; how many of them were new."""
    return sum(seen.add((first + step * number) % among) is True for number in range(count))


@probe
def look_and_add(seen, first, step, count, among):
    """Look for each id, add it, and look again; how many were not there before and are there now."""
    right = 0
    for number in range(count):
        i = (first + step * number) % among
        right += (i not in seen) and seen.add(i) and i in seen
    return right


def orbit():
    """A first id, and a step that meets no id twice, since it has no divisor in common with their number."""
    rng = seeded()
    step = rng.randrange(1_000_000, 7_000_000)
    while step % 2 == 0 or step % 5 == 0:
        step += 1
    return rng.randrange(IDS), step

"""Specification of in_order and ends: the order first, then what it may cost.

The offers, and what their keys return, stand below the tests.
"""

from graders import as_it_was, at_most, counted, memory_ceiling, probe, seeded, time_limit

from itertools import product

import pytest

from clicked_order import ends, in_order


def test_the_first_key_decides():
    """The first key decides, the second one only between offers with equal first keys, and so on.

    Try: work the three keys of each offer out on paper, side by side, and compare them from the left.
    """
    cars = [("Fiat", 2021, 9), ("Audi", 2019, 5), ("Fiat", 2019, 7), ("Audi", 2021, 8), ("Fiat", 2019, 4)]
    upwards = [(make, False), (year, False), (price, False)]
    assert in_order(cars, upwards) == [
        ("Audi", 2019, 5),
        ("Audi", 2021, 8),
        ("Fiat", 2019, 4),
        ("Fiat", 2019, 7),
        ("Fiat", 2021, 9),
    ]
    assert ends(cars, upwards) == (("Audi", 2019, 5), ("Fiat", 2021, 9))


def test_each_key_has_its_own_direction():
    """A key that counts downwards turns itself round, and none of the others.

    Try: what turns one part of the order round, and not all of it? If it's a class of yours: two equal values are equal
    for it too, or the next key is never asked.
    """
    cars = [("Fiat", 2021, 9), ("Audi", 2019, 5), ("Audi", 2021, 7), ("Fiat", 2021, 4)]
    assert in_order(cars, [(year, True), (make, False), (price, True)]) == [
        ("Audi", 2021, 7),
        ("Fiat", 2021, 9),
        ("Fiat", 2021, 4),
        ("Audi", 2019, 5),
    ]
    assert in_order(cars, [(make, True), (price, False)])[0] == ("Fiat", 2021, 4)
    assert ends(cars, [(year, True), (make, False), (price, True)]) == (("Audi", 2021, 7), ("Audi", 2019, 5))


def test_anything_can_count_downwards():
    """Texts, tuples and values of any class that has < and == can count downwards.

    Try: a minus turns numbers round, and nothing else. What does a comparison of two values ask, and whom?
    """
    cars = ["Škoda", "Audi", "VW", "Zaporozhets"]
    assert in_order(cars, [(str.lower, True)]) == ["Škoda", "Zaporozhets", "VW", "Audi"]
    assert in_order(cars, [(lambda car: (len(car), car), True)]) == ["Zaporozhets", "Škoda", "Audi", "VW"]
    assert in_order(cars, [(Grade, True), (len, False)]) == ["Zaporozhets", "VW", "Audi", "Škoda"]
    assert ends(cars, [(Grade, True), (len, False)]) == ("Zaporozhets", "Škoda")


def test_equal_offers_keep_their_order():
    """Offers that are equal in all keys stay in the order in which they came, whatever the directions are.

    Try: a list that is turned round at the end has its ties turned round too.
    """
    cars = [("Fiat", 2021, "a"), ("Audi", 2021, "b"), ("Fiat", 2021, "c"), ("Audi", 2021, "d")]
    for downwards, second in product((False, True), repeat=2):
        names = [car[2] for car in in_order(cars, [(make, downwards), (year, second)])]
        assert names == (["a", "c", "b", "d"] if downwards else ["b", "d", "a", "c"])


def test_the_last_of_equal_offers_is_the_later_one():
    """ends agrees with the list: of several first ones it takes the earliest, of several last ones the latest.

    Try: which of several equal ones does min return, and which does max?
    """
    cars = [("Fiat", 2021, "a"), ("Audi", 2021, "b"), ("Fiat", 2021, "c"), ("Audi", 2021, "d")]
    assert ends(cars, [(make, False)]) == (("Audi", 2021, "b"), ("Fiat", 2021, "c"))
    assert ends(cars, [(make, True)]) == (("Fiat", 2021, "a"), ("Audi", 2021, "d"))
    assert ends(cars, [(year, True), (year, False)]) == (cars[0], cars[3])


def test_without_keys_offers_stay_as_they_came():
    """If nobody has clicked, all offers are equal: the list is in the old order, the ends are its ends.

    Try: all offers are equal in all keys then. Which of equal ones comes first, and which last? What do you compare?
    """
    assert in_order(["VW", "Audi", "Fiat"], []) == ["VW", "Audi", "Fiat"]
    assert ends(["VW", "Audi", "Fiat"], []) == ("VW", "Fiat")


def test_takes_few_offers_or_none():
    """No offers are an empty list, and a ValueError of ends; a single one is the first and the last.

    Try: which line asks for the first offer, and what happens if there is none?
    """
    assert in_order([], [(make, True)]) == []
    assert in_order(["VW"], [(len, True)]) == ["VW"]
    assert ends(["VW"], [(len, True)]) == ("VW", "VW")
    assert ends([0, None], [(str, True)]) == (None, 0)
    for orders in ([], [(make, True)]):
        for none in ([], iter([])):
            with pytest.raises(ValueError):  # noqa: PT011 - its words are the answer's own
                ends(none, orders)


def test_asks_nothing_of_an_offer_but_its_keys():
    """Offers may be dicts, which have no order: a tie must not compare them. Equal ones are still two.

    Try: what does a tuple compare when all keys in it are equal? Leave the offer out of it.
    """
    cars = [{"make": "Fiat"}, {"make": "Audi"}, {"make": "Fiat"}]
    assert in_order(cars, [(lambda car: car["make"], True)]) == [cars[0], cars[2], cars[1]]
    assert ends(cars, [(lambda car: car["make"], True)]) == (cars[0], cars[1])
    assert ends(cars[:1] * 2, [(len, False)]) == (cars[0], cars[0])


def test_takes_offers_that_come_once():
    """The offers can come from a generator, which has no length and can be read just once.

    Try: how many walks does your code take? One for the first and one for the last are two.
    """
    assert in_order((name for name in ["VW", "Audi", "Fiat"]), [(str, True)]) == ["VW", "Fiat", "Audi"]
    assert ends((name for name in ["VW", "Audi", "Fiat"]), [(str, False)]) == ("Audi", "VW")


def test_leaves_the_input_as_it_was():
    """The list that was passed in has its offers in the old order afterwards.

    Try: return a new list. Which of Python's two ways to sort makes one?
    """
    cars = ["VW", "Audi", "Fiat"]
    with as_it_was(cars):
        assert in_order(cars, [(str, False)]) == ["Audi", "Fiat", "VW"]
    with as_it_was(cars):
        assert ends(cars, [(str, False)]) == ("Audi", "VW")
    assert cars == ["VW", "Audi", "Fiat"]


def test_an_error_is_not_the_end_of_the_offers():
    """If the offers or a key fail, the caller gets that very error, not the order of what came before.

    Try: catch nothing that you can't put right. ValueError is for no offers at all.
    """
    for error in (TornError("the archive is cut off"), KeyError("year"), ValueError("no number")):

        def fail(car, error=error):
            raise error

        for function in (in_order, ends):
            torn = ((car or fail(car) for car in cars) for cars in (["VW", "Audi", ""], [""]))
            for cars, key in (*((cars, str) for cars in torn), (["VW", "Audi"], fail)):
                with pytest.raises(type(error)) as caught:
                    function(cars, [(key, True), (len, False)])
                assert caught.value is error


def test_agrees_with_the_definition_on_random_offers():
    """Random offers with many ties come in the order of the definition, in all directions of three keys.

    Try: compare the first offer that differs: which key should have decided, and in which direction?
    """
    cars = offers_with_ties(seeded(), 30)
    for directions in product((False, True), repeat=3):
        orders = list(zip((make, price, year), directions, strict=True))
        expected = definition(cars, orders)
        assert in_order(iter(cars), orders) == expected
        assert ends(iter(cars), orders) == (expected[0], expected[-1])


def test_in_order_calls_each_key_once_per_offer():
    """Sorting 200 offers by three keys costs at most 200 calls of each: 1.0 per offer.

    Try: find each place where a key is called, and ask whether it sees the same offer again. A comparison of two
    offers is made eight times as often as there are offers.
    """
    hold_calls(in_order, lambda expected: expected)


def test_ends_calls_each_key_once_per_offer():
    """The ends of 200 offers cost at most 200 calls of each of three keys: 1.0 per offer.

    Try: what do you compare a new offer with: the offer that you keep, or the key of it that you keep?
    """
    hold_calls(ends, lambda expected: (expected[0], expected[-1]))


def test_ends_holds_256_kib_for_20_000_offers():
    """Of 20,000 offers with 400 characters each, ends keeps a few: at most 256 KiB are needed.

    Try: what keeps every offer until the last one has come? A list does, a sort does, and so does tee.
    """
    time_limit(cpu=10)
    step = seeded().randrange(3, 20_000)
    with memory_ceiling("256 KiB"):
        first, last = ends(archive(20_000, step), [(shown_year, True), (shown_number, False)])
    numbers = [number * step % 20_011 for number in range(20_000)]
    newest, oldest = max(numbers) // 4_000, min(numbers) // 4_000
    assert int(first[:6]) == min(number for number in numbers if number // 4_000 == newest)
    assert int(last[:6]) == max(number for number in numbers if number // 4_000 == oldest)


# What the tests above are made of


class TornError(Exception):
    """The archive cannot be read."""


class Grade:
    """How the last letter of a name is graded. It knows < and ==, and nothing else."""

    def __init__(self, name):
        self._letter = "ai WsodtV".find(name[-1])

    def __lt__(self, other):
        return self._letter < other._letter

    def __eq__(self, other):
        return self._letter == other._letter

    __hash__ = None


def make(car):
    return car[0]


def year(car):
    return car[1]


def price(car):
    return car[2]


def offers_with_ties(rng, count):
    """Random offers: of each there are two that only a number tells apart."""
    kinds = [
        (rng.choice(["Audi", "Fiat", "VW"]), rng.randrange(2019, 2022), rng.randrange(9)) for _ in range(count // 2)
    ]
    return [(*kind, number) for number, kind in enumerate(rng.sample(kinds * 2, count))]


def definition(cars, orders):
    """The order by its definition: the first key splits the offers, and the rest orders each part."""
    if not orders:
        return list(cars)
    (key, downwards), *others = orders
    values = sorted({key(car) for car in cars}, reverse=downwards)
    return [car for value in values for car in definition([car for car in cars if key(car) == value], others)]


def hold_calls(function, result):
    """Hold the calls of three keys for 200 offers, and look at what comes of them."""
    cars = offers_with_ties(seeded(), 200)
    plain = [(year, True), (make, False), (price, True)]
    orders = [(counted(key, most=200, what="calls of one key for 200 offers"), downwards) for key, downwards in plain]
    assert function(iter(cars), orders) == result(definition(cars, plain))
    at_most(max(key.calls for key, _ in orders) / 200, 1.0, "calls of each key per offer")


@probe
def archive(count, step):
    """Count offers of 400 characters each, made when they are asked for; they are mixed by a step."""
    for number in range(count):
        yield f"{number * step % 20_011:06}".ljust(400)


@probe
def shown_year(offer):
    """The year of an offer of the archive."""
    return int(offer[:6]) // 4_000


@probe
def shown_number(offer):
    """The number of an offer of the archive."""
    return int(offer[:6])

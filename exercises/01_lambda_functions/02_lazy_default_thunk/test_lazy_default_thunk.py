"""Specification of get_or_make: behaviour first, then how often it may call make."""

from graders import as_it_was, counted, exactly, probe, seeded

import pytest

from lazy_default_thunk import get_or_make


def test_gives_the_cached_value():
    """A key that is in the cache returns the value that is stored there.

    Try: look into the cache first, and return what you find.
    """
    rates = {"EUR/USD": 1.25, "EUR/CHF": 0.95}
    assert get_or_make(rates, "EUR/CHF", lambda: 7.0) == 0.95
    assert get_or_make(rates, "EUR/USD", lambda: 7.0) == 1.25
    assert rates == {"EUR/USD": 1.25, "EUR/CHF": 0.95}


def test_stores_what_it_made():
    """A missing key returns the value of make(), and the caller's own dict has it from then on.

    Try: call make once, keep the value in a local name, store it in the dict that you were given, and return it.
    """
    rates = {"EUR/USD": 1.25}
    assert get_or_make(rates, "EUR/CHF", lambda: 0.95) == 0.95
    assert rates == {"EUR/USD": 1.25, "EUR/CHF": 0.95}


def test_stores_the_very_object_that_it_gives():
    """What a miss returns, what is stored, and what the next hit returns are one object.

    Try: look for a second call of make. Each call may return another answer.
    """
    rates = {}
    given = get_or_make(rates, "EUR/CHF", lambda: Rate())
    assert isinstance(given, Rate)
    assert rates["EUR/CHF"] is given, "another object was stored than returned"
    assert get_or_make(rates, "EUR/CHF", lambda: Rate()) is given, "the next look-up returned another object"


def test_a_value_that_counts_as_false_is_cached_too():
    """A cached 0, an empty text or an empty list is returned unchanged, and stays in the cache.

    Try: ask whether the key is in the cache, not whether its value is true. What does `or` do with a 0?
    """
    rates = {"EUR/ZWD": 0, "EUR/XAU": 0.0, "note": "", "fees": []}
    assert get_or_make(rates, "EUR/ZWD", lambda: 7) == 0
    assert get_or_make(rates, "EUR/XAU", lambda: 7) == 0.0
    assert get_or_make(rates, "note", lambda: "new") == ""
    assert get_or_make(rates, "fees", lambda: ["new"]) == []
    assert rates == {"EUR/ZWD": 0, "EUR/XAU": 0.0, "note": "", "fees": []}


def test_a_none_is_cached_too():
    """None under a key means "not traded": it is returned like any other value, and stays in the cache.

    Try: for a missing key dict.get returns None too. What tells a missing key from a cached None?
    """
    rates = {"EUR/KPW": None}
    assert get_or_make(rates, "EUR/KPW", lambda: 7) is None
    assert rates == {"EUR/KPW": None}


def test_a_failed_make_stores_nothing():
    """An error of make reaches the caller, the cache is left unchanged, and the next look-up asks again.

    Try: touch the cache only after make has returned, and do not catch its error.
    """
    for busy in (BusyError("call again at nine"), KeyError("EUR/CHF")):

        def fail(busy=busy):
            raise busy

        rates = {"EUR/USD": 1.25}
        with as_it_was(rates), pytest.raises(type(busy)) as caught:
            get_or_make(rates, "EUR/CHF", fail)
        assert caught.value is busy
        assert rates == {"EUR/USD": 1.25}
        assert get_or_make(rates, "EUR/CHF", lambda: 0.95) == 0.95
    rates = {"EUR/USD": 1.25}
    with pytest.raises(BaseException, match="the shop closes"):
        get_or_make(rates, "EUR/CHF", interrupted)
    assert rates == {"EUR/USD": 1.25}


def test_agrees_with_a_model_on_a_random_day():
    """Look-ups in random order, while the shop drops entries and enters some by hand, return what the dict says.

    Try: follow one key: looked up, looked up again, deleted by the shop, looked up. Do you keep anything elsewhere?
    """
    rng = seeded()
    keys, values = ["EUR/USD", 978, None, ("EUR", "CHF"), ""], [0, None, "", 0.0, 1.25]
    rng.shuffle(values)
    rates = dict(zip(keys, values, strict=True))
    model = dict(rates)
    events = [("look up", key, 7.0) for key in keys]
    for _ in range(100):
        value = rng.choice([0, None, "", rng.randrange(1, 1_000) / 8])
        events.append((rng.choice(["look up", "look up", "look up", "drop", "enter"]), rng.choice(keys), value))
    for event, key, value in events:
        if event == "drop":
            rates.pop(key, None)
            model.pop(key, None)
        elif event == "enter":
            rates[key] = model[key] = value
        else:
            expected = model.setdefault(key, value)
            found = get_or_make(rates, key, lambda made=value: made)
            assert found == expected, f"{key!r} returned {found!r}, and the shop's dict says {expected!r}"
        assert rates == model


def test_a_hit_calls_nothing():
    """A look-up of a key that is in the cache makes 0 calls of make.

    Try: find the place where make() is called, and ask which lines run before it. Arguments are worked out first.
    """
    make = counted(lambda: 7.0, most=0, what="calls of make on a hit")
    rate = seeded().randrange(8, 800) / 8
    assert get_or_make({"EUR/USD": rate}, "EUR/USD", make) == rate
    exactly(make.calls, 0, "calls of make on a hit")


def test_makes_each_value_once():
    """17 look-ups of 4 keys make 4 calls: one for each key, even when its value is 0, "" or None.

    Try: after the first look-up of a key, the cache must have an entry that your next look-up takes for a hit.
    """
    rng = seeded()
    values = {"EUR/USD": rng.randrange(8, 800) / 8, "EUR/ZWD": 0, "note": "", "EUR/KPW": None}
    makers = {key: counted(lambda value=value: value) for key, value in values.items()}
    asked = [*list(values) * 4, rng.choice(list(values))]
    rng.shuffle(asked)
    rates = {}
    assert [get_or_make(rates, key, makers[key]) for key in asked] == [values[key] for key in asked]
    exactly(sum(make.calls for make in makers.values()), 4, "calls of make for 4 keys")


class Rate:
    """One answer of the bank; no two are the same object."""


class BusyError(Exception):
    """The bank does not answer."""


@probe
class Interrupt(BaseException):
    """Somebody stops the program, which is not an Exception."""


@probe
def interrupted():
    """Stands for a make that somebody stops."""
    raise Interrupt("the shop closes")

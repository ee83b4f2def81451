"""Specification of make_converter: what a converter does here and elsewhere, then what it carries.

The other process, and what travels there, stand below the tests.
"""

from graders import allow, at_most, probe, seeded

import pytest

from picklable_task_factory import make_converter


def test_converts_an_amount():
    """A converter returns the amount times the rate of its currency.

    Try: return something that can be called with one amount, not a number.
    """
    to_yen = make_converter({"JPY": 160.5, "CHF": 0.75}, "JPY")
    assert to_yen(200) == 32_100.0
    assert to_yen(0.5) == 80.25
    assert to_yen(-2) == -321.0


def test_keeps_converters_apart():
    """Two converters are in use side by side, each with its own rate.

    Try: where does your rate live? In one converter, or in a place that all of them share?
    """
    rates = {"JPY": 160.5, "CHF": 0.75}
    to_yen, to_francs = make_converter(rates, "JPY"), make_converter(rates, "CHF")
    assert [to_yen(2), to_francs(2), to_yen(4)] == [321.0, 1.5, 642.0]


def test_takes_whole_numbers_as_rates():
    """A rate may be the whole number 1 or 0, and is a rate like any other.

    Try: ask whether the currency is in the table, not whether its rate is true; and multiply as * does.
    """
    rates = {"EUR": 1, "OLD": 0}
    assert make_converter(rates, "EUR")(12.5) == 12.5
    assert make_converter(rates, "OLD")(12.5) == 0


def test_refuses_an_unknown_currency_at_once():
    """For a currency that is not in the table, make_converter raises KeyError, before any amount is converted.

    Try: look the rate up while make_converter runs, and let the dict complain.
    """
    with pytest.raises(KeyError):
        make_converter({"JPY": 160.5}, "DEM")
    with pytest.raises(KeyError):
        make_converter({}, "JPY")


def test_fixes_the_rate_when_it_is_made():
    """When the table changes later, a converter keeps the rate that it was made with.

    Try: take the number out of the table in make_converter, not at each call.
    """
    to_yen = made_before_the_rate_rises(make_converter, {"JPY": 160.5, "CHF": 0.75}, "JPY")
    assert to_yen(2) == 321.0


def test_comes_out_of_its_pickle_unharmed():
    """Pickled and unpickled, each of two converters still has its own rate, and so has the original.

    Try: read pickle's message: what does it look for by name? Code needs a name at the top level of a module.
    """
    rates = table(seeded())
    to_yen, to_francs = make_converter(rates, "X0007"), make_converter(rates, "X0042")
    data = [pickled(to_yen), pickled(to_francs)]
    assert type(data[0]) is bytes, data[0]
    yen, francs = map(unpickled, data)
    expected = [amount * rates[name] for amount in (2, 4) for name in ("X0007", "X0042")]
    assert [yen(2), francs(2), to_yen(4), to_francs(4)] == expected


@allow("threads", "processes")
def test_works_in_another_process():
    """A process that was started earlier converts amounts with what it gets, the pickle of the converter.

    Try: what your module or class has learned since its import stays in this process. The rate must be in the pickle.
    """
    rng = seeded()
    branch, rates = Branch(), table(rng)
    currency, other = rng.sample(sorted(rates), 2)
    data = pickled(make_converter(rates, currency))
    assert type(data) is bytes, data
    make_converter(rates, other)
    amounts = [rng.randrange(100, 10_000) / 4 for _ in range(8)]
    assert branch.convert(data, amounts) == [amount * rates[currency] for amount in amounts]


@allow("threads", "processes")
def test_carries_one_rate_and_not_the_table():
    """Made from a table of 5,000 rates, a converter that works elsewhere has a pickle of at most 1,000 bytes.

    Try: list what your callable holds: arguments of a partial, attributes, the object that a method is bound to.
    """
    rng = seeded()
    branch, rates = Branch(), table(rng)
    currency, amount = rng.choice(sorted(rates)), rng.randrange(100, 10_000) / 4
    data = pickled(make_converter(rates, currency))
    assert type(data) is bytes, data
    assert branch.convert(data, [amount]) == [amount * rates[currency]]
    at_most(len(data), 1_000, "bytes pickled")


@probe
class Branch:
    """Another process. Of a converter that is made after it was started, it gets nothing but the pickle."""

    def __init__(self):
        from concurrent.futures import ProcessPoolExecutor

        self._pool = ProcessPoolExecutor(1)
        self._pool.submit(abs, 0).result()

    def convert(self, data, amounts):
        """What these amounts become there, or what is wrong there."""
        with self._pool:
            try:
                return list(self._pool.map(Travelling(data), amounts))
            except Exception as error:
                return f"the other process says {type(error).__name__}: {error}"


@probe
class Travelling:
    """Stands for the object that is in a pickle: it is unpickled where this arrives."""

    def __init__(self, data):
        self._data = data

    def __reduce__(self):
        import pickle

        return pickle.loads, (self._data,)

    def __call__(self, amount):
        raise AssertionError("this is called where it arrives")


@probe
def pickled(converter):
    """What is sent for a converter, or why pickle refuses to write it."""
    import pickle

    try:
        return pickle.dumps(converter)
    except Exception as error:
        return f"pickle refuses it: {error}"


@probe
def unpickled(data):
    """The converter that comes out of a pickle."""
    import pickle

    return pickle.loads(data)


@probe
def made_before_the_rate_rises(make, rates, currency):
    """A converter whose table got other rates after it was made."""
    converter = make(rates, currency)
    for each in list(rates):
        rates[each] = 1_000_000.0
    return converter


def table(rng):
    """A rate for each of 5,000 currencies, in eighths, so that products are exact."""
    return {f"X{number:04}": rng.randrange(1, 8_000) / 8 for number in range(5_000)}

"""Specification of the catalogue: its lookups first, then what it costs the garbage collector."""

from graders import at_most, collector_pause, probe, seeded, stream, time_limit, tracked_objects

import pytest

from gc_quiet_catalogue import build_catalogue, price, stock

SKUS = ["tea-100", "cup-7", "pot-1"]
ROWS = [("tea-100", 12, 3.5), ("cup-7", 4, 8.0), ("pot-1", 1, 24.25)]


def test_finds_stock_and_price():
    """Every product is found under its sku, with its stock and its price.

    Try: build it from one row. What must be kept so that both lookups can be answered?
    """
    service = service_with(ROWS)
    assert service.stocks(SKUS) == [12, 4, 1]
    assert service.prices(SKUS) == [3.5, 8.0, 24.25]
    assert (type(service.stock("cup-7")), type(service.price("cup-7"))) == (int, float)


def test_finds_what_is_sold_out_or_free():
    """A stock of 0 and a price of 0.0 are values like any other.

    Try: ask "is it there?", not "is it true?".
    """
    service = service_with([("flyer", 0, 0.0)])
    assert service.stock("flyer") == 0
    assert service.price("flyer") == 0.0


def test_raises_key_error_for_an_unknown_sku():
    """Both lookups raise KeyError for a sku that no row has, in an empty catalogue too.

    Try: square brackets raise KeyError by themselves, get does not; a search by place needs a check of its own.
    """
    for rows in (ROWS, []):
        service = service_with(rows)
        for sku in ("cup", "cup-70", "", "zzz"):
            with pytest.raises(KeyError):
                service.stock(sku)
            with pytest.raises(KeyError):
                service.price(sku)


def test_the_last_row_of_a_sku_counts():
    """If a sku comes again, its last row has both the stock and the price that count; other skus keep theirs.

    Try: follow a sku that comes twice through your loop: stock and price must come from the same row.
    """
    service = service_with([*ROWS, ("tea-100", 11, 3.25), ("jar-2", 9, 1.5), ("tea-100", 5, 3.75)])
    assert service.stocks([*SKUS, "jar-2"]) == [5, 4, 1, 9]
    assert service.prices([*SKUS, "jar-2"]) == [3.75, 8.0, 24.25, 1.5]


def test_reads_the_rows_once():
    """The rows may come from a generator: what was read once doesn't come again, and its errors reach the caller.

    Try: look for a second loop over the rows, or an except around the first. Take everything you need in the first.
    """
    service = service_with(row for row in ROWS)
    assert service.stocks(SKUS) == [12, 4, 1]
    assert service.prices(SKUS) == [3.5, 8.0, 24.25]
    failure = Torn("the price list has no second page")

    def broken():
        yield from ROWS
        raise failure

    with pytest.raises(Torn) as caught:
        build_catalogue(broken())
    assert caught.value is failure


def test_catalogues_do_not_share_their_products():
    """Two catalogues that exist at the same time have products of their own.

    Try: look for a container at the top of your module, or a class attribute: it is the same one for all.
    """
    old, new = service_with(ROWS), service_with([("tea-100", 99, 4.0)])
    assert (old.stock("tea-100"), old.price("tea-100")) == (12, 3.5)
    assert (new.stock("tea-100"), new.price("tea-100")) == (99, 4.0)
    with pytest.raises(KeyError):
        new.price("cup-7")


def test_agrees_with_a_dict_on_random_rows():
    """Random rows, many of them for the same sku, are looked up as in a plain dict.

    Try: sort the rows by sku on paper; is the one that counts the last that was read?
    """
    rng = seeded()
    rows = [(f"sku-{rng.randrange(40)}", rng.randrange(10**6), rng.uniform(0, 900)) for _ in range(120)]
    expected = {sku: (left, cost) for sku, left, cost in rows}
    service = service_with(rows)
    assert service.stocks(list(expected)) == [left for left, _ in expected.values()]
    assert service.prices(list(expected)) == [cost for _, cost in expected.values()]


def test_gives_the_collector_2000_objects_at_most():
    """A catalogue of 100,000 products gives the collector at most 2,000 objects more to look at.

    Try: which object do you make once for each product? After a gc.collect(), gc.is_tracked(x) tells you whether the
    collector looks at x: try a list, a plain tuple, a named tuple, an instance, a number.
    """
    time_limit(cpu=5)
    rows = random_rows(100_000)
    asked = rows[::2]
    skus = [sku for sku, _, _ in asked]
    service_with(rows[:10]).stocks(skus[:5])
    before = tracked_objects()
    with collector_pause("the catalogue"):
        service = service_with(stream(rows))
    assert service.stocks(skus) == [left for _, left, _ in asked]
    assert service.prices(skus) == [cost for _, _, cost in asked]
    at_most(max(tracked_objects() - before, 0), 2_000, "objects more to look at")


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


@probe
class Service:
    """Holds a catalogue, whatever it is made of, and asks it."""

    def __init__(self, build, stock, price, rows):
        self._catalogue = build(rows)
        self._stock = stock
        self._price = price

    def stock(self, sku):
        return self._stock(self._catalogue, sku)

    def price(self, sku):
        return self._price(self._catalogue, sku)

    def stocks(self, skus):
        return [self.stock(sku) for sku in skus]

    def prices(self, skus):
        return [self.price(sku) for sku in skus]


def service_with(rows):
    """A service that has built its catalogue of these rows."""
    return Service(build_catalogue, stock, price, rows)


def random_rows(count):
    """Products that nobody knows beforehand."""
    rng = seeded()
    skus = [f"sku-{number:07}" for number in rng.sample(range(10**7), count)]
    return [(sku, rng.randrange(1_000, 10**6), rng.randrange(1, 10**6) / 8) for sku in skus]

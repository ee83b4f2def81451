"""Specification of column_readers: what the readers return, then what travels with them.

The records, the other process and what moves there stand below the tests.
"""

from graders import allow, at_most, note, probe, seeded, traffic

import pytest

from column_readers import column_readers

SETTINGS = 2_000
"""Columns of the largest report."""


def test_reads_items():
    """("item", key) becomes a function that returns record[key]; a dot in a key is part of the key.

    Try: look for what operator has for record[key]. A reader of one item returns the item, not a tuple.
    """
    assert read([("item", "weight")], {"weight": 7.5, "floor": 3}) == [7.5]
    assert read([("item", "größe.cm")], {"größe": {"cm": 1}, "größe.cm": 40}) == [40]
    assert read([("item", 1), ("item", -1)], ["Ada", "Bo", "Cem"]) == ["Bo", "Cem"]


def test_reads_attributes_of_attributes():
    """("attribute", "sender.city") becomes a function that returns record.sender.city, with or without dots.

    Try: getattr takes one name, without dots. What does operator have for a path of names?
    """
    parcel = Parcel(7.5, sender=Office("Zürich", Office("Bern")))
    assert read([("attribute", "weight"), ("attribute", "sender.city")], parcel) == [7.5, "Zürich"]
    assert read([("attribute", "sender.parent.city")], parcel) == ["Bern"]


def test_calls_methods_with_their_inputs():
    """("method", name, *inputs) becomes a function that calls record.name(*inputs).

    Try: what stands in the setting behind the name? Pass on all of it, and nothing if there's nothing.
    """
    parcel = Parcel(7.5)
    assert read([("method", "label"), ("method", "label", "de"), ("method", "label", "fr", 2)], parcel) == [
        "en x1",
        "de x1",
        "fr x2",
    ]
    assert read([("method", "get", "floor", 0)], {"weight": 7.5}) == [0]


def test_calls_functions_with_their_inputs_first():
    """("function", f, *inputs) becomes a function that calls f(*inputs, record): once for each record, never before.

    Try: what fills in the first inputs of a function, and leaves the last one for later?
    """
    asked = []

    def price_in(*inputs):
        asked.append(inputs)
        return len(asked)

    readers = column_readers([("function", price_in, "EUR", 2), ("function", price_in)])
    assert asked == []
    assert [readers[0](7), readers[1](8), readers[0](9)] == [1, 2, 3]
    assert asked == [("EUR", 2, 7), (8,), ("EUR", 2, 9)]


def test_gives_a_list_in_the_order_of_the_settings():
    """The result is a list with one reader for each setting: of none it is empty.

    Try: go through the settings once, and add one reader for each, even where two are the same.
    """
    assert column_readers([]) == []
    readers = column_readers([("item", "floor"), ("item", "weight"), ("item", "floor")])
    assert isinstance(readers, list)
    assert [reader({"weight": 7.5, "floor": 3}) for reader in readers] == [3, 7.5, 3]


def test_returns_values_that_count_as_false():
    """0, None and an empty text are values like any other.

    Try: look for an `or`, or for a question whether a value is true.
    """
    settings = [("item", "a"), ("method", "get", "b"), ("function", lambda record: "")]
    assert read(settings, {"a": 0, "b": None}) == [0, None, ""]


def test_each_reader_keeps_its_own_setting():
    """Of twenty columns of each kind, every reader reads its own, not the last one.

    Try: call the first reader when the loop is over. Which value does the loop's variable have by then?
    """
    rng = seeded()
    names = [f"column_{number}" for number in rng.sample(range(1_000), 20)]
    record = {name: rng.randrange(1_000) for name in names}
    settings = [setting for name in names for setting in four_of(name)]
    expected = [value for name in names for value in (record[name], name, record[name], (name, len(record)))]
    assert read(settings, Named(record)) == expected


def test_later_changes_of_the_settings_change_no_reader():
    """Once the readers are made, the list of settings may be emptied or filled with others.

    Try: take what a reader needs out of its setting in column_readers, not at each call.
    """
    weight, floor = seeded().sample(range(1_000), 2)
    readers = made_before_a_change(column_readers, [("item", "weight"), ("method", "get", "floor")])
    assert [reader({"weight": weight, "floor": floor}) for reader in readers] == [weight, floor]


def test_takes_settings_from_a_generator():
    """The settings may be a generator, which can be read once; an error of it comes through, it's not its end.

    Try: one loop over the settings is enough. Catch nothing there.
    """
    kinds = ["weight", "floor"]
    assert read((("item", kind) for kind in kinds), {"weight": 7.5, "floor": 3}) == [7.5, 3]
    torn = TornError("the settings are cut off")
    with pytest.raises(TornError) as caught:
        column_readers(cut_off(("item", "weight"), torn))
    assert caught.value is torn


def test_refuses_another_kind_at_once():
    """A setting of another kind is a LookupError, raised by column_readers and not by a reader.

    Try: look the kind up while column_readers runs. What does d[key] do for a key that is missing?
    """
    for kind in ("items", "Item", ""):
        with pytest.raises(LookupError):
            column_readers([("item", "weight"), (kind, "weight")])


def test_an_error_of_a_record_is_not_hidden():
    """A missing item or attribute, or an error of a method or a function, reaches whoever called the reader.

    Try: catch nothing in a reader. A column that can't be read is not an empty one.
    """
    torn = TornError("no price")

    def fail(*inputs):
        raise torn

    item, attribute, function = column_readers([("item", "age"), ("attribute", "sender.age"), ("function", fail, 1)])
    with pytest.raises(KeyError):
        item({"weight": 7.5})
    with pytest.raises(AttributeError):
        attribute(Parcel(7.5, sender=Office("Bern")))
    with pytest.raises(TornError) as caught:
        function({"weight": 7.5})
    assert caught.value is torn


@allow("threads", "processes")
def test_works_in_another_process():
    """A process that was started earlier gets the pickle of a reader and a record, and reads the record's column.

    Try: read pickle's message: what does it look for by name? And what your module has learned since its import
    stays in this process.
    """
    rng = seeded()
    report, depot = Report(rng, 40), Depot()
    places = report.one_of_each_kind()
    columns = stored(column_readers, report.settings, places)
    assert type(columns) is list, columns
    assert depot.read(columns, report.records(places)) == report.values(places)


@allow("threads", "processes")
def test_travels_in_300_bytes():
    """Of 2,000 settings, a reader's pickle has at most 300 bytes and works elsewhere; four move 4,000 at most.

    Try: list what a reader of yours holds: its own setting, or the table of all of them? Whatever a reader refers to
    is pickled with it, such as the object that a method is bound to.
    """
    rng = seeded()
    report, depot = Report(rng, SETTINGS), Depot()
    places = report.one_of_each_kind()
    with traffic() as moved:
        columns = stored(column_readers, report.settings, places)
        assert type(columns) is list, columns
        found = depot.read(columns, report.records(places))
    assert found == report.values(places)
    calls = python_calls(column_readers, [report.settings[place] for place in places], report.records(places))
    note(f"4 columns of 1,000 records each ran {calls:,} Python functions of yours; with lambdas it would be 4,000")
    at_most(max(map(len, columns)), 300, "bytes in the pickle of a reader")
    at_most(moved.bytes, 4_000, "bytes moved between the processes")
    at_most(moved.shared, 0, "bytes of shared memory")


# What the tests above are made of


class TornError(Exception):
    """A record, or the file of the settings, is cut off."""


class Office:
    """Where a parcel is posted, which may belong to a larger one."""

    def __init__(self, city, parent=None):
        self.city = city
        self.parent = parent


class Parcel:
    """An object from a depot."""

    def __init__(self, weight, sender=None):
        self.weight = weight
        self.sender = sender

    def label(self, language="en", copies=1):
        return f"{language} x{copies}"


class Named:
    """A record that has its values as items, and a name for each as an attribute."""

    def __init__(self, values):
        self._values = values
        for name in values:
            setattr(self, name, name)

    def __getitem__(self, key):
        return self._values[key]

    def get(self, key):
        return self._values[key]

    def __len__(self):
        return len(self._values)


def read(settings, record):
    """What the readers of these settings return for a record."""
    return [reader(record) for reader in column_readers(settings)]


def four_of(name):
    """A setting of each kind for this name."""
    return [("item", name), ("attribute", name), ("method", "get", name), ("function", name_and_size, name)]


def name_and_size(name, record):
    return name, len(record)


def cut_off(first, error):
    """A generator that breaks off after its first item."""
    yield first
    raise error


class Report:
    """Settings of so many columns of random names, in turn of each kind, and records that have a random value there."""

    def __init__(self, rng, count):
        self._rng = rng
        self._names = [f"column_{number:09}" for number in rng.sample(range(1_000_000_000), count)]
        self._numbers = [rng.randrange(1_000_000) for _ in range(count)]
        self.settings = [self._setting(place) for place in range(count)]

    def _setting(self, place):
        name = self._names[place]
        return [
            ("item", name),
            ("attribute", f"parcel.{name}"),
            ("method", "get", name, "n/a"),
            ("function", "format", f"{{0[{name}]}} kg"),
        ][place % 4]

    def one_of_each_kind(self):
        """Places of four settings, one of each kind."""
        return [self._rng.randrange(kind, len(self.settings), 4) for kind in range(4)]

    def records(self, places):
        """For each place the kind of its setting, its name and the value that a record has there."""
        return [(self.settings[place][0], self._names[place], self._numbers[place]) for place in places]

    def values(self, places):
        """What the readers of these settings should find."""
        *others, last = (self._numbers[place] for place in places)
        return [*others, f"{last} kg"]


@probe
class Depot:
    """Another process. Of a reader that is made after it was started, it gets nothing but the pickle."""

    def __init__(self):
        from concurrent.futures import ProcessPoolExecutor

        self._pool = ProcessPoolExecutor(1)
        self._pool.submit(abs, 0).result()

    def read(self, columns, records):
        """What these readers return there for a record each, or what is wrong there."""
        with self._pool:
            try:
                jobs = zip(map(Travelling, columns), map(record_of, records), strict=True)
                return [self._pool.submit(job, record).result() for job, record in jobs]
            except Exception as error:
                return f"the other process says {type(error).__name__}: {error}"


@probe
class Travelling:
    """Stands for the reader that is in a pickle: it is unpickled where this arrives."""

    def __init__(self, data):
        self._data = data

    def __reduce__(self):
        import pickle

        return pickle.loads, (self._data,)

    def __call__(self, record):
        raise AssertionError("this is called where it arrives")


@probe
def record_of(described):
    """An object with the value at the end of a path, or a dict with the value."""
    from types import SimpleNamespace

    kind, name, number = described
    if kind == "attribute":
        return SimpleNamespace(parcel=SimpleNamespace(**{name: number}))
    return {name: number}


@probe
def with_functions(settings):
    """The settings, with the function itself where its name stood."""
    return [("function", str.format, *rest[1:]) if kind == "function" else (kind, *rest) for kind, *rest in settings]


@probe
def stored(make, settings, places):
    """What is sent for the readers at these places, or why pickle refuses to write one."""
    import pickle

    readers = make(with_functions(settings))
    try:
        return [pickle.dumps(readers[place]) for place in places]
    except Exception as error:
        return f"pickle refuses it: {error}"


@probe
def made_before_a_change(make, settings):
    """Readers whose list of settings got others after they were made."""
    settings = list(settings)
    readers = make(settings)
    settings[:] = [("item", "nothing")] * len(settings)
    return readers


@probe
def python_calls(make, settings, records):
    """How many Python functions run while the readers read a thousand records each. No verdict rests on it."""
    import sys

    readers, calls, before = make(with_functions(settings)), 0, sys.getprofile()
    jobs = [(reader, record_of(record)) for reader, record in zip(readers, records, strict=True)]

    def count(frame, event, argument):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        for reader, record in jobs:
            for _ in range(1_000):
                reader(record)
    finally:
        sys.setprofile(before)
    return calls

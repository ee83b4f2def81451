"""Specification of make_handlers: behaviour first, then what the handlers may keep alive.

The rows of the tests stand below them.
"""

from graders import lives, probe, retained_ceiling, seeded

import pytest

from early_bound_handlers import make_handlers


def test_sends_at_every_click_and_not_before():
    """Making the handlers sends nothing; each click sends the id once more.

    Try: store a callable under the label, not what a call returns.
    """
    sent = []
    handlers = make_handlers([Row("Tea", 7)], lambda id: sent.append(id))
    assert sent == []
    handlers["Tea"]()
    handlers["Tea"]()
    assert sent == [7, 7]


def test_sends_the_id_of_its_own_row():
    """Each handler sends the id of the row whose label it has.

    Try: when is the id looked up, while the loop runs or when the button is clicked? What is in the variable by then?
    """
    sent = []
    handlers = make_handlers([Row("Tea", 7), Row("Cup", 8), Row("Tray", 3)], lambda id: sent.append(id))
    handlers["Cup"]()
    handlers["Tea"]()
    handlers["Tray"]()
    assert sent == [8, 7, 3]


def test_takes_no_argument():
    """A handler that is given an argument, by its place or by name, raises TypeError and sends nothing.

    Try: look at the parameters of your handler. A default value fixes the id, but any caller can replace it.
    """
    sent = []
    handlers = make_handlers([Row("Tea", 7)], lambda id: sent.append(id))
    with pytest.raises(TypeError):
        handlers["Tea"](99)
    with pytest.raises(TypeError):
        handlers["Tea"](id=99)
    assert sent == []


def test_has_the_labels_in_the_order_of_the_rows():
    """The dict has one entry for each row, in their order; without rows it is empty; an error of theirs comes through.

    Try: fill a dict while you go through the rows once: it keeps the order in which you fill it.
    """
    handlers = make_handlers(rows([5, 1, 4]), lambda id: None)
    assert list(handlers) == ["product 5", "product 1", "product 4"]
    assert make_handlers([], lambda id: None) == {}
    torn = TornError("the price list is cut off")

    def cut_off():
        yield Row("Tea", 7)
        raise torn

    with pytest.raises(TornError) as caught:
        make_handlers(cut_off(), lambda id: None)
    assert caught.value is torn


def test_sends_the_right_ids_for_random_clicks():
    """Thirty random products, clicked in a random order: the ids arrive in just that order, whole.

    Try: make two handlers and click the first: if it sends the id of the second, they share one variable.
    """
    rng = seeded()
    ids = rng.sample(range(10**18), 30)
    clicks = [rng.choice(ids) for _ in range(60)]
    sent = []
    handlers = make_handlers(rows(ids), lambda id: sent.append(id))
    for number in clicks:
        handlers[f"product {number}"]()
    assert sent == clicks


def test_keeps_no_row_alive():
    """While all 100 handlers are held, not one row is alive, without help of the garbage collector.

    Try: list what a handler can reach: variables, defaults, arguments of a partial. It needs the id, not the row.
    """
    ids, sent = seeded().sample(range(1_000), 100), []
    with lives(Row) as alive:
        handlers = make_handlers(rows(ids), sent.append)
        alive.at_most(0, "rows alive while the handlers are held")
    assert clicked(handlers, ids[::9], sent) == ids[::9]


def test_keeps_2_kib_per_handler():
    """The 100 handlers keep at most 200 KiB in all: 2 KiB each, so no photo.

    Try: take the number out of the row while you have the row, and let go of everything else that it holds.
    """
    ids, sent = seeded().sample(range(1_000), 100), []
    with retained_ceiling("200 KiB"):
        handlers = make_handlers(rows(ids), sent.append)
    assert clicked(handlers, ids[::9], sent) == ids[::9]


class TornError(Exception):
    """The products cannot be read."""


@probe
class Row:
    """A product with its photo."""

    def __init__(self, label, id):
        self.label = label
        self.id = id
        self.photo = bytes(100)

    def __reduce__(self):  # a copy is a row like any other: it is made, and counted, in the same way
        return Row, (self.label, self.id), {"photo": self.photo}


@probe
def rows(ids):
    """A row for each id, made when it is asked for, with a photo of 500 KB, the last of 10 MB; nobody keeps it here."""
    for number in ids:
        row = Row(f"product {number}", number)
        row.photo = bytes([number % 256]) * (10_000_000 if number == ids[-1] else 500_000)
        yield row


def clicked(handlers, ids, sent):
    """What is sent when the buttons of these products are clicked, one after the other."""
    assert len(handlers) == 100
    for number in ids:
        handlers[f"product {number}"]()
    return sent

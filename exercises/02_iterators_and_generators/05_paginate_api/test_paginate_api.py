"""Specification of all_items: behaviour first, then the calls that it pays for.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, counted, exactly, lives, probe, seeded

import pytest

from paginate_api import all_items


def test_gives_every_item_of_every_page():
    """The items of all pages come out, in order.

    Try: the last page has items too. Hand them over before you look for the end.
    """
    assert list(all_items(Api([["urn", "axe"], ["oar", "map"], ["bell"]]).fetch)) == [
        "urn",
        "axe",
        "oar",
        "map",
        "bell",
    ]
    assert list(all_items(Api([["urn"]]).fetch)) == ["urn"]


def test_asks_for_each_page_by_its_token():
    """fetch gets None for the first page, and then the token of the page before.

    Try: print the token before every call. The first is None, the second is in the first page.
    """
    api = Api([["urn"], ["axe"], ["oar"]], tokens=["b7", "k2"])
    assert list(all_items(api.fetch)) == ["urn", "axe", "oar"]
    assert api.fetch.args == [(None,), ("b7",), ("k2",)]


def test_goes_on_after_an_empty_page():
    """A page without items is not the end: what counts is its token.

    Try: look at page["next"] to know whether there is more, and never at the items.
    """
    assert list(all_items(Api([["urn"], [], [], ["axe"]]).fetch)) == ["urn", "axe"]
    assert list(all_items(Api([[], ["urn"], []]).fetch)) == ["urn"]


def test_gives_nothing_when_there_are_no_items():
    """A catalogue of one empty page has no items.

    Try: yield nothing, and return.
    """
    assert list(all_items(Api([[]]).fetch)) == []


def test_takes_an_empty_token_for_a_token():
    """Any token but None leads to a page, even "" and "0".

    Try: ask whether the token "is None", not whether it is false.
    """
    assert list(all_items(Api([["urn"], ["axe"], ["oar"]], tokens=["", "0"]).fetch)) == ["urn", "axe", "oar"]


def test_takes_anything_for_an_item():
    """None, 0 and an empty text are items like any other.

    Try: hand over what is in the list without looking at it.
    """
    assert list(all_items(Api([[None, 0], ["", None]]).fetch)) == [None, 0, "", None]


def test_gives_what_came_before_an_error():
    """If fetch fails, the items of the pages before it come first, and then fetch's own error.

    Try: hand over each page before you fetch the next, and catch nothing that you cannot put right.
    """
    error = ClosedError("come again on Tuesday")
    for before in ([], [["urn", "axe"]], [["urn"], ["axe"]]):
        api, found = Api([*before, error, ["oar"]]), []
        with pytest.raises(ClosedError) as caught:
            found.extend(all_items(api.fetch))
        assert found == [item for page in before for item in page]
        assert caught.value is error
        assert api.fetch.calls == len(before) + 1, "fetch was called again after it had failed"


def test_agrees_with_a_plain_loop_on_random_pages():
    """Random pages, some of them empty, have the items that a plain loop over them finds.

    Try: compare the number of items: is a page left out, or read twice?
    """
    rng = seeded()
    pages = [[rng.randrange(100) for _ in range(rng.randrange(1, 6))] for _ in range(rng.randrange(6, 12))]
    for _ in range(4):
        pages.insert(rng.randrange(len(pages)), [])
    tokens = [f"t{number}" for number in rng.sample(range(1_000), k=len(pages) - 1)]
    assert list(all_items(Api(pages, tokens).fetch)) == [item for page in pages for item in page]


def test_follows_3000_pages():
    """A catalogue of 3,000 pages is read to its end.

    Try: if your function calls itself for the next page, every page makes the stack deeper. Use a loop.
    """
    first = seeded().randrange(1_000)
    numbers = range(first, first + 3_000)
    assert visited(all_items(big_museum(3_000, 1, first))) == (3_000, sum(numbers))


def test_calls_nothing_before_an_item_is_asked_for():
    """Calling all_items makes no call of fetch.

    Try: put the first call into the generator as well: nothing of it runs before the first next().
    """
    api = museum()
    items = all_items(api.fetch)
    at_most(api.fetch.calls, 0, "calls of fetch unasked")
    assert next(items) == 0


def test_calls_once_for_one_page_of_items():
    """The first 10 items, one full page, take 1 call of fetch.

    Try: nobody may ever want the page after this one. Fetch it when its first item is asked for.
    """
    api = museum()
    items = all_items(api.fetch)
    assert [next(items) for _ in range(10)] == list(range(10))
    at_most(api.fetch.calls, 1, "calls of fetch for 10 items")


def test_calls_twice_for_one_item_more():
    """The first 11 items take 2 calls of fetch.

    Try: keep the page that you have. One call brings both its items and its token.
    """
    api = museum()
    items = all_items(api.fetch)
    assert [next(items) for _ in range(11)] == list(range(11))
    at_most(api.fetch.calls, 2, "calls of fetch for 11 items")


def test_calls_once_for_every_page_of_the_whole():
    """All 43 items take exactly 5 calls, and asking again at the end causes no other.

    Try: the last page says that it is the last. No call is needed to find that out, and none afterwards.
    """
    api = museum()
    items = all_items(api.fetch)
    assert list(items) == list(range(43))
    assert [next(items, "the end") for _ in range(3)] == ["the end"] * 3
    exactly(api.fetch.calls, 5, "calls of fetch for 43 items")


def test_keeps_two_pages_at_most():
    """While 60 pages of 10 pass, at most 20 items are alive at any time.

    Try: which list or attribute of yours still refers to the pages that are done?
    """
    first = seeded().randrange(1_000)
    with lives(Exhibit, at_once=20) as alive:
        found = visited(all_items(big_museum(60, 10, first, alive.births(range(600)))))
        alive.at_once("items alive at once")
    assert found == (600, sum(range(first, first + 600)))


class ClosedError(Exception):
    """The museum is closed."""


class Api:
    """An API over these pages of items; the first page has no token, the others have the given ones."""

    def __init__(self, pages, tokens=None):
        tokens = tokens or [f"p{number}" for number in range(2, len(pages) + 1)]
        self._answers = dict(zip([None, *tokens], zip(pages, [*tokens, None], strict=True), strict=True))
        self.fetch = counted(self._page)

    def _page(self, token):
        if self.fetch.calls > 100:
            raise RuntimeError("100 calls of fetch, and no end in sight")
        if token not in self._answers:
            raise LookupError(f"no page has the token {token!r}")
        items, following = self._answers[token]
        if isinstance(items, Exception):
            raise items
        return {"items": items, "next": following}


def museum():
    """43 numbers in pages of ten."""
    return Api([list(range(at, min(at + 10, 43))) for at in range(0, 43, 10)])


@probe
class Exhibit:
    """One thing in a museum."""

    def __init__(self, number):
        self.number = number


@probe
def big_museum(pages, size, first, births=None):
    """A fetch for this many pages of exhibits, numbered from first; births hears of each before it is made."""

    def exhibit(number):
        if births is not None:
            next(births, None)
        return Exhibit(number)

    def fetch(token):
        page = int(token or 0)
        numbers = range(first + page * size, first + page * size + size)
        return {"items": [exhibit(number) for number in numbers], "next": str(page + 1) if page + 1 < pages else None}

    return fetch


@probe
def visited(exhibits):
    """How many there are, and the sum of their numbers; each is dropped before the next is asked for."""
    count = total = 0
    for exhibit in exhibits:
        count += 1
        total += exhibit.number
        del exhibit
    return count, total

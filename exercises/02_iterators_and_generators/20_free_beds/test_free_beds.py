"""Specification of beds and first_bed: behaviour first, then the pages they request and the sessions they leave.

Doubles and helpers are at the end of the file.
"""

from graders import allow, at_most, counted, exactly, probe, seeded

import pytest

from free_beds import beds, first_bed

pytestmark = allow("threads")


def test_yields_every_bed_of_every_page():
    """All beds come out, page by page, and then the walk ends.

    Try: request page 1, 2, 3 and so on in a loop, until the answer is None, and yield what is on each.
    """
    bed = f"A{seeded().randrange(1_000)}"
    assert all_of(beds(Hospitals([[bed, "A2"], ["C7"], ["Łódź 3"]]).connect)) == [bed, "A2", "C7", "Łódź 3"]


def test_goes_on_after_an_empty_page():
    """A page without beds is not the end, and a list of no pages has no beds.

    Try: ask whether the page is None, not whether it is false.
    """
    bed = f"A{seeded().randrange(1_000)}"
    assert all_of(beds(Hospitals([[], ["C7"], [], [], [bed]]).connect)) == ["C7", bed]
    assert all_of(beds(Hospitals([]).connect)) == []


def test_finds_the_first_bed_that_fits():
    """first_bed returns the first bed for which fits is true, and asks about none after it.

    Try: return from within the loop, as soon as a bed fits.
    """
    fits = counted(lambda bed: bed.startswith("C"))
    assert found_in(first_bed, Hospitals([["A1", "A2"], ["C7", "C9"], ["C1"]]).connect, fits) == "C7"
    assert fits.args == [("A1",), ("A2",), ("C7",)]


def test_finds_none_if_no_bed_fits():
    """If no bed fits, or there is none, first_bed returns None; a bed may have an empty name.

    Try: the loop ends without a return. And don't ask whether the bed is true: ask fits.
    """
    assert found_in(first_bed, Hospitals([["A1", "A2"], ["C7"]]).connect, lambda bed: False) is None
    assert found_in(first_bed, Hospitals([]).connect, lambda bed: True) is None
    assert found_in(first_bed, Hospitals([["A1", ""]]).connect, lambda bed: bed == "") == ""


def test_raises_the_error_of_a_page():
    """If a page fails, its error comes after the beds of the pages before it, and out of first_bed as well.

    Try: catch nothing. finally needs no except.
    """
    error, seen = LineError("interrupted"), []
    with pytest.raises(LineError) as caught:
        stepped(beds(Hospitals([["A1", "A2"], ["C7"], error, ["C9"]]).connect), 9, seen.append)
    assert caught.value is error
    assert seen == ["A1", "A2", "C7"]
    with pytest.raises(LineError) as caught:
        found_in(first_bed, Hospitals([["A1"], error, ["C9"]]).connect, lambda bed: bed == "C9")
    assert caught.value is error


def test_raises_the_error_of_connect():
    """If there is no session to be had, the error of connect reaches the caller, and there's nothing to close.

    Try: connect before the try. What would finally close otherwise?
    """
    for walk in (lambda connect: all_of(beds(connect)), lambda connect: found_in(first_bed, connect, len)):
        hospitals = Hospitals([["A1"]], LineError("all lines are busy"))
        with pytest.raises(LineError) as caught:
            walk(hospitals.connect)
        assert caught.value is hospitals.busy
        assert hospitals.closed == 0


def test_raises_the_error_of_fits():
    """An error of fits reaches the caller as it is.

    Try: catch nothing: whoever asked has to learn that nobody knows.
    """
    error = LineError("no such ward")

    def fits(bed):
        raise error

    with pytest.raises(LineError) as caught:
        found_in(first_bed, Hospitals([["A1"]]).connect, fits)
    assert caught.value is error


def test_walks_twice_at_once():
    """Two walks at the same time have a session each, and each its own place.

    Try: session and page number are local variables of the generator.
    """
    hospitals = Hospitals([["A1"], ["C7", "C9"]])
    walks = beds(hospitals.connect), beds(hospitals.connect)
    assert by_turns(*walks) == [("A1", "A1"), ("C7", "C7"), ("C9", "C9")]
    assert (hospitals.opened, hospitals.closed) == (2, 2)


def test_agrees_with_a_plain_loop_on_random_pages():
    """Random pages have the beds that a plain loop over them finds.

    Try: compare the number of beds: is a page left out, or read twice?
    """
    rng = seeded()
    pages = [[f"{rng.choice('ABC')}{rng.randrange(90)}" for _ in range(rng.randrange(4))] for _ in range(12)]
    pages[7:] = [[], ["A1"]]
    expected = [bed for page in pages for bed in page]
    assert all_of(beds(Hospitals(pages).connect)) == expected
    suffix = rng.choice("0123456789")
    fitting = [bed for bed in expected if bed.endswith(suffix)]
    assert found_in(first_bed, Hospitals(pages).connect, lambda bed: bed.endswith(suffix)) == (fitting or [None])[0]


def test_requests_a_page_when_its_first_bed_is_wanted():
    """Nothing is requested unasked; 10 beds of a page of 10 take 1 request, 11 beds take 2.

    Try: yield inside the loop over the page. The next page is requested when the loop comes back to its top.
    """
    first, had = seeded().randrange(1_000), []
    hospitals = Hospitals([[f"A{first + page * 10 + bed}" for bed in range(10)] for page in range(4)])
    walk = beds(hospitals.connect)
    at_most(hospitals.opened + len(hospitals.requests), 0, "requests unasked")
    stepped(walk, 11, lambda bed: had.append((bed, len(hospitals.requests))))
    assert [bed for bed, _ in had] == [f"A{first + bed}" for bed in range(11)]
    at_most(had[9][1], 1, "pages requested for 10 beds")
    at_most(had[10][1], 2, "pages requested for 11 beds")
    assert hospitals.requests == [1, 2]


def test_searches_no_further_than_the_bed():
    """To find a bed on page 2, first_bed requests 2 pages, and none that comes after.

    Try: take one bed after the other from beds(connect). A list of all of them has requested every page.
    """
    bed = f"B{seeded().randrange(1_000)}"
    hospitals = Hospitals([["A1", "A2"], ["A3", bed], ["A4"], [bed]])
    assert found_in(first_bed, hospitals.connect, bed.__eq__) == bed
    at_most(len(hospitals.requests), 2, "pages requested for a bed on page 2")


def test_leaves_no_session_open_at_the_end():
    """When a walk has come to its end, its session is closed, once, and no page was requested twice.

    Try: leave the loop when the page is None, and close the session on the way out.
    """
    first, left = seeded().randrange(1_000), []
    hospitals = Hospitals([[f"A{first}"], ["C7"]])
    assert all_of(beds(hospitals.connect), lambda: left.append(hospitals.open)) == [f"A{first}", "C7"]
    at_most(left[0], 0, "sessions open after the end")
    exactly(hospitals.closed, 1, "times the session was closed")
    assert hospitals.requests == [1, 2, 3]


def test_leaves_no_session_open_after_an_error():
    """While the caller holds the error of a page, the session is closed already.

    Try: code after the loop is not reached by an error. finally is.
    """
    left, seen, bed = [], [], f"A{seeded().randrange(1_000)}"
    hospitals = Hospitals([[bed], LineError("interrupted")])
    with pytest.raises(LineError):
        stepped(beds(hospitals.connect), 9, seen.append, lambda: left.append(hospitals.open))
    assert seen == [bed]
    at_most(left[0], 0, "sessions open beside the error")
    exactly(hospitals.closed, 1, "times the session was closed")


def test_leaves_no_session_open_when_it_is_closed():
    """When aclose returns, in the middle of a page, the session is closed.

    Try: aclose raises GeneratorExit at the yield. finally around it is done, and may await.
    """
    left, seen, bed = [], [], f"A{seeded().randrange(1_000)}"
    hospitals = Hospitals([[bed, "A2"], ["C7"]])
    stepped(beds(hospitals.connect), 1, seen.append, lambda: left.append(hospitals.open))
    assert seen == [bed]
    at_most(left[0], 0, "sessions open after aclose")
    exactly(hospitals.closed, 1, "times the session was closed")


def test_leaves_no_session_open_when_it_has_found_a_bed():
    """When first_bed returns, its session is closed, whether a bed was found or not.

    Try: return out of an async for leaves the generator paused. async with aclosing(...) awaits its aclose.
    """
    bed = f"A{seeded().randrange(1_000)}"
    for fits, found in ((bed.__eq__, bed), (lambda bed: False, None)):
        hospitals, left = Hospitals([["C7", bed, "C9"], ["C1"]]), []
        assert found_in(first_bed, hospitals.connect, fits, lambda h=hospitals, left=left: left.append(h.open)) == found
        at_most(left[0], 0, "sessions open when first_bed returns")
        exactly(hospitals.closed, 1, "times the session was closed")


def test_leaves_no_session_open_when_fits_fails():
    """While the caller holds the error of fits, the session is closed already.

    Try: is it your with that awaits the aclose, or do you rely on the garbage collector? An error keeps its frames.
    """
    hospitals, left = Hospitals([[f"A{seeded().randrange(1_000)}", "A2"]]), []

    def fits(bed):
        raise LineError(f"no such ward: {bed}")

    with pytest.raises(LineError, match=hospitals.pages[0][0]):
        found_in(first_bed, hospitals.connect, fits, lambda: left.append(hospitals.open))
    at_most(left[0], 0, "sessions open beside the error")
    exactly(hospitals.closed, 1, "times the session was closed")


def test_leaves_no_session_open_after_a_cancel():
    """A search that is cancelled while it waits for a page has closed its session when it ends.

    Try: a cancel is raised at your await, and is not an Exception. finally is done for it as well.
    """
    left, pages = [], Hospitals([[f"A{seeded().randrange(1_000)}"], ["C7"]])
    assert cancelled(first_bed, pages.connect, 2, lambda: left.append(pages.open)), "it was cancelled, and went on"
    assert pages.requests == [1]
    at_most(left[0], 0, "sessions open after a cancel")
    exactly(pages.closed, 1, "times the session was closed")


class LineError(Exception):
    """Something is wrong with the line."""


class Hospitals:
    """The list of free beds, as pages of them; one that is an error fails. Counts the sessions."""

    def __init__(self, pages, busy=None):
        self.pages, self.busy = pages, busy
        self.requests = []
        self.opened = self.closed = 0

    @property
    def open(self):
        """How many sessions are open."""
        return self.opened - self.closed

    async def connect(self):
        """Open a session."""
        if self.busy is not None:
            raise self.busy
        self.opened += 1
        return Session(self)


class Session:
    """A session, which counts with the others."""

    def __init__(self, hospitals):
        self._hospitals = hospitals
        self._closed = False

    async def page(self, number):
        """The beds of a page."""
        if self._closed:
            raise LineError("this session is closed")
        if number < 1:
            raise LookupError(f"there is no page {number}")
        self._hospitals.requests.append(number)
        if len(self._hospitals.requests) > 100:
            raise RuntimeError("100 requests, and no end in sight")
        page = self._hospitals.pages[number - 1] if number <= len(self._hospitals.pages) else None
        if isinstance(page, Exception):
            raise page
        return page

    async def close(self):
        """Free the line."""
        self._closed = True
        self._hospitals.closed += 1


@probe
def all_of(walk, after=None):
    """All that a walk yields; after is called while the loop still runs."""
    import asyncio

    async def main():
        found = [bed async for bed in walk]
        if after is not None:
            after()
        return found

    return asyncio.run(main())


@probe
def stepped(walk, steps, seen, after=None):
    """Step a walk so often and close it; seen hears of each bed, after of the end, with its error in hand."""
    import asyncio

    async def main():
        try:
            for _ in range(steps):
                seen(await anext(walk))
            await walk.aclose()
        except Exception:
            if after is not None:
                after()
            raise
        if after is not None:
            after()

    asyncio.run(main())


@probe
def found_in(first_bed, connect, fits, after=None):
    """What first_bed finds; after is called as soon as it is over, with its error in hand if there is one."""
    import asyncio

    async def main():
        try:
            found = await first_bed(connect, fits)
        except Exception:
            if after is not None:
                after()
            raise
        if after is not None:
            after()
        return found

    return asyncio.run(main())


@probe
def by_turns(one, other):
    """What two walks yield, step by step."""
    import asyncio

    async def main():
        pairs = [(bed, await anext(other)) async for bed in one]
        await anext(other, None)
        return pairs

    return asyncio.run(main())


@probe
def cancelled(first_bed, connect, page, after):
    """Cancel a search while it waits for this page; whether it ended by that."""
    import asyncio

    async def main():
        reached = asyncio.Event()

        class Waiting:
            def __init__(self, session):
                self.close = session.close
                self._session = session

            async def page(self, number):
                if number == page:
                    reached.set()
                    await asyncio.Event().wait()
                return await self._session.page(number)

        async def opened():
            return Waiting(await connect())

        search = asyncio.create_task(first_bed(opened, lambda bed: False))
        await asyncio.wait([search, asyncio.create_task(reached.wait())], return_when=asyncio.FIRST_COMPLETED)
        search.cancel()
        try:
            await search
        except asyncio.CancelledError:
            after()
            return True
        return False

    return asyncio.run(main())

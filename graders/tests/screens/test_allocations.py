"""The table of what was allocated: the largest first, bounded, and markup is text."""

from __future__ import annotations

import re

from graders.screens.allocations import MAX_CALLS, MAX_ROWS, Allocated, allocations
from graders.screens.pictures.paper import MAX_PAGE_BYTES

LINES = [Allocated(3 << 20, 2, "line 5", text="kept = <b>[]</b>")]


def page_of(*by_calls: Allocated) -> str:
    return allocations("02.04 sliding_window", "test_keeps_one", LINES, by_calls, "flamegraph.html")


def test_the_largest_is_first_and_each_has_who_called_it() -> None:
    page = page_of(Allocated(1 << 20, 1, "g, kata.py:7"), Allocated(3 << 20, 4, "f, kata.py:5", ["g, kata.py:7"]))
    assert "held <b>4 MiB</b> in 5 blocks" in page
    assert re.findall(r'"name">(.*?)</td>', page) == [
        "line 5: <code>kept = &lt;b&gt;[]&lt;/b&gt;</code>",
        'f, kata.py:5<br><span class="soft">g, kata.py:7</span>',
        "g, kata.py:7",
    ]
    assert "75%" in page
    assert '<a href="flamegraph.html">' in page
    assert "smaller" not in page


def test_nothing_held_has_no_share() -> None:
    assert "%</td>" not in page_of(Allocated(0, 0, "f, kata.py:5"))


def test_a_page_has_an_end() -> None:
    calls = [f"called_{place}, kata.py:{place}" for place in range(MAX_CALLS + 3)]
    page = page_of(*[Allocated(size, 1, "f", calls) for size in range(MAX_ROWS + 2)])
    assert page.count("and 3 more") == MAX_ROWS
    assert "And 2 smaller allocations" in page
    assert len(page.encode()) < MAX_PAGE_BYTES

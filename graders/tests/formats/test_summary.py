"""The page of a job: a table, the next card, what was ignored; of one size, and marked up by nobody else."""

from __future__ import annotations

import random
import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from graders.formats import rows
from graders.formats.summary import MAX_PAGE_BYTES, escaped, fenced, summary
from graders.model.report import Outcome
from graders.model.text import printable
from graders.tests.end_to_end.test_hostile_text import hostile, steers
from graders.tests.formats.samples import (
    DRAWN,
    SAMPLES,
    golden,
    handed_in,
    hostile_report,
    large_report,
    random_reports,
    totals,
)
from graders.tests.screens.samples import exercise, make_test, report

OURS = ("<code>", "</code>", "<!-- -->")
"""The HTML that the page itself uses."""

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def tokens(page: str) -> list[Token]:
    return [each for token in MARKDOWN.parse(page) for each in (token, *(token.children or []))]


def cells(page: str) -> list[list[str]]:
    """The text of each cell of the page's table."""
    found: list[list[str]] = []
    inside = False
    for token in MARKDOWN.parse(page):
        if token.type == "tr_open":
            found.append([])
        inside = token.type in ("td_open", "th_open") or (inside and token.type == "inline")
        if inside and token.type == "inline":
            found[-1].append("".join(each.content for each in token.children or [] if each.type != "html_inline"))
    return found


@pytest.mark.parametrize("name", DRAWN)
def test_golden(name: str) -> None:
    golden(f"summary_{name}.md", summary(SAMPLES[name]))


def test_the_table_sums_to_the_heading() -> None:
    for found in random_reports(500):
        page = summary(found)
        points, of = totals(found)
        assert page.startswith(f"## {points} of {of} points\n")
        shown = [row[2].split(" of ") for row in cells(page)[1:] if row[2]]
        assert (sum(int(row[0]) for row in shown), sum(int(row[1]) for row in shown)) == (points, of)


def test_the_page_shows_the_next_card_with_its_hint_the_ignored_files_and_the_isolation() -> None:
    page = summary(handed_in())
    assert "### Next: 02.02 sliding&#95;window" in page
    assert "    Held at the peak:" in page
    assert "<code>nox -s hint -- sliding&#95;window</code>" in page
    assert "Changed or added, without any influence: 5 files" in page
    assert "  - conftest.py\n  - and 3 more\n" in page
    assert "- The submitted code was held by: separate process" in page


def test_nothing_is_next_where_nothing_is_left() -> None:
    assert "All done" in summary(SAMPLES["done"])
    for name in ("undecided", "nothing_ran", "empty"):
        assert "Next" not in summary(SAMPLES[name])
        assert "All done" not in summary(SAMPLES[name])


def test_a_page_that_is_too_long_is_cut_with_a_note() -> None:
    its = [exercise(f"e{each}", [make_test(Outcome.FAILED, message="x|" * 900)], "02.02") for each in range(400)]
    page = summary(report(*its))
    assert MAX_PAGE_BYTES - 10_000 < len(page.encode()) <= MAX_PAGE_BYTES
    assert "Cut here: the page may not be longer." in page
    assert "### Next: 02.02 e0" in page
    assert "- The submitted code was held by" in page
    assert all(len(row) == 4 for row in cells(page))


@pytest.mark.parametrize("most", range(2_000, 4_000, 50))
def test_any_size_is_kept(most: int) -> None:
    found = report(*(exercise(f"e{each}", [make_test(Outcome.TODO)]) for each in range(90)))
    assert len(summary(found, most).encode()) <= most


def test_a_large_card_leaves_room() -> None:
    assert len(summary(large_report(600, "\u202e" * 90_000)).encode()) <= MAX_PAGE_BYTES


@pytest.mark.parametrize("seed", range(100))
def test_hostile_text_is_shown_as_it_is_and_marks_up_nothing(seed: int) -> None:
    found = hostile_report(random.Random(seed))
    page = summary(found)
    assert not steers(page)
    seen = tokens(page)
    assert {token.content for token in seen if token.type in ("html_inline", "html_block")} <= set(OURS)
    assert not [token for token in seen if token.type in ("link_open", "image", "em_open", "s_open", "code_inline")]
    assert sum(token.type == "fence" for token in seen) == ("### Next" in page)
    assert sum(token.type == "heading_open" for token in seen) == 1 + ("### Next" in page)
    table = cells(page)
    assert {len(row) for row in table} == {4}
    shown = [row[3] for row in table[1:] if row[3]]
    told = {" ".join(row.told.split()) for row in rows.rows(found)}
    assert {" ".join(text.split()) for text in shown} <= told


@pytest.mark.parametrize(
    "text", ["@octocat", "a@b.c", "https://x.org", "www.x.org", "WWW.x.org", "<b>", "![x](y)", "a|b", "$x$"]
)
def test_nothing_links_mentions_or_marks_up(text: str) -> None:
    made = escaped(text)
    assert not re.search(r"@\w|://|www\.|<(?!!-- -->)|[|$\[]", made, re.IGNORECASE)
    (inline,) = [token for token in MARKDOWN.parse(made) if token.type == "inline"]
    assert "".join(each.content for each in inline.children or [] if each.type != "html_inline") == text


@pytest.mark.parametrize("text", ["```\nx", "a ````` b", "", "~~~\n# heading"])
def test_a_fence_is_closed_by_nothing_in_it(text: str) -> None:
    (token,) = MARKDOWN.parse(fenced(text))
    assert (token.type, token.content.rstrip("\n")) == ("fence", text)


def test_hostile_text_stays_in_its_fence() -> None:
    for seed in range(200):
        text = printable(hostile(random.Random(seed)))
        (token,) = MARKDOWN.parse(fenced(text))
        assert token.content == f"{text}\n"

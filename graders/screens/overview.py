"""What is done and what is next, from the last gradings: a line a topic, or a line an exercise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from graders.model.invocation import command
from graders.model.levels import ladder
from graders.screens.page import ANYWHERE, Page, Space, Span, pad, shorten
from graders.screens.standings import EDITED, TO_DO, Standing

BAR_COLUMNS = 16

MIN_BAR_COLUMNS = 4
"""A shorter one shows nothing."""

MIN_REMARK_COLUMNS = 12
"""Room in which a remark says anything."""

_UNDER_WAY = "under way"
"""What is said of exercises that are partly written."""


def overview(standings: Sequence[Standing], space: Space = ANYWHERE) -> Page:
    """The page of all topics: it leaves room on a screen of 24 lines."""
    page = Page()
    add_topics(page, standings, space)
    _add_total(page, standings)
    return page


def listing(standings: Sequence[Standing], space: Space = ANYWHERE) -> Page:
    """The page of exercises, a line each."""
    page = Page()
    add_board(page, standings, space, _next(standings))
    _add_total(page, standings)
    return page


def add_topics(page: Page, standings: Sequence[Standing], space: Space) -> None:
    """Adds a line with a bar for each topic."""
    topics = [(topic, list(rows)) for topic, rows in groupby(standings, key=_topic)]
    name_width = max((len(topic) for topic, _ in topics), default=0)
    told = [_counts(rows) for _, rows in topics]
    room = space.columns - name_width - 6 - max(map(len, told), default=0)
    columns = min(room, BAR_COLUMNS) if space.bars and room >= MIN_BAR_COLUMNS else 0
    for (topic, rows), counts in zip(topics, told, strict=True):
        filled = columns * sum(not each.open for each in rows) // len(rows)
        bar = Span("#" * filled, "green"), Span("." * (columns - filled), "dim")
        gap = "  " if columns else ""
        page.add(f"  {pad(topic, name_width)}  ", *bar, gap + counts, hang=name_width + 4)


def _counts(rows: Sequence[Standing]) -> str:
    """How many of a topic's exercises are done, and what the others that were begun came to."""
    done = sum(not each.open for each in rows)
    begun = [each.state for each in rows if each.under_way]
    counts = Counter(_UNDER_WAY if state is TO_DO else state.text for state in begun)
    more = ", ".join(f"{count} {word}" for word, count in counts.items())
    return f"{done:>2} of {len(rows):>2} done" + (f"  {more}" if more else "")


def add_board(
    page: Page, standings: Sequence[Standing], space: Space, onward: Standing | None
) -> None:
    """Adds a line for each exercise below its topic; its name and its number are never cut."""
    name_width = max((len(each.result.name) for each in standings), default=0)
    state_width = max((len(each.state.text) for each in standings), default=0)
    for topic, rows in groupby(standings, key=_topic):
        page.add("  ", Span(topic, "bold"))
        for each in rows:
            state, result = each.state, each.result
            line = f"  {result.number}  {pad(result.name, name_width)}  {each.points}"
            mark = "  <- next" if each is onward else ""
            room = space.columns - 4 - state_width - len(line) - 3 - len(mark)
            mark = mark if room >= -3 else ""  # the page's last line says it too
            remarks = [told for told in each.remarks if told.strip() and room >= MIN_REMARK_COLUMNS]
            # The first one that fits, else the last one shortened.
            fitting = (told for told in remarks if shorten(told, room) == told)
            remark = next(fitting, shorten(remarks[-1], room) if remarks else "")
            word = Span(pad(state.text, state_width), state.style)
            remark = f"   {remark}" if remark else ""
            page.add("    ", word, line, Span(remark, "dim"), Span(mark, "bold"), hang=8)


def _topic(standing: Standing) -> str:
    return standing.result.topic


def _next(standings: Sequence[Standing]) -> Standing | None:
    """The first of the ladder with something to do."""
    opened = {each.result.number: each for each in standings if each.open}
    steps = ladder(each.result for each in opened.values())
    return opened[steps[0].number] if steps else None


def _add_total(page: Page, standings: Sequence[Standing]) -> None:
    done = sum(not each.open for each in standings)
    points = sum(each.result.points for each in standings)
    most = sum(each.result.max_points for each in standings)
    total = f"{done} of {len(standings)} exercises done, {points} of {most} points"
    page.add("  ", Span(total, "bold"))
    onward = _next(standings)
    if onward is not None:
        page.add(f"  next: {command('grade', onward.result.name)}")
    if any(each.state is EDITED for each in standings):
        page.add("  edited: not graded since it was changed; its points are of the text before")

"""Draws the figures of the lessons, from runs made for them.

    python docs/figures.py [--into FOLDER] [NAME ...]

A figure is exercises/TOPIC/lesson/figures/NAME.svg. Nothing but the standard library is needed. What is counted comes
out the same each time, on one version of Python. What is timed is the quickest of several runs, on a machine that
should have nothing else to do.
"""

from __future__ import annotations

import argparse
import gc
import sys
import threading
import time
import tracemalloc
import weakref
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cmp_to_key, lru_cache
from html import escape
from itertools import tee
from pathlib import Path

EXERCISES = Path(__file__).resolve().parents[1] / "exercises"

WIDTH, LEFT, RIGHT = 480, 60, 24
"""Of a picture, of the room left of its lines, and right of them; in pixels. Words can be read on a phone."""

COLOURS = ("#0b5cad", "#b3261e", "#2e7d32", "#8a5a00")
DARK = {
    "#ffffff": "#17191c",
    "#222222": "#e8e8e8",
    "#999999": "#999999",
    "#dddddd": "#45484d",
    "#eef3fa": "#24303c",
    **dict(zip(COLOURS, ("#79aee0", "#ff9d94", "#7fce93", "#e0b25c"), strict=True)),
}
"""What stands for each colour where pages are dark."""

DASHES = ("", "8 4", "2 3", "10 3 2 3")
"""Lines differ by more than their colour."""

RUNS = 3
"""Of what is timed; the quickest is drawn."""

Points = list[tuple[float, float]]


# Drawing


def picture(height: int, title: str, parts: Sequence[str]) -> str:
    """A whole SVG; the title is what a screen reader says."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
    font = 'font-family="Helvetica, Arial, sans-serif" font-size="13"'
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    dark = "".join(
        f" [{each}='{light}'] {{ {each}: {colour}; }}" for light, colour in DARK.items() for each in ("fill", "stroke")
    )
    style = f"<style>@media (prefers-color-scheme: dark) {{{dark} }}</style>"
    return "\n".join([f"{head} {font}>", f"<title>{escape(title)}</title>", style, ground, *parts, "</svg>"]) + "\n"


def text(x: float, y: float, words: str, anchor: str = "start", fill: str = "#222222") -> str:
    """Words at a place."""
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" fill="{fill}">{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, stroke: str = "#999999", more: str = "") -> str:
    """A straight line."""
    return f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="{stroke}" {more}/>'


def curves(title: str, across: str, up: str, series: dict[str, Points]) -> str:
    """Curves over one axis; their names are below it, the highest curve's first."""
    top, bottom = 40, 240
    widest = max(x for points in series.values() for x, _ in points)
    highest = max(y for points in series.values() for _, y in points)
    right = WIDTH - RIGHT
    parts = [text(12, 22, up), text((LEFT + right) / 2, bottom + 40, across, "middle")]
    for share in (0, 0.5, 1):
        y = bottom - share * (bottom - top)
        parts += [line(LEFT, y, right, y, "#dddddd"), text(LEFT - 8, y + 4, f"{highest * share:,.0f}", "end")]
        parts.append(text(LEFT + share * (right - LEFT), bottom + 18, f"{widest * share:,.0f}", "middle"))
    by_peak = sorted(series.items(), key=lambda item: -max(y for _, y in item[1]))
    for number, (name, points) in enumerate(by_peak):
        places = [(LEFT + x / widest * (right - LEFT), bottom - y / highest * (bottom - top)) for x, y in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        stroke = f'stroke-width="2" stroke-dasharray="{DASHES[number]}"'
        parts.append(f'<polyline points="{path}" fill="none" stroke="{COLOURS[number]}" {stroke}/>')
        y = bottom + 66 + 22 * number
        parts += [line(LEFT, y, LEFT + 34, y, COLOURS[number], stroke), text(LEFT + 42, y + 4, name)]
    return picture(bottom + 60 + 22 * len(series), title, parts)


@dataclass(frozen=True)
class Span:
    """A piece of work: who did it, and from when to when, in seconds."""

    worker: int
    begin: float
    end: float


def timelines(title: str, panels: dict[str, list[Span]]) -> str:
    """Rows of bars, a row for each worker; all panels on one scale of time."""
    longest = max(span.end for spans in panels.values() for span in spans)
    room = WIDTH - LEFT - RIGHT
    parts: list[str] = []
    y = 26
    for number, (name, spans) in enumerate(panels.items()):
        took = max(span.end for span in spans)
        parts.append(text(LEFT, y, f"{name}: {took:.2f} s"))
        rows = sorted({span.worker for span in spans})
        for place, worker in enumerate(rows):
            base = y + 10 + place * 20
            parts.append(text(LEFT - 8, base + 12, str(place + 1), "end"))
            for span in (each for each in spans if each.worker == worker):
                x, wide = LEFT + span.begin / longest * room, (span.end - span.begin) / longest * room
                colour = COLOURS[number % len(COLOURS)]
                box = f'x="{x:.1f}" y="{base}" width="{max(wide - 1, 1):.1f}" height="15"'
                parts.append(f'<rect {box} fill="{colour}" fill-opacity="0.75" rx="2"/>')
        y += 42 + 20 * len(rows)
    return picture(y - 10, title, parts)


def chains(title: str, columns: dict[str, list[str]]) -> str:
    """Boxes from top to bottom, each of which holds the next."""
    parts: list[str] = []
    room = (WIDTH - 12) / len(columns)
    for column, (name, boxes) in enumerate(columns.items()):
        x, wide = 12 + column * room, room - 12
        middle = x + wide / 2
        parts.append(text(middle, 20, name, "middle"))
        for place, words in enumerate(boxes):
            y = 32 + place * 62
            box = f'x="{x:.0f}" y="{y}" width="{wide:.0f}" height="36"'
            parts.append(f'<rect {box} fill="#eef3fa" stroke="{COLOURS[column % 4]}" rx="4"/>')
            parts.append(text(middle, y + 23, words, "middle"))
            if place:
                parts.append(line(middle, y - 26, middle, y - 4, "#222222", 'stroke-width="1.5"'))
                parts.append(f'<path d="M {middle - 5:.0f} {y - 8} l 5 8 l 5 -8 z" fill="#222222"/>')
    return picture(32 + 62 * max(map(len, columns.values())) - 14, title, parts)


# What is drawn


def calls_of_a_sort() -> str:
    """How often a key and a comparison are called."""
    series: dict[str, Points] = {"comparison: cmp_to_key": [], "key": []}
    for size in range(0, 2001, 100):
        parcels = [n * 7919 % 10007 for n in range(size)]
        compared: list[int] = []
        keyed: list[int] = []
        sorted(parcels, key=cmp_to_key(lambda a, b, log=compared: log.append(a) or a - b))
        sorted(parcels, key=lambda grams, log=keyed: log.append(grams) or grams)
        series["comparison: cmp_to_key"].append((size, len(compared)))
        series["key"].append((size, len(keyed)))
    return curves("Calls of a key and of a comparison, by the number of elements", "elements sorted", "calls", series)


class Report:
    """A large thing with a small title."""

    def __init__(self) -> None:
        self.title = "May"
        self.pages = bytes(1_000_000)


def what_a_button_holds() -> str:
    """What a function keeps alive: all that its cell leads to."""
    report = Report()
    title = report.title

    def chain(name: str, function: Callable[[], str]) -> tuple[str, list[str]]:
        held = (function.__closure__ or ())[0].cell_contents
        if isinstance(held, str):
            return name, ["button", "function <lambda>", "cell: title", f"str of {sys.getsizeof(held)} bytes"]
        size = sys.getsizeof(held.pages)
        return name, ["button", "function <lambda>", "cell: report", type(held).__name__, f"{size:,} bytes"]

    columns = [chain("lambda: report.title", lambda: report.title), chain("lambda: title", lambda: title)]
    return chains("What two buttons hold: a report with its pages, or a title", dict(columns))


def memory_of_four_ways() -> str:
    """Memory while a mean is handed over for each reading: a list, tee, chunks, a generator."""
    count, look = 20_000, 200
    used: list[float] = []

    def readings() -> Iterator[float]:
        for minute in range(count):
            if minute % look == 0:
                used.append(tracemalloc.get_traced_memory()[0] / 1024)
            yield 20.0 + minute / 7

    def handed_over(values: Sequence[float] | Iterator[float]) -> None:
        for place, _ in enumerate(values):
            if place % look == 0:
                used.append(tracemalloc.get_traced_memory()[0] / 1024)

    def as_list() -> None:
        handed_over(list(readings()))

    def by_tee() -> None:
        first, second = tee(readings())
        min(first)
        handed_over(second)

    def in_chunks() -> None:
        walk = readings()
        while chunk := [value for value, _ in zip(walk, range(4_000), strict=False)]:
            handed_over(chunk)
            del chunk

    def as_generator() -> None:
        handed_over(readings())

    series: dict[str, Points] = {}
    ways = {"list": as_list, "tee, one walk ahead": by_tee, "chunks of 4,000": in_chunks, "generator": as_generator}
    for name, way in ways.items():
        used.clear()
        tracemalloc.start()
        base = tracemalloc.get_traced_memory()[0] / 1024
        way()
        tracemalloc.stop()
        series[name] = [(100 * place / (len(used) - 1), max(each - base, 0)) for place, each in enumerate(used)]
    title = "Memory of a list, of tee, of chunks and of a generator, from the first reading to the last result"
    return curves(title, "course of the run, in percent", "KiB in use", series)


class Request:
    """What a service makes for each request."""

    itself: Request | None = None


def shapes_of_a_leak() -> str:
    """How many requests are alive while a service works: a leak, a cache with a limit, cycles, neither."""
    history: list[Request] = []

    @lru_cache(maxsize=100)
    def cached(number: int, make: Callable[[], Request]) -> Request:
        return make()

    def leak(number: int, request: Request) -> None:
        history.append(request)

    def cache(number: int, request: Request) -> None:
        cached(number, lambda: request)

    def cycle(number: int, request: Request) -> None:
        request.itself = request

    def clean(number: int, request: Request) -> None:
        pass

    series: dict[str, Points] = {}
    before = gc.get_threshold()
    gc.set_threshold(180)
    names = {"kept in a list": leak, "cache, maxsize=100": cache, "cycles, collected": cycle, "freed at once": clean}
    for name, handle in names.items():
        gc.collect()
        alive: weakref.WeakSet[Request] = weakref.WeakSet()
        points = series[name] = []
        for number in range(501):
            request = Request()
            alive.add(request)
            handle(number, request)
            del request
            if number % 5 == 0:
                points.append((number, len(alive)))
        history.clear()
        cached.cache_clear()
    gc.set_threshold(*before)
    title = "Requests alive: kept in a list, in a cache with a limit, in cycles, and freed at once"
    return curves(title, "requests handled", "requests alive", series)


def wait(_: int) -> tuple[int, float, float]:
    """A piece of work that waits; who did it, and when."""
    begin = time.time()
    time.sleep(0.1)
    return threading.get_native_id(), begin, time.time()


def compute(_: int) -> tuple[int, float, float]:
    """A piece of work that computes."""
    begin = time.time()
    total = 0
    for step in range(6_000_000):
        total += step
    return threading.get_native_id(), begin, time.time()


def spans(pool: Executor, work: Callable[[int], tuple[int, float, float]], tasks: int) -> list[Span]:
    """What a pool's workers did and when, in the quickest of the runs."""
    best: list[Span] = []
    with pool:
        list(pool.map(work, range(4)))  # so that its workers are there
        for _ in range(RUNS):
            start = time.time()
            done = [Span(who, begin - start, end - start) for who, begin, end in pool.map(work, range(tasks))]
            took = max(span.end for span in done)
            if not best or took < max(span.end for span in best):
                best = done
    return best


def waiting_and_computing() -> str:
    """Eight waits and four sums, by one thread, by several, by processes."""
    panels = {
        "8 waits, one after another": spans(ThreadPoolExecutor(1), wait, 8),
        "8 waits, 4 threads": spans(ThreadPoolExecutor(4), wait, 8),
        "4 sums, 2 threads": spans(ThreadPoolExecutor(2), compute, 4),
        "4 sums, 2 processes": spans(ProcessPoolExecutor(2), compute, 4),
    }
    return timelines("Who works when: waiting overlaps in threads, computing in processes", panels)


FIGURES: dict[str, tuple[str, Callable[[], str]]] = {
    "calls_of_a_sort": ("01_lambda_functions", calls_of_a_sort),
    "what_a_button_holds": ("01_lambda_functions", what_a_button_holds),
    "memory_of_four_ways": ("02_iterators_and_generators", memory_of_four_ways),
    "shapes_of_a_leak": ("03_memory_management", shapes_of_a_leak),
    "waiting_and_computing": ("04_threads_and_processes", waiting_and_computing),
}
"""Each figure's topic, and what draws it."""


def main() -> None:
    """Draws all figures, or those that are named."""
    parser = argparse.ArgumentParser(description="Draw the figures of the lessons.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(FIGURES))
    parser.add_argument("--into", type=Path, default=EXERCISES, metavar="FOLDER", help="in place of exercises/")
    options = parser.parse_args()
    if unknown := [name for name in options.names if name not in FIGURES]:
        parser.error(f"no figure {unknown[0]!r}; there are {', '.join(FIGURES)}")
    for name in options.names or FIGURES:
        topic, draw = FIGURES[name]
        place = options.into / topic / "lesson" / "figures" / f"{name}.svg"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(draw(), encoding="utf-8")
        print(place)


if __name__ == "__main__":
    main()

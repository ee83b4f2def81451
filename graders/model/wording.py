"""Numbers in words: amounts with their units, and how a measure stands to its bound."""

from __future__ import annotations

import math
import re

from graders.model.report import Measure

_BINARY = ("KiB", "MiB", "GiB", "TiB")

# Of what was counted, the first plural: "rows alive", "score calls per item", "of 20 pages begun".
# Behind a share or a ratio ("CPU time of all processes", "times the answer") no noun can stand.
_NOUN = re.compile(
    r"(?:of (?:the last )?[\d,]+ )?(?!times )"
    r"(?:[\w-]+ )??([\w-]*[^\Ws]s|children)(?![\w'-])"
)


def amount(value: float, unit: str, digits: int | None = None) -> str:
    """The value as a learner reads it: "0.6 KiB", "64 KiB", "3", "0.65", "1.5 s", "12 ms".

    Digits after the point: at most one for bytes and seconds and two for counts, unless asked
    otherwise.
    """
    if not math.isfinite(value):
        return "unknown" if math.isnan(value) else "no limit"
    if digits is None:
        digits = 1 if unit in ("bytes", "seconds") else 2
    if unit == "bytes":
        return _bytes(value, digits)
    if unit == "seconds":
        short = 0 < abs(value) < 0.1
        return f"{_number(value * 1000 if short else value, digits)} {'ms' if short else 's'}"
    return f"{_number(value, digits)} {unit}".rstrip()


def amounts(value: float, bound: float, unit: str) -> tuple[str, str]:
    """Both amounts, with as many digits as it takes to tell them apart."""
    for digits in (None, 2, 3, 4, 6):
        shown = amount(value, unit, digits), amount(bound, unit, digits)
        if shown[0] != shown[1] or value == bound:
            return shown
    return f"{value!r} {unit}".rstrip(), f"{bound!r} {unit}".rstrip()


def headroom(measure: Measure) -> str:
    """A measure and its bound: "memory 0.6 KiB of 64 KiB", "8 fetches in flight, at least 4"."""
    value, bound = amounts(measure.value, measure.bound, measure.unit)
    what, relation = measure.what, measure.relation
    if relation == "at most" and measure.unit == "bytes" and measure.bound > 0:
        return f"{what} {value} of {bound}"
    # A plural noun reads well after a whole number; beside 1, a share or a unit it is a label.
    said = f"{what} {value}" if measure.unit else f"{what}: {value}"
    if not measure.unit and measure.value != 1 and float(measure.value).is_integer():
        said = f"{value} {what}"
    none_allowed = measure.bound == 0 and relation != "at least"
    return f"{said}, {bound} allowed" if none_allowed else f"{said}, {relation} {bound}"


def brief(measure: Measure) -> str:
    """The numbers first, should the rest be cut: "0.6 KiB of 64 KiB", "8 (at least 4) fetches"."""
    value, bound = amounts(measure.value, measure.bound, measure.unit)
    if measure.unit == "bytes":
        return f"{value} of {bound}"
    if measure.relation == "at most":
        return f"{value} of {bound} {measure.what}"
    return f"{value} ({measure.relation} {bound}) {measure.what}"


ENDED = "; the test ended there"
"""Behind the number of a count that would have gone on."""


def excess(measure: Measure) -> str:
    """How far a bound is missed: "132x over", "over by 1 row", "3 of at least 4 fetches"."""
    value, bound = amounts(measure.value, measure.bound, measure.unit)
    if math.isnan(measure.value):
        return "not measured"
    if measure.relation == "at least":
        return f"{value} of at least {_counted(bound, measure)}"
    if measure.relation == "exactly":
        return f"{value} instead of {_counted(bound, measure)}"
    if measure.bound > 0 and measure.value >= 2 * measure.bound:
        ratio = measure.value / measure.bound
        digits = 1 if ratio < 10 else 0
        return f"{_number(ratio, digits)}x over" if math.isfinite(ratio) else "endlessly over"
    more = measure.value - measure.bound
    if measure.unit or measure.bound <= 0 or noun_of(measure):
        return f"over by {_counted(amounts(more, 0, measure.unit)[0], measure)}"
    return f"over by {amounts(100 * more / measure.bound, 0, '')[0]}%"


def noun_of(measure: Measure) -> str:
    """What is counted, as a plural: "rows" of "rows alive"; "" for a size, a share or a ratio."""
    found = None if measure.unit else _NOUN.match(measure.what)
    return found[1] if found else ""


def _counted(value: str, measure: Measure) -> str:
    """An amount with what it counts, one or many: "1 row", "12 rows"; a size has its unit."""
    noun = noun_of(measure)
    if value == "1":
        noun = re.sub(r"ies$", "y", noun)
        noun = re.sub(r"(?<=ss|ch|sh)es$|(?<=x)es$|(?<=child)ren$|s$", "", noun)
    return f"{value} {noun}".rstrip()


def number_of(count: int, noun: str) -> str:
    """A count with its noun, one or many: "1 item", "1,200 keys", "2 processes"."""
    many = "es" if noun.endswith(("s", "x", "ch", "sh")) else "s"
    return f"{count:,} {noun}{'' if count == 1 else many}"


def _bytes(value: float, digits: int) -> str:
    if abs(value) < 103:  # below 0.1 KiB
        return f"{_number(value, 0)} byte{'' if value == 1 else 's'}"
    power = 0
    scaled = value / 1024
    while round(abs(scaled), digits) >= 1024 and power < len(_BINARY) - 1:
        scaled, power = scaled / 1024, power + 1
    return f"{_number(scaled, digits)} {_BINARY[power]}"


def _number(value: float, digits: int) -> str:
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

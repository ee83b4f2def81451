"""Values in a learner's words, and where two of them differ."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterator
from typing import Any, TypeAlias

import pytest

from graders.model.report import Verdict
from graders.model.wording import number_of
from graders.workers.inside.objects import Proxy

Approx: TypeAlias = "pytest.Approx[Any]"

MAX_WHOLE_CHARACTERS = 150
"""Of both values together: what is longer is told by its first difference."""

_MAX_ASKED = 8
"""Objects of the worker that are asked how they look: each is a call of the learner's code."""

_AROUND = 12
"""Characters of a text that are shown before the first that differs."""

_SHOWN = 40
"""Characters of a text that are shown in all."""

_ADDRESS = re.compile(r"<((?:[^<>]|<\w+>)+) at 0x\w+>")
"""What Python says of an object that says nothing of itself: "<kata.Box object at 0x7f3...>"."""

_METHOD = re.compile(r"<bound method (\S+) of [^<>]*>")

_PROXY = re.compile(r"<(\w+) of the learner>")
"""What the judge has of an object of the worker."""

_OBJECT = re.compile(r"(?:(?:\w+|<\w+>)\.)*(\w+) object\b")


class _Words(reprlib.Repr):
    """A repr of bounded length and without addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlist = self.maxtuple = self.maxset = self.maxfrozenset = self.maxdict = 12
        self.maxarray = self.maxdeque = 12
        self.maxstring = self.maxother = 90
        self.maxlong = 60
        self._asked = 0

    def repr1(self, x: Any, level: int) -> str:
        """One value, in the words of the learner's class where it is an object of the worker."""
        if isinstance(x, Proxy):
            return self._of_the_worker(x)
        if isinstance(x, type):
            return x.__name__
        if isinstance(x, pytest.Approx):
            return self.repr1(x.expected, level)
        return super().repr1(x, level)

    def repr_instance(self, x: Any, level: int) -> str:
        """An object of the test, or a number."""
        try:
            text = without_addresses(repr(x))
        except Exception:
            text = a(type(x).__name__)
        return text if len(text) <= self.maxother else f"{text[: self.maxother]}..."

    def repr_int(self, x: int, level: int) -> str:
        """A number; one of very many digits as 0x..., which costs no more than they are many."""
        return super().repr_int(x, level) if x.bit_length() < 10_000 else f"{hex(x)[:20]}..."

    def _of_the_worker(self, x: Any) -> str:
        kind = type(x).__name__
        self._asked += 1
        if self._asked > _MAX_ASKED:
            return a(kind)
        try:
            told = x._perform("__repr__", (), {})
        except (Exception, Verdict):  # it has none that answers: its kind is enough
            return a(kind)
        if not isinstance(told, str):
            return a(kind)
        plain = without_addresses(told)
        return plain if len(plain) <= self.maxother else f"{plain[: self.maxother]}..."


def without_addresses(text: str) -> str:
    """A text with "a Box" in the place of "<kata.Box object at 0x7f3...>", and "your Box"."""
    return _PROXY.sub(r"your \1", _METHOD.sub(r"\1", _ADDRESS.sub(_plain, text)))


def _plain(match: re.Match[str]) -> str:
    kind = _OBJECT.match(match[1])
    if kind:
        return a(kind[1])
    words = match[1].split(" of ")[0]  # "built-in method append", "function total.<locals>.add"
    return words.split()[-1].rpartition("<locals>.")[2]


def a(kind: str) -> str:
    """A noun with its article: "a list", "an int"."""
    return f"a{'n' * (kind[:1].lower() in 'aeiou')} {kind}"


def shown(value: object) -> str:
    """A value in a line of bounded length."""
    text = _Words().repr(value)
    return text if len(text) <= MAX_WHOLE_CHARACTERS else f"{text[:MAX_WHOLE_CHARACTERS]}..."


def differ(given: Any, expected: Any, subject: str = "you gave") -> str:
    """How what was given differs from what was expected: "you gave 3, expected 4".

    Long values are told by their first difference, with its place: "at [7] you gave 3, ...".
    """
    path, told = _differ(given, expected, "")
    return f"at {path} {subject} {told}" if path else f"{subject} {told}"


def same(given: Any, expected: Any) -> bool:
    """They are equal; False where that cannot be told."""
    try:
        return bool(given == expected)
    except (Exception, Verdict):
        return False


def _differ(given: Any, expected: Any, path: str) -> tuple[str, str]:
    """The place of the first difference, and what is there."""
    close = expected if isinstance(expected, pytest.Approx) else None
    wanted, about = (close.expected, "about ") if close is not None else (expected, "")
    one, other = shown(given), shown(wanted)
    whole = len(one) + len(other) <= MAX_WHOLE_CHARACTERS and "..." not in one + other
    if not whole:
        inner = next(_inside(given, wanted, close, path), None)
        if inner:
            return inner
    if one != other:
        return path, f"{one}, expected {about}{other}"
    # As 1 of a class that is like int, or an object that equals only itself.
    kinds = a(type(given).__name__), a(type(wanted).__name__)
    if kinds[0] != kinds[1]:
        return path, f"{one}, {kinds[0]}, expected {kinds[1]}"
    return path, f"{one}, expected another that looks alike"


def _inside(given: Any, wanted: Any, close: Approx | None, path: str) -> Iterator[tuple[str, str]]:
    """The differences inside of two containers or texts of one kind, the first one first."""
    if type(given) is not type(wanted):
        return
    if isinstance(given, (list, tuple)):
        for index, (one, other) in enumerate(zip(given, wanted, strict=False)):
            if not same(one, _near(other, close)):
                yield _differ(one, _near(other, close), f"{path}[{index}]")
        if len(given) != len(wanted):
            least, longer = min(len(given), len(wanted)), max(given, wanted, key=len)
            lacks = "is missing" if longer is wanted else "is one too many"
            yield path, f"{_sizes(given, wanted)}: {shown(longer[least])} at [{least}] {lacks}"
    elif isinstance(given, dict):
        for key, value in wanted.items():
            if key not in given:
                yield path, f"{_sizes(given, wanted)}: the key {shown(key)} is missing"
            elif not same(given[key], _near(value, close)):
                yield _differ(given[key], _near(value, close), f"{path}[{shown(key)}]")
        for key in given:
            if key not in wanted:
                yield path, f"{_sizes(given, wanted)}: the key {shown(key)} is one too many"
    elif isinstance(given, (set, frozenset)):
        for members, lacks in ((wanted - given, "missing"), (given - wanted, "too many")):
            if members:
                yield path, f"{_sizes(given, wanted)}; {lacks}: {shown(members)}"
    elif isinstance(given, (str, bytes, bytearray)):
        pairs = enumerate(zip(given, wanted, strict=False))
        least = min(len(given), len(wanted))
        index = next((at for at, (one, other) in pairs if one != other), least)
        cut = slice(max(index - _AROUND, 0), max(index - _AROUND, 0) + _SHOWN)
        sizes = f"{len(given):,} and {len(wanted):,} long" * (len(given) != len(wanted))
        where = f"differs from character {index:,} on"
        told = f"{given[cut]!r}, expected {wanted[cut]!r}"
        yield path, f"... {told} ... ({', '.join(filter(None, (where, sizes)))})"


def _near(value: Any, close: Approx | None) -> Any:
    """What a part of an approximate value is compared with."""
    if close is None:
        return value
    return pytest.approx(value, rel=close.rel, abs=close.abs, nan_ok=close.nan_ok)


def _sizes(given: Any, wanted: Any) -> str:
    return f"{number_of(len(given), 'item')}, expected {len(wanted):,}"

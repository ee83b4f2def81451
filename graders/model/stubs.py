"""The stubs as they were handed out, kept with the graders.

What nobody has worked on is known by them, and ``reset`` brings them back. ``stubs.json`` holds the
text of each, and the tests that it passes as it is; ``verify --record`` writes it, and ``verify``
complains where it is not true any more.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import msgspec
from msgspec.structs import replace

from graders.model.exercises import ROOT
from graders.model.files import write_whole
from graders.model.versions import digest, renames

FILE = Path(__file__).with_name("stubs.json")

MORE_BYTES = 8 << 10
"""By which an untouched stub may be longer, for blank lines and comments."""

_LINE_END = re.compile(r"\r\n?")
_COMMENT = re.compile(r"#.*")
_WORD = re.compile(r"\w+")


class Stub(msgspec.Struct, frozen=True):
    """One stub."""

    text: str
    passes: list[str] = []
    """Its tests that pass on it: there are some where the stub is code to mend."""
    earlier: list[str] | msgspec.UnsetType = msgspec.UNSET
    """The digests of the texts that were handed out in its place by earlier versions."""


@cache
def stubs() -> dict[str, Stub]:
    """Every stub by the name of its exercise."""
    return msgspec.json.decode(FILE.read_bytes(), type=dict[str, Stub])


def record(made: dict[str, Stub]) -> None:
    """Write the file, with these in place of what it says of them.

    The digests of those before stay, by the name that the exercise has now.
    """
    before = stubs() if FILE.exists() else {}
    names = renames(ROOT)
    known = {name: stub for name, stub in before.items() if name not in names} | made
    for name, stub in made.items():
        of_before = [each for old, each in before.items() if names.get(old, old) == name]
        earlier = [text for each in of_before for text in (*(each.earlier or ()), _digest(each))]
        others = [each for each in dict.fromkeys(earlier) if each != _digest(stub)]
        known[name] = replace(stub, earlier=others or msgspec.UNSET)
    text = msgspec.json.format(msgspec.json.encode(dict(sorted(known.items()))), indent=1).decode()
    write_whole(FILE, f"{text}\n")
    stubs.cache_clear()


def _digest(stub: Stub) -> str:
    return digest(stub.text.encode())


def passes(name: str) -> frozenset[str]:
    """The tests that an exercise's stub passes as it is."""
    known = stubs().get(name)
    return frozenset(known.passes if known else ())


def is_untouched(name: str, data: bytes) -> bool:
    """True for the stub of an exercise: whatever its comments, blank lines and line ends are.

    Also for that of an earlier version, as it was handed out.
    """
    known = stubs().get(name)
    if known and digest(data) in (known.earlier or ()):
        return True
    if known is None or len(data) > len(known.text.encode()) + MORE_BYTES:
        return False
    text = _LINE_END.sub("\n", data.decode("utf-8-sig", errors="replace"))
    # A stranger's text: it is parsed here only where it has the stub's own words.
    return _words(text) == _words(known.text) and _tree(text) == _tree(known.text)


def _words(text: str) -> list[str]:
    return _WORD.findall(_COMMENT.sub("", text))


def _tree(text: str) -> str | None:
    """The syntax tree in a comparable form; None for what has none."""
    try:
        return ast.dump(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None

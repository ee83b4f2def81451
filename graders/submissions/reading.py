"""What a source says, read from its syntax tree once: whether it is Python, what it defines.

The text is a stranger's: every step takes a time that grows with it, no faster, and nothing here
recurses.
"""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graders.submissions.apart import Ended, apart
from graders.submissions.meddling import Found, meddling

MAX_DEFINITIONS = 1_000
"""Functions and classes that are kept."""

MAX_IMPORTS = 100
"""Statements that import, the first of them."""

_SHOWS_ITSELF = frozenset({"antigravity", "idlelib", "test", "this", "turtledemo"})
"""Modules that do more than define something when they are imported."""

_MAX_MESSAGE_CHARACTERS = 300

_MAX_PICTURE_COLUMNS = 72
"""Of a line that is not Python."""

_PLAINER = (
    "Write it in a plainer way: shorter expressions, fewer levels, data kept out of the source."
)


@dataclass(frozen=True)
class Reading:
    """What is known of a source."""

    line: int = 1
    """The line of what is not Python."""
    refusal: str = ""
    """Why it cannot be graded; "" where it can."""
    advice: str = ""
    picture: str = ""
    """The line of what is not Python, with a caret below the place."""
    found: tuple[Found, ...] = ()
    """The places that reach for the interpreter, by line: a note."""
    defined: dict[str, int] = field(default_factory=dict)
    """The line of each function and class by its name, outer ones first."""
    imports: tuple[tuple[str, list[str]], ...] = ()
    """Modules of the standard library that are imported anywhere, each with the names that are
    taken from it."""

    @property
    def traces_memory(self) -> bool:
        """It imports tracemalloc, the meter of the exact number."""
        return any(module == "tracemalloc" for module, _ in self.imports)


def _picture(error: SyntaxError) -> str:
    text, place = (error.text or "").rstrip("\r\n"), max((error.offset or 1) - 1, 0)
    first = max(place - _MAX_PICTURE_COLUMNS // 2, len(text) - len(text.lstrip()))
    shown = text[first : first + _MAX_PICTURE_COLUMNS].replace("\t", " ")
    return f"{shown}\n{' ' * max(place - first, 0)}^" if shown.strip() else ""


@lru_cache(maxsize=64)
def reading(name: str, text: str) -> Reading:
    """The reading of a file of this name; kept, since every test of an exercise asks for it."""
    try:
        told = apart(read, name, text)
    except Ended as ended:
        when = "to read" if "takes" in str(ended) else "when read"
        return Reading(refusal=f"{ended} {when}", advice=_PLAINER)
    return Reading(
        **{
            **told,
            "found": tuple(Found(*each) for each in told.get("found", ())),
            "imports": tuple((module, names) for module, names in told.get("imports", ())),
        }
    )


def read(name: str, text: str) -> dict[str, Any]:
    """The fields of a reading, as plain values."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text, filename=name)
            compile(tree, name, "exec", dont_inherit=True)
    except SyntaxError as error:
        what = f"{type(error).__name__}: {error.msg}"[:_MAX_MESSAGE_CHARACTERS]
        return {
            "line": error.lineno or 1,
            "refusal": what,
            "advice": "Python cannot read this line or the one before it.",
            "picture": _picture(error),
        }
    except (ValueError, RecursionError, MemoryError) as error:
        why = str(error)[:_MAX_MESSAGE_CHARACTERS] or type(error).__name__
        return {"refusal": f"cannot be compiled ({why})", "advice": _PLAINER}
    nodes = list(ast.walk(tree))
    defined: dict[str, int] = {}
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if len(defined) >= MAX_DEFINITIONS:
                break
            defined.setdefault(node.name, node.lineno)
    places = [(each.line, each.what) for each in meddling(nodes)]
    return {"found": places, "defined": defined, "imports": _imports(nodes)}


def _imports(nodes: Sequence[ast.AST]) -> list[tuple[str, list[str]]]:
    """The modules of the standard library that a tree imports; never a file of the learner's."""
    found: list[tuple[str, list[str]]] = []
    for node in nodes:
        if isinstance(node, ast.Import):
            found += [(each.name, []) for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node.module, [each.name for each in node.names if each.name != "*"]))
    allowed = sys.stdlib_module_names - _SHOWS_ITSELF
    return [each for each in found if each[0].split(".")[0] in allowed][:MAX_IMPORTS]

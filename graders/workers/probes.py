"""Probes: small functions and classes of a test file that run beside the learner's code."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graders.workers.named import Named

_SOURCES: dict[Path, dict[str, str]] = {}


class Probe(Named):
    """A function or class of a test file that lives in the worker; calling it runs it there.

    It stands alone: it sees the other probes of its file and what it imports itself, nothing else.
    A class is immutable there: it counts in a list of its own, not in an attribute.
    """

    def __init__(self, original: Callable[..., Any], by_word: str = "") -> None:
        self.name = original.__name__
        self.by_word = by_word
        """Why no meter outside of the worker can say what it says; "" where it says no measure."""
        self.original = original
        self.__doc__ = original.__doc__
        file = Path(inspect.getsourcefile(inspect.unwrap(original)) or "").resolve()
        lines, start = inspect.getsourcelines(original)
        node = ast.parse(textwrap.dedent("".join(lines))).body[0]
        assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        # Without the mark, and at its own line numbers, for tracebacks.
        first = min([node.lineno, *(each.lineno for each in node.decorator_list[1:])])
        source = "\n" * (start + first - 2) + textwrap.dedent("".join(lines[first - 1 :]))
        _SOURCES.setdefault(file, {})[self.name] = source

    @property
    def __wire__(self) -> tuple[str, str]:
        # Whoever calls it or hands it over asks for this first.
        if self.by_word:
            from graders.workers import execution  # which imports this module

            execution.current().mark_word(self.by_word)
        return "p", self.name


def probe(original: Any = None, *, by_word: str = "") -> Any:
    """Mark a function or class of a test file as a probe: its source is sent to the worker.

    A probe that measures, rather than uses the learner's code, says with ``by_word`` why no meter
    outside of the worker can: every test that uses it is marked in the report. What it returns of
    the learner's answers needs no mark, they are the learner's to give.
    """
    if original is None:
        return lambda marked: Probe(marked, by_word)
    return Probe(original, by_word)


def probes_of(test_file: Path) -> list[str]:
    """Sources of the probes of a test file, in their order."""
    return list(_SOURCES.get(test_file.resolve(), {}).values())


def names_of(test_file: Path) -> frozenset[str]:
    """Their names."""
    return frozenset(_SOURCES.get(test_file.resolve(), {}))

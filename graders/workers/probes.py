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

    def __init__(self, original: Callable[..., Any]) -> None:
        self.name = original.__name__
        self.original = original
        self.__doc__ = original.__doc__
        self.__wire__ = ("p", self.name)
        file = Path(inspect.getsourcefile(inspect.unwrap(original)) or "").resolve()
        lines, start = inspect.getsourcelines(original)
        node = ast.parse(textwrap.dedent("".join(lines))).body[0]
        assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        # Without the mark, and at its own line numbers, for tracebacks.
        first = min([node.lineno, *(each.lineno for each in node.decorator_list[1:])])
        source = "\n" * (start + first - 2) + textwrap.dedent("".join(lines[first - 1 :]))
        _SOURCES.setdefault(file, {})[self.name] = source


def probe(original: Any) -> Any:
    """Mark a function or class of a test file as a probe: its source is sent to the worker."""
    return Probe(original)


def probes_of(test_file: Path) -> list[str]:
    """Sources of the probes of a test file, in their order."""
    return list(_SOURCES.get(test_file.resolve(), {}).values())

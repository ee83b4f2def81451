"""Rules on the source itself, by its syntax tree: the judge parses the file, never imports it."""

from __future__ import annotations

import ast

from graders.bounds.count import hold
from graders.model.report import Measure
from graders.workers import execution


def syntax() -> ast.Module:
    """The syntax tree of the graded file."""
    return execution.current().source.tree


def nodes(*kinds: type[ast.AST]) -> int:
    """How many nodes of these kinds the graded file has."""
    return sum(isinstance(node, kinds) for node in ast.walk(syntax()))


def no_more_than(bound: int, what: str, *kinds: type[ast.AST]) -> None:
    """Hold the number of these nodes: ``no_more_than(0, "def statements", ast.FunctionDef)``.

    Raises:
        Over: there are more.
    """
    hold(Measure(what, nodes(*kinds), bound))

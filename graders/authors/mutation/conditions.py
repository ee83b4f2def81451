"""Edits of what decides: comparisons, bounds, logic."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from graders.authors.mutation.syntax import Edits, node

Operators = Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]]

OPPOSITES: Operators = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.GtE,),
    ast.LtE: (ast.Gt,),
    ast.Gt: (ast.LtE,),
    ast.GtE: (ast.Lt,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}

NEIGHBOURS: Operators = {
    ast.Lt: (ast.LtE,),
    ast.LtE: (ast.Lt,),
    ast.Gt: (ast.GtE,),
    ast.GtE: (ast.Gt,),
}

IDENTITIES: Operators = {
    ast.Eq: (ast.Is,),
    ast.NotEq: (ast.IsNot,),
    ast.Is: (ast.Eq,),
    ast.IsNot: (ast.NotEq,),
}

AMOUNT = 1000
"""A number from which on it stands for about so much."""


def _compared(part: ast.AST, by: Operators) -> Edits:
    if isinstance(part, ast.Compare):
        for place, operator in enumerate(part.ops):
            for other in by.get(type(operator), ()):
                operators = [*part.ops[:place], other(), *part.ops[place + 1 :]]
                yield node(part, ast.Compare(part.left, operators, part.comparators))


def comparison(part: ast.AST) -> Edits:
    """``==`` becomes ``!=``, ``<`` becomes ``>=``, ``in`` becomes ``not in``."""
    yield from _compared(part, OPPOSITES)


def identity(part: ast.AST) -> Edits:
    """``is`` becomes ``==`` and the other way round, but for constants.

    Python keeps one object of a number or text as it likes, and little equals None but itself.
    """
    if isinstance(part, ast.Compare):
        sides = ast.iter_child_nodes(part)
        if not any(isinstance(each, ast.Constant) for each in sides):
            yield from _compared(part, IDENTITIES)


def boundary(part: ast.AST) -> Edits:
    """``<`` becomes ``<=``; a number below 1,000, an end of a slice or of a range is one off.

    A larger number is an amount, of which nobody sees one more or less.
    """
    yield from _compared(part, NEIGHBOURS)
    number = part.value if isinstance(part, ast.Constant) else None
    if type(number) is int and number < AMOUNT:
        yield from (node(part, ast.Constant(number + by)) for by in (1, -1))
    ends: list[ast.expr | None] = []
    if isinstance(part, ast.Slice):
        ends = [part.lower, part.upper]
    elif isinstance(part, ast.Call) and getattr(part.func, "id", "") == "range":
        ends = list(part.args)
    for end in ends:
        if end is not None and not isinstance(end, ast.Constant):
            for by in (ast.Add(), ast.Sub()):
                yield node(end, ast.BinOp(end, by, ast.Constant(1)))


def boolean(part: ast.AST) -> Edits:
    """``and`` becomes ``or``, a part of either is dropped; ``not`` is dropped; True is False."""
    if isinstance(part, ast.BoolOp):
        other = ast.Or() if isinstance(part.op, ast.And) else ast.And()
        yield node(part, ast.BoolOp(other, part.values))
        for place in range(len(part.values)):
            rest = [*part.values[:place], *part.values[place + 1 :]]
            yield node(part, ast.BoolOp(part.op, rest) if len(rest) > 1 else rest[0])
    elif isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not):
        yield node(part, part.operand)
    elif isinstance(part, ast.Constant) and isinstance(part.value, bool):
        yield node(part, ast.Constant(not part.value))


def condition(part: ast.AST) -> Edits:
    """What an ``if``, a ``while`` or a comprehension asks is always true, or always false."""
    if isinstance(part, ast.If | ast.While | ast.IfExp):
        asked = [part.test]
    else:
        asked = part.ifs if isinstance(part, ast.comprehension) else []
    for test in asked:
        if not isinstance(test, ast.Constant):
            yield from (node(test, ast.Constant(always)) for always in (True, False))

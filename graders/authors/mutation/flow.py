"""Edits of the order of things: statements removed, swapped, moved."""

from __future__ import annotations

import ast
from itertools import pairwise

from graders.authors.mutation.cleanup import ENDINGS
from graders.authors.mutation.syntax import (
    FUNCTIONS,
    Block,
    Edit,
    Edits,
    blocks,
    called,
    edited,
    is_text,
    node,
    spliced,
    yields,
)

_FIXED = (*FUNCTIONS, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal, ast.Pass)
"""Statements that are neither removed nor swapped: without a definition nothing runs at all."""

PURE = {
    *("min", "max", "len", "abs", "deque", "set", "dict", "list", "tuple", "Lock", "RLock"),
    *("range", "bytearray"),
}
"""Calls that look at their arguments, or make something, and do nothing else."""

_TELLS = (ast.Yield, ast.YieldFrom, ast.Await, ast.Subscript)


def _moves(statement: ast.stmt) -> bool:
    declares = isinstance(statement, ast.AnnAssign) and statement.value is None
    return not (isinstance(statement, _FIXED) or is_text(statement) or declares)


def removed(part: ast.AST) -> Edits:
    """A statement is left out."""
    for block in blocks(part):
        for place, statement in enumerate(block):
            if _moves(statement):
                yield Edit(block, spliced(block, place, []), statement)


def swapped(part: ast.AST) -> Edits:
    """A statement changes places with the next one, unless nothing can tell which came first."""
    if isinstance(part, ast.Module):
        return
    for block in blocks(part):
        for place, (first, second) in enumerate(pairwise(block)):
            if _moves(first) and _moves(second) and not _apart(first, second):
                yield Edit(block, spliced(block, place, [second, first], 2), first)


def _apart(first: ast.stmt, second: ast.stmt) -> bool:
    """True for two statements of which one is an assignment, and neither can tell of the other."""
    names, set_by, assigns = [], [], []
    for statement in (first, second):
        parts = list(edited(statement))
        # What may run code of somebody's, or let others run.
        calls = any(isinstance(each, ast.Call) and called(each) not in PURE for each in parts)
        if calls or any(isinstance(each, _TELLS) for each in parts):
            return False
        said = [each for each in parts if isinstance(each, ast.Name | ast.Attribute)]
        names.append({ast.unparse(each) for each in said})
        set_by.append({ast.unparse(each) for each in said if isinstance(each.ctx, ast.Store)})
        assigns.append(isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign))
    if not any(assigns) or set_by[0] & names[1] or set_by[1] & names[0]:
        return False
    # What an attribute is, others may see.
    return all(assigns) or not any("." in name for name in set_by[assigns.index(True)])


def error_swallowed(part: ast.AST) -> Edits:
    """An error in a loop, so also one of what it goes through, is taken for its end.

    Loops that only start or end things are left alone: what could go wrong in them?
    """
    for block in blocks(part):
        for place, statement in enumerate(block):
            value = statement.value if isinstance(statement, ast.Expr) else None
            if isinstance(statement, ast.For | ast.AsyncFor | ast.While):
                does = [getattr(each, "value", each) for each in statement.body]
                swallows = not all(called(each) in {*ENDINGS, "start"} for each in does)
            else:
                swallows = isinstance(value, ast.YieldFrom) and not isinstance(
                    value.value, ast.Subscript
                )
            if swallows:
                handler = ast.ExceptHandler(ast.Name("Exception"), None, [ast.Pass()])
                guarded = ast.Try([statement], [handler], [], [])
                yield Edit(block, spliced(block, place, [guarded]), statement)


def updated_in_place(part: ast.AST) -> Edits:
    """An attribute is emptied and filled again, where it was assigned another object."""
    for block in blocks(part):
        for place, statement in enumerate(block):
            if isinstance(statement, ast.Assign) and isinstance(
                statement.targets[0], ast.Attribute
            ):
                target = statement.targets[0]
                new: Block = [
                    ast.Expr(ast.Call(ast.Attribute(target, "clear"), [], [])),
                    ast.Expr(ast.Call(ast.Attribute(target, "update"), [statement.value], [])),
                ]
                yield Edit(block, spliced(block, place, new), statement)


def jump(part: ast.AST) -> Edits:
    """``break`` becomes ``continue`` and the other way round."""
    if isinstance(part, ast.Break):
        yield node(part, ast.Continue())
    elif isinstance(part, ast.Continue):
        yield node(part, ast.Break())


def yield_moved(part: ast.AST) -> Edits:
    """A ``yield`` after a ``try`` or ``with`` moves into it, one at its end moves out of it."""
    for block in blocks(part):
        for place, statement in enumerate(block):
            after = block[place + 1 : place + 2]
            if isinstance(statement, ast.With | ast.AsyncWith | ast.Try):
                if after and yields(after[0]):
                    taken = _with_more(statement, after[0])
                    yield Edit(block, spliced(block, place, [taken], 2), after[0])
                if len(statement.body) > 1 and yields(statement.body[-1]):
                    shorter = _with_body(statement, statement.body[:-1])
                    new = [shorter, statement.body[-1]]
                    yield Edit(block, spliced(block, place, new), statement.body[-1])


def _with_more(outer: ast.With | ast.AsyncWith | ast.Try, last: ast.stmt) -> ast.stmt:
    """The same with a statement at the end of each way through it."""
    if not isinstance(outer, ast.Try):
        return _with_body(outer, [*outer.body, last])
    handlers = [
        ast.ExceptHandler(each.type, each.name, [*each.body, last]) for each in outer.handlers
    ]
    if outer.orelse:
        return ast.Try(outer.body, handlers, [*outer.orelse, last], outer.finalbody)
    return ast.Try([*outer.body, last], handlers, [], outer.finalbody)


def _with_body(outer: ast.With | ast.AsyncWith | ast.Try, body: Block) -> ast.stmt:
    if isinstance(outer, ast.Try):
        return ast.Try(body, outer.handlers, outer.orelse, outer.finalbody)
    return type(outer)(outer.items, body)

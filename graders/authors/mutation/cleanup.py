"""Edits of what has to happen whatever happens: errors, ``finally``, ``with``, closing."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from graders.authors.mutation.syntax import (
    Block,
    Edit,
    Edits,
    blocks,
    called,
    last_name,
    node,
    spliced,
)

ENDINGS = {
    *("acquire", "cancel", "clear", "close", "exit", "flush", "join", "kill", "notify"),
    *("notify_all", "put", "release", "remove", "seek", "set", "shutdown", "task_done"),
    *("terminate", "throw", "unlink", "wait", "aclose", "cancel_join_thread"),
}
"""Methods that end something, let go of it or wait for it."""

USUAL = ("ArithmeticError", "LookupError", "OSError", "RuntimeError", "TypeError", "ValueError")
"""The classes of most errors: an error of a class of the test's own is of none of them."""

NARROWER = {
    "BaseException": ("Exception",),
    "Exception": ("ValueError", "OSError"),
    "OSError": ("FileNotFoundError",),
    "LookupError": ("KeyError", "IndexError"),
    "ArithmeticError": ("ZeroDivisionError",),
    "ValueError": ("UnicodeDecodeError",),
    "RuntimeError": ("RecursionError",),
    "Empty": ("ValueError",),
    "Full": ("ValueError",),
}
"""Classes of errors, each with some that are caught less often."""


def except_class(part: ast.AST) -> Edits:
    """A handler, or ``suppress``, takes fewer errors, more of them, or all there are."""
    if isinstance(part, ast.ExceptHandler):
        for kind in _others(part.type):
            yield node(part, ast.ExceptHandler(kind, part.name, part.body))
        if part.type is not None and part.name is None:
            yield node(part, ast.ExceptHandler(None, None, part.body))
    elif called(part) == "suppress" and isinstance(part, ast.Call):
        caught = part.args[0] if len(part.args) == 1 else ast.Tuple(part.args)
        for kind in _others(caught):
            kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
            yield node(part, ast.Call(part.func, kinds, []))


def _others(kind: ast.expr | None) -> Iterator[ast.expr]:
    """Classes, narrower and wider, in place of those that are caught."""
    if isinstance(kind, ast.Tuple):
        for place in range(len(kind.elts)):
            rest = [*kind.elts[:place], *kind.elts[place + 1 :]]
            yield rest[0] if len(rest) == 1 else ast.Tuple(rest)
    name = last_name(kind)
    if name in ("Exception", "BaseException"):
        yield ast.Tuple([ast.Name(each) for each in USUAL])
    for other in (*NARROWER.get(name, ()), *_wider(name), "Exception", "BaseException"):
        if other != name and not (name == "BaseException" and other == "BaseException"):
            yield ast.Name(other)


def _wider(name: str) -> tuple[str, ...]:
    """The class above a builtin one, where it is neither of the two that take nearly everything."""
    known = getattr(builtins, name, None)
    above = known.__base__.__name__ if isinstance(known, type) and known.__base__ else ""
    return (above,) if above not in ("", "object", "Exception", "BaseException") else ()


def except_removed(part: ast.AST) -> Edits:
    """A handler is left out; what ``else`` guards from it moves into the ``try``."""
    for block in blocks(part):
        for place, tried in enumerate(block):
            if isinstance(tried, ast.Try):
                for number, handler in enumerate(tried.handlers):
                    rest = [*tried.handlers[:number], *tried.handlers[number + 1 :]]
                    new = _tried(tried.body, rest, tried.orelse, tried.finalbody)
                    yield Edit(block, spliced(block, place, new), handler)
                if tried.orelse:
                    body = [*tried.body, *tried.orelse]
                    new = _tried(body, tried.handlers, [], tried.finalbody)
                    yield Edit(block, spliced(block, place, new), tried.orelse[0])


def _tried(
    body: Block, handlers: list[ast.ExceptHandler], otherwise: Block, finalbody: Block
) -> Block:
    """A ``try`` of these parts, or just its body where nothing is left to guard it."""
    if not handlers and not finalbody:
        return [*body, *otherwise]
    if not handlers:
        return [ast.Try([*body, *otherwise], [], [], finalbody)]
    return [ast.Try(body, handlers, otherwise, finalbody)]


def raised_class(part: ast.AST) -> Edits:
    """An error of another class is raised; one that is raised from another forgets it."""
    if not isinstance(part, ast.Raise) or part.exc is None:
        return
    name = called(part.exc) or last_name(part.exc)
    known = getattr(builtins, name, None)
    if isinstance(known, type) and known.__base__ is not None:
        others = [known.__base__.__name__, *NARROWER.get(name, ())[:1]]
        for other in others:
            kind: ast.expr = ast.Name(other)
            if isinstance(part.exc, ast.Call):
                kind = ast.Call(kind, part.exc.args, part.exc.keywords)
            yield node(part, ast.Raise(kind, part.cause))
    if part.cause is not None:
        yield node(part, ast.Raise(part.exc, None))


def finally_removed(part: ast.AST) -> Edits:
    """What stands under ``finally`` is left out, done where nothing went wrong, or begins later."""
    for block in blocks(part):
        for place, tried in enumerate(block):
            if isinstance(tried, ast.Try) and tried.finalbody:
                body = _tried(tried.body, tried.handlers, tried.orelse, [])
                for new in (body, [*body, *tried.finalbody]):
                    yield Edit(block, spliced(block, place, new), tried.finalbody[0])
                if len(tried.body) > 1:
                    rest = (tried.handlers, tried.orelse, tried.finalbody)
                    new = [tried.body[0], ast.Try(tried.body[1:], *rest)]
                    yield Edit(block, spliced(block, place, new), tried.body[0])


def with_removed(part: ast.AST) -> Edits:
    """A ``with`` is left out, or what it enters is left only where nothing goes wrong."""
    for block in blocks(part):
        for place, outer in enumerate(block):
            if isinstance(outer, ast.With | ast.AsyncWith):
                for number, item in enumerate(outer.items):
                    rest = [*outer.items[:number], *outer.items[number + 1 :]]
                    inner: Block = [type(outer)(rest, outer.body)] if rest else outer.body
                    named = item.optional_vars
                    if number and named is not None:
                        continue  # what is entered before it may be what it needs
                    entered: Block = [*_entered(item.context_expr, named, outer)] if named else []
                    yield Edit(block, spliced(block, place, [*entered, *inner]), outer)
                    ends = ast.Return | ast.Raise if rest else ast.Raise
                    if not number and not isinstance(outer.body[-1], ends):
                        left = [*_entered_and_left(item, outer, inner)]
                        yield Edit(block, spliced(block, place, left), outer)


def _entered(manager: ast.expr, named: ast.expr | None, outer: ast.With | ast.AsyncWith) -> Block:
    """What a ``with`` enters is entered, and named, and not left."""
    is_async = isinstance(outer, ast.AsyncWith)
    enter = ast.Attribute(manager, "__aenter__" if is_async else "__enter__")
    value: ast.expr = ast.Call(enter, [], [])
    value = ast.Await(value) if is_async else value
    return [ast.Assign([named], value) if named else ast.Expr(value)]


def _entered_and_left(item: ast.withitem, outer: ast.With | ast.AsyncWith, inner: Block) -> Block:
    """The same, left where nothing went wrong."""
    is_async = isinstance(outer, ast.AsyncWith)
    manager = ast.Name("entered")
    leave = ast.Attribute(manager, "__aexit__" if is_async else "__exit__")
    left: ast.expr = ast.Call(leave, [ast.Constant(None)] * 3, [])
    end: Block = [ast.Expr(ast.Await(left) if is_async else left)]
    last = inner[-1]
    if isinstance(last, ast.Return):
        answer = ast.Name("answer")
        inner = [*inner[:-1], ast.Assign([answer], last.value or ast.Constant(None))]
        end += [ast.Return(answer)]
    return [
        ast.Assign([manager], item.context_expr),
        *_entered(manager, item.optional_vars, outer),
        *inner,
        *end,
    ]


def with_shortened(part: ast.AST) -> Edits:
    """The last statement under a ``with`` stands after it, or the first one before it."""
    for block in blocks(part):
        for place, outer in enumerate(block):
            if isinstance(outer, ast.With | ast.AsyncWith) and len(outer.body) > 1:
                first, last = outer.body[0], outer.body[-1]
                head = type(outer)(outer.items, outer.body[:-1])
                yield Edit(block, spliced(block, place, [head, last]), last)
                tail = type(outer)(outer.items, outer.body[1:])
                yield Edit(block, spliced(block, place, [first, tail]), first)


def ending_removed(part: ast.AST) -> Edits:
    """A call that closes, joins, cancels, releases or wakes is left out."""
    for block in blocks(part):
        for place, statement in enumerate(block):
            value = statement.value if isinstance(statement, ast.Expr) else None
            value = value.value if isinstance(value, ast.Await) else value
            if isinstance(value, ast.Call) and called(value) in ENDINGS:
                yield Edit(block, spliced(block, place, []), statement)

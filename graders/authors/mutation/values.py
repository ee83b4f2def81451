"""Edits of values: arithmetic, texts, and other types whose values compare equal."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from graders.authors.mutation.syntax import (
    FUNCTIONS,
    Edits,
    call,
    called,
    edited,
    last_name,
    node,
    within,
)

OTHERS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
}

EQUALS = {
    "list": "tuple",
    "tuple": "list",
    "int": "float",
    "bool": "int",
    "set": "frozenset",
    "frozenset": "set",
    "bytes": "bytearray",
}
"""Types, each with another one whose values look the same, or are equal, to whoever compares."""

WHOLE = {"int", "len", "ord", "sum"}
"""Calls that usually give a whole number."""


def arithmetic(part: ast.AST) -> Edits:
    """``+`` becomes ``-``, ``//`` becomes ``/``, ``+=`` becomes ``=``; a sign is dropped."""
    if isinstance(part, ast.BinOp) and type(part.op) in OTHERS:
        yield node(part, ast.BinOp(part.left, OTHERS[type(part.op)](), part.right))
    elif isinstance(part, ast.AugAssign):
        if type(part.op) in OTHERS:
            yield node(part, ast.AugAssign(part.target, OTHERS[type(part.op)](), part.value))
        yield node(part, ast.Assign([part.target], part.value))
    elif isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.USub | ast.Invert):
        yield node(part, part.operand)


def text(part: ast.AST) -> Edits:
    """A constant text begins otherwise, or is in the other case; a value is left out of a text."""
    if isinstance(part, ast.JoinedStr):
        for place, piece in enumerate(part.values):
            if isinstance(piece, ast.FormattedValue):
                yield node(part, ast.JoinedStr([*part.values[:place], *part.values[place + 1 :]]))
    elif isinstance(part, ast.Constant) and isinstance(part.value, str):
        yield node(part, ast.Constant(f"X{part.value[1:]}"))
        if part.value.swapcase() != part.value:
            yield node(part, ast.Constant(part.value.swapcase()))
    elif isinstance(part, ast.Constant) and isinstance(part.value, bytes):
        yield node(part, ast.Constant(b"X" + part.value[1:]))


def float_for_int(part: ast.AST) -> Edits:
    """A whole number becomes the float that equals it, or a constant float the whole number.

    Not where it is compared, or divided, or says how often or where: nobody notices, or everybody.
    """
    if isinstance(part, ast.Module):
        used = {id(inner) for each in edited(part) for inner in _spent(each)}
        for each in edited(part):
            if id(each) not in used:
                if isinstance(each, ast.Constant) and type(each.value) is int:
                    yield node(each, ast.Constant(float(each.value)))
                elif isinstance(each, ast.Constant) and isinstance(each.value, float):
                    if each.value.is_integer():
                        yield node(each, ast.Constant(int(each.value)))
                elif called(each) in WHOLE and isinstance(each, ast.Call):
                    yield node(each, call("float", each))


def _spent(part: ast.AST) -> Iterator[ast.AST]:
    """Numbers of which nobody sees more than what they are good for here."""
    if isinstance(part, ast.Compare | ast.Subscript) or called(part) == "range":
        yield from ast.iter_child_nodes(part)
    elif isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div):
        yield from ast.walk(part)


def equal_type(part: ast.AST) -> Edits:
    """What a public function returns or yields is of another type that is, or looks, equal."""
    if isinstance(part, FUNCTIONS) and not part.name.startswith("_"):
        for inner in within(part.body):
            yields = isinstance(inner, ast.Yield)
            if isinstance(inner, ast.Return | ast.Yield) and inner.value is not None:
                kind = _item(part.returns) if yields else part.returns
                for new in _of_equal_type(inner.value, kind):
                    yield node(inner.value, new)


def _item(returns: ast.expr | None) -> ast.expr | None:
    """What an iterator yields, by its annotation."""
    if isinstance(returns, ast.Subscript):
        first = returns.slice
        return first.elts[0] if isinstance(first, ast.Tuple) and first.elts else first
    return None


def _of_equal_type(value: ast.expr, kind: ast.expr | None) -> Iterator[ast.expr]:
    """A value of this annotated type, and each of its items, as one of another type."""
    name = last_name(kind.value if isinstance(kind, ast.Subscript) else kind)
    for type_of in (ast.List, ast.ListComp, ast.Tuple, ast.Set):
        if isinstance(value, type_of):
            name = {ast.List: "list", ast.ListComp: "list", ast.Set: "set"}.get(type_of, "tuple")
    if called(value) in EQUALS or called(value) == "sorted":
        name = called(value).replace("sorted", "list")
    if name in EQUALS:
        yield call(EQUALS[name], value)
    if isinstance(value, ast.Tuple) and isinstance(kind, ast.Subscript):
        kinds = kind.slice.elts if isinstance(kind.slice, ast.Tuple) else [kind.slice]
        for place, (item, of) in enumerate(zip(value.elts, kinds, strict=False)):
            for new in _of_equal_type(item, of):
                yield ast.Tuple([*value.elts[:place], new, *value.elts[place + 1 :]])

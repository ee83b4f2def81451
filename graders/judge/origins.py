"""Whose value each side of a failed assert is: the answer's, or what the test expects of it.

Read from the syntax tree of the test file: what comes of a name of the stub is the answer's, and
so is what is made of that; what was handed to it shows what it did.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

_DISPLAYS = (ast.List, ast.Tuple, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)

_FILLS = frozenset({"append", "add", "extend", "update", "insert", "appendleft", "setdefault"})
"""Methods by which a container of the test gets something."""

_PASSES = 4
"""Over a function: names are made of names that are made of others."""

Definition = ast.FunctionDef | ast.AsyncFunctionDef


class Origin(IntEnum):
    """How near a value is to what the learner wrote."""

    TEST = 0
    """Made by the test alone."""
    SEEN = 1
    """Of an object that the learner's code was given, and shows what that did."""
    ANSWER = 2
    """Made of what the learner's code returned."""


class Step(NamedTuple):
    """A frame of the test file on the way to the assert."""

    function: str
    line: int


class Sides(NamedTuple):
    """A comparison: the source of both operands, and whose they are."""

    operators: tuple[str, ...]
    sources: tuple[str, ...]
    origins: tuple[Origin, ...]
    constant: tuple[bool, ...]
    """The operand is written out in the test, a container perhaps, or a constant of it."""


@dataclass(frozen=True)
class Place:
    """Where a test ended: the statement, and what it holds the answer against."""

    line: int
    source: str
    """The statement in one line."""
    condition: str = ""
    """That of an assert."""
    comparisons: tuple[Sides, ...] = ()
    """Of an assert, in the order in which they are evaluated."""
    raises: str = ""
    """The exception that a block around it asks for."""
    has_words: bool = False
    """The assert has a message of its own."""
    outer: Place | None = None
    """Where the test called the function of the test file that this is in."""


@lru_cache(maxsize=128)
def _tree(text: str) -> ast.Module:
    return ast.parse(text)


def place(text: str, stub: str, steps: Sequence[Step]) -> Place | None:
    """The statement at which the last step ended, in a test file of this text; None for none."""
    tree = _tree(text)
    names, found = _of_the_module(tree, stub), None
    for step in steps:
        chain = _enclosing(tree, step.line)
        if not chain:
            return None
        known = dict(names)
        for definition in chain:
            _learn(definition, known)
        names = _of_the_module(tree, stub) | _given(chain[-1], step.line, steps, known)
        here = _statement(chain[-1], step.line, text, known)
        if here is None:
            return None
        found = replace(here, outer=(found.outer or found) if found else None)
    return found


def _enclosing(tree: ast.Module, line: int) -> list[Definition]:
    """The functions around a line, the outermost first."""
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, Definition) and node.lineno <= line <= (node.end_lineno or line)
    ]
    return sorted(found, key=lambda node: node.lineno)


def _of_the_module(tree: ast.Module, stub: str) -> dict[str, Origin]:
    """What the names of the module are: those of the stub, and functions that use them."""
    names: dict[str, Origin] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == stub:
            names |= {each.asname or each.name: Origin.ANSWER for each in node.names}
        if isinstance(node, ast.Import):
            own = (each for each in node.names if each.name == stub)
            names |= {each.asname or each.name: Origin.ANSWER for each in own}
    for _ in range(_PASSES):
        for node in tree.body:
            if isinstance(node, Definition) and not node.name.startswith("test_"):
                _note(names, node.name, _strongest(node.body, names))
    return names


def _note(names: dict[str, Origin], name: str, origin: Origin) -> None:
    names[name] = max(origin, names.get(name, Origin.TEST))


def _strongest(nodes: Sequence[ast.AST], names: dict[str, Origin]) -> Origin:
    """ANSWER where a name of the answer's is used, else TEST."""
    used = (name for node in nodes for name in _names(node))
    return Origin.ANSWER if Origin.ANSWER in {names.get(each) for each in used} else Origin.TEST


def _names(node: ast.AST) -> Iterator[str]:
    """The names that decide what an expression is: not those of an index."""
    if isinstance(node, ast.Name):
        yield node.id
    parts = [node.value] if isinstance(node, ast.Subscript) else ast.iter_child_nodes(node)
    for part in parts:
        yield from _names(part)


def _origin(node: ast.AST, names: dict[str, Origin]) -> Origin:
    return max((names.get(each, Origin.TEST) for each in _names(node)), default=Origin.TEST)


def _given(
    definition: Definition, line: int, steps: Sequence[Step], names: dict[str, Origin]
) -> dict[str, Origin]:
    """What the parameters of the next step's function are, by the call at this line."""
    called = {step.function for step in steps}
    given: dict[str, Origin] = {}
    for node in ast.walk(definition):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in called and node.lineno <= line <= (node.end_lineno or line):
            for place_of, argument in enumerate(node.args):
                given[f"{node.func.id}:{place_of}"] = _origin(argument, names)
            for keyword in node.keywords:
                given[f"{node.func.id}:{keyword.arg}"] = _origin(keyword.value, names)
    return given


def _learn(definition: Definition, names: dict[str, Origin]) -> None:
    """Add what the names of a function are."""
    parameters = [*definition.args.posonlyargs, *definition.args.args, *definition.args.kwonlyargs]
    for at, parameter in enumerate(parameters):
        for key in (f"{definition.name}:{at}", f"{definition.name}:{parameter.arg}"):
            _note(names, parameter.arg, names.get(key, Origin.TEST))
    for _ in range(_PASSES):
        before = dict(names)
        for node in ast.walk(definition):
            for name, origin in _told(node, names):
                _note(names, name, origin)
        if names == before:
            return


def _told(node: ast.AST, names: dict[str, Origin]) -> Iterator[tuple[str, Origin]]:
    """What a statement or an expression tells of names."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _bound(target, node.value, names)
    elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)) and node.value:
        yield from _bound(node.target, node.value, names)
    elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        yield from _bound(node.target, node.iter, names)
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        shown = Origin.SEEN if _strongest(node.body, names) else Origin.TEST
        for item in node.items:
            if item.optional_vars is not None:
                yield from _bound(item.optional_vars, item.context_expr, names)
                raised = "raises" in ast.unparse(item.context_expr)
                for name in _names(item.optional_vars):
                    yield name, Origin.ANSWER if shown and raised else shown
    elif isinstance(node, Definition):
        yield node.name, _strongest(node.body, names)
        for name in _filled(node):
            yield name, Origin.SEEN
    elif isinstance(node, ast.Call):
        arguments = [*node.args, *(each.value for each in node.keywords)]
        if _origin(node.func, names) is Origin.ANSWER:
            for argument in arguments:
                for name in _names(argument):
                    yield name, Origin.SEEN
        elif isinstance(node.func, ast.Attribute) and node.func.attr in _FILLS:
            for name in _names(node.func.value):
                yield name, _strongest(arguments, names)


def _bound(
    target: ast.expr, value: ast.expr, names: dict[str, Origin]
) -> Iterator[tuple[str, Origin]]:
    """What a target gets of a value; what is only seen is not handed on, as in a copy."""
    parts = target.elts if isinstance(target, ast.Tuple) else []
    values: list[ast.expr] = []
    if isinstance(value, ast.Tuple):
        values = value.elts
    elif isinstance(value, ast.Call) and ast.unparse(value.func) == "zip":
        values = value.args
    elif isinstance(value, ast.Call) and ast.unparse(value.func) == "enumerate":
        values = [ast.Constant(0), *value.args[:1]]
    if parts and len(parts) == len(values):
        for part, its in zip(parts, values, strict=True):
            yield from _bound(part, its, names)
        return
    for name in _names(target):
        yield name, _strongest([value], names)


def _filled(definition: Definition) -> Iterator[str]:
    """Names of others that a function inside of a test fills or counts up."""
    for node in ast.walk(definition):
        if isinstance(node, ast.Nonlocal):
            yield from node.names
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in _FILLS:
            yield from _names(called.value)


def _statement(
    definition: Definition, line: int, text: str, names: dict[str, Origin]
) -> Place | None:
    around = [
        node
        for node in ast.walk(definition)
        if isinstance(node, ast.stmt)
        and node is not definition
        and node.lineno <= line <= (node.end_lineno or line)
    ]
    if not around:
        return None
    innermost = max(around, key=lambda node: (node.lineno, node.col_offset))
    asked_for = [_asked_for(node) for node in around if isinstance(node, ast.With)]
    raises = next(filter(None, reversed(asked_for)), "")
    source = _source(innermost, text)
    if isinstance(innermost, ast.With):  # it was on the way in or out of the block
        items = ", ".join(ast.unparse(item) for item in innermost.items)
        source = f"with {items}: {_source(innermost.body[0], text)}"
    if not isinstance(innermost, ast.Assert):
        return Place(line, " ".join(source.split()), raises=raises)
    return Place(
        line,
        " ".join(source.split()),
        " ".join(_source(innermost.test, text).split()),
        tuple(_sides(each, text, names) for each in _compared(innermost.test)),
        raises,
        innermost.msg is not None,
    )


def _source(node: ast.AST, text: str) -> str:
    return ast.get_source_segment(text, node) or ast.unparse(node)


def _asked_for(block: ast.With) -> str:
    """The exception that ``with pytest.raises(...)`` asks for; "" for another block."""
    for item in block.items:
        call = item.context_expr
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("pytest.raises", "raises"):
            kinds = call.args[0] if call.args else call
            named = isinstance(kinds, (ast.Name, ast.Attribute, ast.Tuple))
            return ast.unparse(kinds) if named else "the error of the test"
    return ""


def _compared(condition: ast.expr) -> Iterator[ast.Compare]:
    """The comparisons that pytest tells of, in the order in which they are evaluated."""
    if isinstance(condition, ast.Compare):
        yield condition
    elif isinstance(condition, ast.BoolOp):
        for value in condition.values:
            yield from _compared(value)


def _sides(node: ast.Compare, text: str, names: dict[str, Origin]) -> Sides:
    operands = [node.left, *node.comparators]
    return Sides(
        tuple(_WORDS[type(each)] for each in node.ops),
        tuple(" ".join(_source(each, text).split()) for each in operands),
        tuple(_origin(each, names) for each in operands),
        tuple(
            isinstance(each, _DISPLAYS) or all(name.isupper() for name in _names(each))
            for each in operands
        ),
    )


_WORDS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}

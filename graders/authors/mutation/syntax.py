"""A reference's syntax tree: which of its nodes are edited, and the tree with one of them replaced.

Everything works on the tree of the text as ``ast.unparse`` writes it. So a statement is one line,
which does not depend on how the reference is laid out, and a diff shows the edit alone.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Block = list[ast.stmt]
"""The statements of a body, a branch, a handler."""

Function = ast.FunctionDef | ast.AsyncFunctionDef

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

BLOCKS = ("body", "orelse", "finalbody")
"""The fields of a node that are blocks."""

_NOT_RUN = ("annotation", "returns", "type_comment", "type_params")
"""Fields for the readers of types: nothing that they say shows when the code runs."""

_FOR_TYPES = {"TypeVar", "ParamSpec", "TypeVarTuple", "NewType", "cast"}
"""Calls whose arguments are for those readers too."""


@dataclass(frozen=True)
class Edit:
    """A node, a block or other list in place of another one of the same tree."""

    old: ast.AST | Block | list[ast.expr]
    new: ast.AST | Block | list[ast.expr]
    at: ast.AST
    """A node on the line that is said to be changed."""


Edits = Iterator[Edit]


def node(old: ast.AST, new: ast.AST) -> Edit:
    """A node in place of another one."""
    return Edit(old, new, old)


def replaced(tree: ast.Module, edit: Edit) -> str:
    """The text of the tree with the edit; the tree itself stays as it is."""
    # A copy that believes to have made a copy of the old part already: the new one.
    changed = copy.deepcopy(tree, {id(edit.old): edit.new})
    return ast.unparse(ast.fix_missing_locations(changed))


def normalised(text: str) -> str:
    """A source as ``ast.unparse`` writes it: without comments, a line for each statement."""
    return ast.unparse(ast.parse(text))


def edited(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that may be edited, in the order of the text.

    All but docstrings, types, and how an error is worded, which no page prescribes.
    """
    if is_text(tree) or called(tree) in _FOR_TYPES or _names_a_type(tree):
        return
    yield tree
    for name, value in ast.iter_fields(tree):
        if name not in _NOT_RUN:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _raised(child) if isinstance(tree, ast.Raise) else edited(child)


def _raised(error: ast.AST) -> Iterator[ast.AST]:
    """Those of what is raised, without a text that it is made with."""
    if not isinstance(error, ast.Call):
        yield from edited(error)
        return
    yield from edited(error.func)
    for argument in error.args:
        if not isinstance(argument, ast.JoinedStr | ast.Constant):
            yield from edited(argument)


def _names_a_type(tree: ast.AST) -> bool:
    """True for ``Pair = tuple[int, str]``."""
    value = tree.value if isinstance(tree, ast.Assign) else None
    kind = last_name(value.value) if isinstance(value, ast.Subscript) else ""
    return kind[:1].isupper() or kind in ("dict", "list", "set", "tuple", "deque", "type")


def blocks(owner: ast.AST) -> Iterator[Block]:
    """The blocks of a node."""
    for name in BLOCKS:
        block = getattr(owner, name, None)
        if isinstance(block, list) and block:
            yield block


def spliced(block: Block, place: int, new: Sequence[ast.stmt], count: int = 1) -> Block:
    """A block with other statements in place of some; never an empty one."""
    return [*block[:place], *new, *block[place + count :]] or [ast.Pass()]


def is_text(statement: ast.AST) -> bool:
    """True for a docstring, or another text that stands alone."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def called(expression: ast.AST) -> str:
    """The last name of what a call calls: "close" of ``file.close()``; "" where none is called."""
    return last_name(expression.func) if isinstance(expression, ast.Call) else ""


def last_name(expression: ast.AST | None) -> str:
    """The name of ``a``, the last one of ``a.b``; "" of anything else."""
    if isinstance(expression, ast.Attribute):
        return expression.attr
    return expression.id if isinstance(expression, ast.Name) else ""


def call(name: str, *arguments: ast.expr) -> ast.Call:
    """A call of a name with these arguments."""
    return ast.Call(ast.Name(name), list(arguments), [])


def within(statements: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """The nodes of a function's body, without those of functions and classes in it."""
    for statement in statements:
        yield statement
        if not isinstance(statement, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
            yield from within(ast.iter_child_nodes(statement))


def yields(statement: ast.AST) -> bool:
    """True for a statement that yields in itself, not in another statement of it."""
    value = getattr(statement, "value", None)
    return isinstance(value, ast.Yield | ast.YieldFrom)

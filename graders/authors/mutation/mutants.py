"""The mutants of a reference, each with the key by which it is recorded."""

from __future__ import annotations

import ast
import types
import warnings
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import unified_diff

from graders.authors.mutation.operators import OPERATORS
from graders.authors.mutation.syntax import edited, normalised, replaced

_HEADS = ("---", "+++", "@@")
"""How the lines of a diff begin that tell of files and places."""


@dataclass(frozen=True)
class Key:
    """What a mutant is known by; other lines of the reference may move and change."""

    operator: str
    line: str
    """The changed line as ``ast.unparse`` writes it, or the line that something was put before."""
    becomes: str
    """The first new line; "" where lines are only left out."""
    number: int = 1
    """Of several with the same key, in the order of the text."""


@dataclass(frozen=True)
class Mutant:
    """A reference with one edit."""

    key: Key
    place: int
    """The line of the edit in the reference."""
    text: str = field(repr=False)
    diff: tuple[str, ...] = field(repr=False)
    """The changed lines, with one around them."""


def mutants(reference: str, operators: Collection[str] = tuple(OPERATORS)) -> Iterator[Mutant]:
    """Every edit of a reference by these operators, in the order of their table and of the text."""
    text = normalised(reference)
    tree = ast.parse(text)
    lines = text.splitlines()
    pairs = zip(_statements(ast.parse(reference)), _statements(tree), strict=True)
    places = {made.lineno: written.lineno for written, made in pairs}
    seen: dict[Key, int] = {}
    for name in (name for name in OPERATORS if name in operators):
        for part in list(edited(tree)):
            for edit in OPERATORS[name](part):
                changed = replaced(tree, edit)
                compared = unified_diff(lines, changed.splitlines(), n=1, lineterm="")
                diff = tuple(each.rstrip() for each in compared if not each.startswith(_HEADS))
                added = next((line[1:].strip() for line in diff if line.startswith("+")), "")
                number = getattr(edit.at, "lineno", 1)
                key = Key(name, lines[number - 1].strip(), added)
                seen[key] = seen.get(key, 0) + 1
                key = replace(key, number=seen[key])
                yield Mutant(key, places.get(number, number), changed, diff)


def _statements(tree: ast.Module) -> Iterator[ast.stmt | ast.ExceptHandler]:
    return (each for each in ast.walk(tree) if isinstance(each, ast.stmt | ast.ExceptHandler))


def distinct(reference: str, among: Iterable[Mutant]) -> Iterator[Mutant]:
    """Those that compile, each to other code than the reference and than those before it."""
    known = {compiled(normalised(reference))}
    for mutant in among:
        try:
            code = compiled(mutant.text)
        except (SyntaxError, ValueError):
            continue
        if code not in known:
            known.add(code)
            yield mutant


def compiled(text: str) -> str:
    """What a source compiles to, whatever lines it stands on.

    Raises:
        SyntaxError, ValueError: it does not compile.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _told(compile(text, "mutant", "exec", dont_inherit=True))


def _told(value: object) -> str:
    """Code, and constants in it, as a text that is equal for equal ones of the same types."""
    if isinstance(value, types.CodeType):
        numbers = (value.co_argcount, value.co_posonlyargcount, value.co_kwonlyargcount)
        names = (value.co_names, value.co_varnames, value.co_freevars, value.co_cellvars)
        bytecode = (value.co_code, getattr(value, "co_exceptiontable", b""), value.co_flags)
        constants = ", ".join(map(_told, value.co_consts))
        return f"{value.co_name} {numbers} {names} {bytecode} [{constants}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(_told, value))})"
    if isinstance(value, frozenset):
        return f"{{{', '.join(sorted(map(_told, value)))}}}"
    return repr(value)

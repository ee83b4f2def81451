"""A copy as it is made by somebody who does not want it to be seen: renamed, reordered, edited."""

from __future__ import annotations

import ast
import builtins
import itertools
import random
from collections.abc import Collection, Iterator, Sequence

from graders.authors.mutation.mutants import mutants
from graders.authors.mutation.operators import OPERATORS
from graders.authors.similarity.fingerprints import DEFINITIONS


def disguised(text: str, stub: str) -> str:
    """The same program under other names, its definitions in another order, without comments.

    The names of the stub stay, since the tests use them.
    """
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, *DEFINITIONS)):
            if ast.get_docstring(node, clean=False) is not None:
                node.body[:1] = [] if len(node.body) > 1 else [ast.Pass()]
            if isinstance(node, ast.Module | ast.ClassDef):
                _reorder(node.body)
    kept = {*dir(builtins), *_words(ast.parse(stub))}
    _rename(tree, kept | _fixed(tree))
    return ast.unparse(ast.fix_missing_locations(tree))


def edited(text: str, times: int, chance: random.Random) -> str:
    """The text with some edits of those that mutants are made by, one after the other."""
    for _ in range(times):
        text = chance.choice([each.text for each in mutants(text, tuple(OPERATORS))] or [text])
    return text


def _reorder(body: list[ast.stmt]) -> None:
    """Turn round each run of definitions of which none needs another one to be made."""
    start = 0
    for is_run, group in itertools.groupby(body, lambda each: isinstance(each, DEFINITIONS)):
        run = list(group)
        names = {each.name for each in run if isinstance(each, DEFINITIONS)}
        if is_run and len(names) == len(run) and not names & {*_needed(run)}:
            body[start : start + len(run)] = run[::-1]
        start += len(run)


def _needed(run: Sequence[ast.stmt]) -> Iterator[str]:
    """The names that are looked up while definitions are made, and perhaps some more."""
    for each in run:
        if isinstance(each, ast.ClassDef):
            yield from _words(each) - {each.name}
        elif isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in (*each.decorator_list, each.args, *filter(None, [each.returns])):
                yield from _words(part)


def _words(tree: ast.AST) -> set[str]:
    """All names and attributes that stand in a tree."""
    found: set[str] = set()
    for node in ast.walk(tree):
        for field in ("id", "attr", "arg", "name", "asname", "module"):
            word = getattr(node, field, None)
            found |= {word} if isinstance(word, str) else set()
    return found


def _fixed(tree: ast.Module) -> set[str]:
    """Names that cannot change alone: imports, keywords, words in texts, fields of classes."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.alias(name=name, asname=other):
                found |= {name.split(".")[0], *([other] if other else [])}
            case ast.keyword(arg=str(name)) | ast.Constant(value=str(name)):
                found.add(name)
            case ast.ClassDef(body=body):
                found |= {
                    each.id
                    for statement in body
                    if not isinstance(statement, DEFINITIONS)
                    for each in ast.walk(statement)
                    if isinstance(each, ast.Name)
                }
                found |= {each.name for each in body if isinstance(each, DEFINITIONS)}
    return found


_NAMED = {
    ast.Name: "id",
    ast.arg: "arg",
    ast.Attribute: "attr",
    **dict.fromkeys((*DEFINITIONS, ast.ExceptHandler, ast.MatchAs, ast.MatchStar), "name"),
}
"""The field of a node in which a name stands."""


def _rename(tree: ast.Module, kept: Collection[str]) -> None:
    """Give another name to whatever the file has named; attributes only where they are private.

    Any other attribute may be one of somebody else's object too.
    """
    named = [node for node in ast.walk(tree) if getattr(node, _NAMED.get(type(node), ""), None)]
    given = {
        getattr(node, _NAMED[type(node)])
        for node in named
        if not isinstance(getattr(node, "ctx", None), ast.Load)
        and (not isinstance(node, ast.Attribute) or node.attr.startswith("_"))
    }
    old = sorted(each for each in given - {*kept} if not each.startswith("__"))
    new = {each: f"{'_' * each.startswith('_')}w{number}" for number, each in enumerate(old)}
    for node in named:
        field = _NAMED[type(node)]
        word = getattr(node, field)
        if not isinstance(node, ast.Attribute) or word.startswith("_"):
            setattr(node, field, new.get(word, word))
    for node in ast.walk(tree):
        if isinstance(node, ast.Global | ast.Nonlocal):
            node.names[:] = [new.get(each, each) for each in node.names]

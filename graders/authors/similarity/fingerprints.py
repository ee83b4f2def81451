"""Fingerprints of a source: hashes of short pieces of its syntax tree, of which a part is chosen.

By winnowing: S. Schleimer, D. Wilkerson and A. Aiken, "Winnowing: local algorithms for document
fingerprinting", SIGMOD 2003. What is as long as ``GRAM_TOKENS + WINDOW_GRAMS - 1`` tokens and
stands in two sources is found in both; what is shorter than ``GRAM_TOKENS`` never is.

Left aside is what a copy can change for nothing: names, literals, comments, types, how something is
imported, and in which order definitions stand. A stranger's source is read in a process apart.
"""

from __future__ import annotations

import ast
import hashlib
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graders.submissions.apart import Ended, apart

GRAM_TOKENS = 8
"""Of a piece: about one statement."""

WINDOW_GRAMS = 2
"""Consecutive pieces, of which one is chosen at least."""

BATCH_CHARACTERS = 64 << 10
"""Of sources that one process reads; it needs some tenths of a second for them."""

MAX_DOTS = 4
"""In the name of what a module holds: nobody's chain of a thousand is followed at each dot."""

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

_BLOCKS = frozenset({"body", "orelse", "finalbody", "handlers"})

_LEFT_ASIDE = frozenset(
    {"annotation", "returns", "type_comment", "type_params", "ctx", "kind", "type_ignores"}
)
"""Fields that say nothing of what is done."""

_SILENT = (ast.Expr, ast.arguments, ast.Module)
"""Nodes that only hold others."""


class Print(NamedTuple):
    """A fingerprint, and the lines that it stands for."""

    hash: int
    first: int
    last: int


Prints = Sequence[Print]
"""Of one source."""

Hashes = frozenset[int]


def hashes(found: Prints) -> Hashes:
    """Those of a source, wherever they stand in it."""
    return frozenset(each.hash for each in found)


class Token(NamedTuple):
    """A node of a syntax tree, without what a copy can change for nothing."""

    word: str
    line: int


@dataclass(frozen=True)
class Given:
    """The names that a source gives to things: any others would do."""

    names: Collection[str]
    attributes: Collection[str]
    imported: Mapping[str, str]
    """What a name stands for that was imported: "itertools.chain"."""

    @classmethod
    def of(cls, tree: ast.AST) -> Given:
        """Those of a syntax tree, wherever they are given."""
        names: set[str] = set()
        attributes: set[str] = set()
        imported: dict[str, str] = {}
        for node in ast.walk(tree):
            match node:
                case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
                    names.add(name)
                    attributes.add(name)
                case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                    names.add(name)
                case ast.ExceptHandler(name=str(name)):
                    names.add(name)
                case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                    names.add(name)
                case ast.Attribute(attr=name, ctx=ast.Store() | ast.Del()):
                    attributes.add(name)
                case ast.Import(names=aliases):
                    for each in aliases:
                        first = each.name.split(".")[0]
                        imported[each.asname or first] = each.name if each.asname else first
                case ast.ImportFrom(module=module, names=aliases):
                    imported |= {
                        each.asname or each.name: f"{module}.{each.name}" for each in aliases
                    }
        return cls(names, attributes, imported)

    def word(self, node: ast.AST) -> str:
        """What stays of a node that is looked at alone."""
        match node:
            case ast.Name(id=name):
                return "a name" if name in self.names else self.imported.get(name, name)
            case ast.Attribute(attr=name):
                return "an attribute" if name in self.attributes else f".{name}"
            case ast.keyword(arg=str(name)):
                given = name in self.names or name in self.attributes
                return "a keyword" if given else f"{name}="
            case ast.Constant(value=bool() | None as value):
                return repr(value)
            case ast.Constant(value=value):
                return type(value).__name__
            case ast.AnnAssign():
                return "Assign"
            case _:
                return type(node).__name__

    def of_a_module(self, node: ast.AST) -> str:
        """The whole name of what a module holds, however it was imported; "" of anything else."""
        last = []
        for _ in range(MAX_DOTS):
            if not isinstance(node, ast.Attribute):
                break
            last.append(node.attr)
            node = node.value
        first = node.id if isinstance(node, ast.Name) and last else ""
        module = "" if first in self.names else self.imported.get(first, "")
        return ".".join([module, *reversed(last)]) if module else ""


def prints(tree: ast.Module) -> list[Print]:
    """The fingerprints of a syntax tree, definition by definition."""
    given = Given.of(tree)
    found = []
    left: list[ast.AST] = [tree]
    while left:
        tokens, inner = _tokens(left.pop(), given)
        left += inner
        words = [token.word.encode("utf-8", "replace") for token in tokens]
        grams = []
        for start in range(len(words) - GRAM_TOKENS + 1):
            # Python's own hash of a text is another one in each process.
            gram = b"\0".join(words[start : start + GRAM_TOKENS])
            grams.append(int.from_bytes(hashlib.blake2b(gram, digest_size=8).digest(), "big"))
        for place in winnowed(grams):
            lines = [token.line for token in tokens[place : place + GRAM_TOKENS]]
            found.append(Print(grams[place], min(lines), max(lines)))
    return found


def _tokens(home: ast.AST, given: Given) -> tuple[list[Token], list[ast.AST]]:
    """The tokens of a definition, and the definitions that stand in it: these stand for themselves.

    With a stack of its own: a stranger's tree may be deeper than Python's.
    """
    tokens: list[Token] = []
    inner: list[ast.AST] = []
    line = getattr(home, "lineno", 1)
    stack: list[ast.AST | str] = [home]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            tokens.append(Token(node, line))
            continue
        if isinstance(node, DEFINITIONS) and node is not home:
            inner.append(node)
            continue
        if _says_nothing(node):
            continue
        line = getattr(node, "lineno", line)
        whole = given.of_a_module(node)
        if whole:
            tokens.append(Token(whole, line))
            continue
        if not isinstance(node, _SILENT):
            tokens.append(Token(given.word(node), line))
        parts: list[ast.AST | str] = []
        for name, value in ast.iter_fields(node):
            if name not in _LEFT_ASIDE:
                held = value if isinstance(value, list) else [value]
                nodes = [each for each in held if isinstance(each, ast.AST)]
                parts += [*nodes, f"end of {name}"] if nodes and name in _BLOCKS else nodes
        stack.extend(reversed(parts))
    return tokens, inner


def _says_nothing(node: ast.AST) -> bool:
    """True for imports, docstrings, and what declares a type only."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Pass() | ast.AnnAssign(value=None):
            return True
        case ast.Expr(value=ast.Constant()):
            return True
    return False


def winnowed(grams: Sequence[int]) -> Iterator[int]:
    """The places of the chosen ones: of each window the smallest, of equal ones the rightmost."""
    chosen = -1
    for start in range(max(len(grams) - WINDOW_GRAMS, 0) + 1 if grams else 0):
        window = range(start, min(start + WINDOW_GRAMS, len(grams)))
        place = min(window, key=lambda each: (grams[each], -each))
        if place != chosen:
            yield place
        chosen = place


def of_sources(sources: Sequence[bytes]) -> list[Prints]:
    """The fingerprints of each source; of one that cannot be read, none."""
    texts = [_text(each) for each in sources]
    found: list[Prints] = []
    batch: list[str] = []
    for text in texts:
        if batch and sum(map(len, batch)) + len(text) > BATCH_CHARACTERS:
            found += _read(batch)
            batch = []
        batch.append(text)
    return found + _read(batch) if batch else found


def _text(source: bytes) -> str:
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _read(texts: Sequence[str]) -> list[Prints]:
    try:
        told = apart(read, *texts)
    except Ended:
        # One of them is hostile: the others are not to pay for it.
        return [_read([text])[0] for text in texts] if len(texts) > 1 else [[]]
    return [[Print(*each) for each in found] for found in told]


def read(*texts: str) -> list[list[Print]]:
    """The fingerprints of each text, in this process: ``of_sources`` has it done in another."""
    found = []
    for text in texts:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError):
            tree = ast.Module([], [])
        found.append(prints(tree))
    return found

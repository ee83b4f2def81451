"""Where a source reaches for the interpreter: a note for the instructor, from its syntax tree.

It decides nothing: honest code has such places too (``import pdb`` left in, ``inspect.signature``),
and what is meant to deceive can be spelt so that no reading finds it. It stands in the report
beside tests whose verdict rests on the worker's word: frames, the collector's lists, other modules'
insides, memory that Python does not see.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MAX_FOUND_PLACES = 100
"""Places that are told, the first of them."""

_MAX_NAME_CHARACTERS = 60
"""Of what is named."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MODULES = _words(
    "ctypes _ctypes tracemalloc _tracemalloc _weakref _testcapi _testinternalcapi probes inside"
    " unit __main__ inspect importlib _frozen_importlib pkgutil builtins signal _signal _thread"
    " mmap sqlite3 ssl _ssl dbm shelve tkinter curses pdb bdb code codeop trace faulthandler runpy"
)
"""Modules by which a meter is reached, that lead there, or to memory that Python does not see."""

_OF_MODULES = {
    "gc": _words("callbacks get_objects get_referrers get_referents"),
    "sys": _words("modules addaudithook meta_path path_hooks monitoring exc_info"),
    "weakref": _words("getweakrefs"),
    "threading": _words("_active _limbo _dangling setprofile settrace"),
    "os": _words("register_at_fork environ environb putenv"),
    "multiprocessing": _words("shared_memory Array RawArray heap sharedctypes"),
    "pickle": _words("loads load Unpickler"),
}
_ANYWHERE = _words(
    "_getframe _current_frames currentframe settrace setprofile f_back f_globals f_locals"
    " f_builtins tb_frame gi_frame cr_frame ag_frame __globals__ __closure__ cell_contents"
    " __callback__ __subclasses__ __builtins__ __import__ __getattribute__ __loader__ _peer"
    " get_objects get_referrers get_referents get_field"
)
_BUILTINS = _words("exec eval compile globals __import__ __builtins__ __loader__ __spec__")
_BY_NAME = _words("getattr setattr delattr attrgetter methodcaller")


@dataclass(frozen=True, order=True)
class Found:
    """A place in a source."""

    line: int
    what: str
    """What is named there."""


def meddling(nodes: Sequence[ast.AST]) -> list[Found]:
    """The places that reach for the interpreter, by line.

    ``nodes`` are a tree's, in the order of ``ast.walk``. A stranger wrote the tree: the time grows
    with the number of its nodes, no faster, and nothing here recurses.
    """
    return sorted(set(_Reading(nodes).found()))[:MAX_FOUND_PLACES]


class _Reading:
    """One look through a tree."""

    def __init__(self, nodes: Sequence[ast.AST]) -> None:
        self._nodes = nodes
        self._roots: dict[int, ast.expr] = {}
        """What stands before all dots, by the ``id`` of each attribute: ``a`` for ``a.b.c``."""
        self._docs: set[int] = set()
        self._used: set[int] = set()
        """Names just used: before a dot, called, or asked for an attribute by its name."""
        self._modules: dict[str, str] = {}
        for node in reversed(nodes):  # the inner ones first: each takes over from the one within
            if isinstance(node, ast.Attribute):
                self._roots[id(node)] = self._roots.get(id(node.value), node.value)
        for node in nodes:
            if isinstance(node, ast.Attribute):
                self._used.add(id(node.value))
            elif isinstance(node, ast.Call):
                self._used |= {id(node.func), *map(id, node.args[: bool(_spelt(node))])}
            elif isinstance(node, ast.Expr):
                self._docs.add(id(node.value))
            elif isinstance(node, ast.Import):
                for name in node.names:
                    known_as = (name.asname or name.name).split(".")[0]
                    self._modules[known_as] = name.name.split(".")[0]
            elif isinstance(node, ast.ImportFrom):  # from timeit import gc
                names = [name for name in node.names if name.name in _OF_MODULES]
                self._modules |= {name.asname or name.name: name.name for name in names}

    def found(self) -> Iterator[Found]:
        """Every place."""
        for node in self._nodes:
            look = getattr(self, f"_in_{type(node).__name__}", None)
            for what in look(node) if look else ():
                yield Found(getattr(node, "lineno", 1), what[:_MAX_NAME_CHARACTERS])

    def _in_Import(self, node: ast.Import) -> Iterator[str]:
        yield from (name.name for name in node.names if name.name.split(".")[0] in _MODULES)

    def _in_ImportFrom(self, node: ast.ImportFrom) -> Iterator[str]:
        module = (node.module or "").split(".")[0]
        forbidden = _MODULES | _ANYWHERE | {"*"} | _OF_MODULES.get(module, frozenset())
        names = [name.name for name in node.names]
        yield from (f"{module}.{name}" for name in names if module in _MODULES or name in forbidden)

    def _in_Attribute(self, node: ast.Attribute) -> Iterator[str]:
        module = self._module(node.value)
        within = node.attr in _MODULES and self._module(self._roots[id(node)])  # mock.builtins
        if within or node.attr in _ANYWHERE or node.attr in _OF_MODULES.get(module, ()):
            yield f"{module}.{node.attr}" if module else node.attr
        elif not isinstance(node.ctx, ast.Load) and (
            node.attr == "__class__" or self._module(self._roots[id(node)])
        ):
            yield f"{_spelling(node)} = ..."

    def _in_MatchClass(self, node: ast.MatchClass) -> Iterator[str]:
        yield from (name for name in node.kwd_attrs if name in _ANYWHERE)

    def _module(self, node: ast.expr) -> str:
        """The module that an expression is: by its name, or as another's import (``timeit.gc``)."""
        if (
            isinstance(node, ast.Attribute)
            and node.attr in _OF_MODULES
            and self._module(self._roots[id(node)])
        ):
            return node.attr
        return self._modules.get(node.id, "") if isinstance(node, ast.Name) else ""

    def _in_Name(self, node: ast.Name) -> Iterator[str]:
        handed_around = self._module(node) or node.id in _BY_NAME
        if node.id in _BUILTINS or (
            handed_around and isinstance(node.ctx, ast.Load) and id(node) not in self._used
        ):
            yield node.id

    def _in_Constant(self, node: ast.Constant) -> Iterator[str]:
        value = node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value
        if isinstance(value, str) and id(node) not in self._docs:
            words = {word for word in re.split(r"\W+", value) if "_" in word} | {value}
            yield from sorted(words & _ANYWHERE)

    def _in_Call(self, node: ast.Call) -> Iterator[str]:
        asked, module = _spelt(node), self._module(node.args[0]) if node.args else ""
        within = _MODULES | _OF_MODULES.keys() | _OF_MODULES.get(module, frozenset())
        if asked and module and (asked.startswith("_") or asked in within):
            yield f"getattr of {asked}"
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in _BY_NAME or not node.args or getattr(node.args[0], "id", "") == "self":
            return
        place = 0 if name in ("attrgetter", "methodcaller") else 1
        if any(not isinstance(arg, ast.Constant) for arg in node.args[place : place + 1]):
            yield f"{name} of a computed name"


def _spelt(node: ast.Call) -> str:
    """The attribute that ``getattr(os, "O_BINARY", 0)`` asks for; "" for any other call."""
    asks = isinstance(node.func, ast.Name) and node.func.id == "getattr" and len(node.args) > 1
    name = node.args[1].value if asks and isinstance(node.args[1], ast.Constant) else ""
    return name if isinstance(name, str) else ""


def _spelling(node: ast.Attribute) -> str:
    """``a.b.c``, from its beginning; "(...)" stands for what is not a name."""
    names: list[str] = []
    inner: ast.expr = node
    while isinstance(inner, ast.Attribute):
        names.append(inner.attr)
        inner = inner.value
    names.append(inner.id if isinstance(inner, ast.Name) else "(...)")
    return ".".join(reversed(names))

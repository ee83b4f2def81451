"""Does a source reach into the interpreter that measures it? Read from its syntax tree, never run.

Some bounds are measured beside the learner's code, in one interpreter: traced memory, lives, sizes. Outside checks hold
the large part of them; for the rest, code that goes for the meters is told from code that does the task by what only
the former needs: frames, the collector's lists, other modules' insides, memory by address. It can be hidden from
such a reading, and honest code may need it for a task: then the test gives the right "insides".
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from graders.bench.sources import Source

_MODULES = frozenset(
    """ctypes _ctypes inspect tracemalloc _tracemalloc importlib _frozen_importlib builtins signal _signal _weakref
    _thread _testcapi _testinternalcapi pdb bdb code codeop trace faulthandler runpy probes shim unit __main__
    """.split()  # noqa: SIM905 - a list of words
)
"""Modules that no exercise needs without the right "insides"."""

_OF_MODULES = {
    "gc": frozenset({"callbacks", "get_objects", "get_referrers", "get_referents"}),
    "sys": frozenset({"modules", "addaudithook", "meta_path", "path_hooks", "monitoring", "exc_info"}),
    "weakref": frozenset({"getweakrefs"}),
    "os": frozenset({"register_at_fork"}),
    "threading": frozenset({"_active", "_limbo", "_dangling", "setprofile", "settrace"}),
}
_ANYWHERE = frozenset(
    """_getframe _current_frames currentframe settrace setprofile f_back f_globals f_locals f_builtins tb_frame
    gi_frame cr_frame ag_frame __globals__ __closure__ cell_contents __callback__ __subclasses__ __builtins__
    __import__ __getattribute__ __loader__ _peer get_objects get_referrers get_referents modules
    """.split()  # noqa: SIM905 - a list of words
)
_BUILTINS = frozenset({"exec", "eval", "compile", "globals", "__import__", "__builtins__", "__loader__", "__spec__"})
_BY_NAME = frozenset({"getattr", "setattr", "delattr", "attrgetter", "methodcaller", "vars"})


@lru_cache(maxsize=64)
def meddling(source: Source) -> tuple[int, str] | None:
    """The first line that reaches for the interpreter's insides, and what it names there; None for plain code."""
    found = sorted(_Reading(source.tree).found())
    return found[0] if found else None


class _Reading:
    """One look through a tree."""

    def __init__(self, tree: ast.Module) -> None:
        self._nodes = list(ast.walk(tree))
        self._docs = {id(node.value) for node in self._nodes if isinstance(node, ast.Expr)}
        self._modules = dict(self._imports())
        self._bases = {id(node.value) for node in self._nodes if isinstance(node, ast.Attribute)}
        """What stands before a dot: there a module's name is used, elsewhere the module itself is handed around."""

    def _imports(self) -> Iterator[tuple[str, str]]:
        for node in self._nodes:
            if isinstance(node, ast.Import):
                yield from (((name.asname or name.name).split(".")[0], name.name.split(".")[0]) for name in node.names)

    def found(self) -> Iterator[tuple[int, str]]:
        """Every line and name."""
        for node in self._nodes:
            look = getattr(self, f"_in_{type(node).__name__}", None)
            what = look(node) if look else ""
            if what:
                yield node.lineno, what  # type: ignore[attr-defined]

    def _in_Import(self, node: ast.Import) -> str:
        return next((name.name for name in node.names if name.name.split(".")[0] in _MODULES), "")

    def _in_ImportFrom(self, node: ast.ImportFrom) -> str:
        module = (node.module or "").split(".")[0]
        if module in _MODULES:
            return module
        forbidden = _OF_MODULES.get(module, frozenset()) | _ANYWHERE
        return next((f"{module}.{name.name}" for name in node.names if name.name in forbidden), "")

    def _in_Attribute(self, node: ast.Attribute) -> str:
        module = self._module(node.value)
        if node.attr in _ANYWHERE or node.attr in _OF_MODULES.get(module, ()):
            return node.attr
        stored = not isinstance(node.ctx, ast.Load)
        reclassed = node.attr == "__class__"
        return f"{ast.unparse(node)[:40]} = ..." if stored and (module or reclassed) else ""

    def _module(self, node: ast.expr) -> str:
        return self._modules.get(node.id, "") if isinstance(node, ast.Name) else ""

    def _in_Name(self, node: ast.Name) -> str:
        handed = self._module(node) and isinstance(node.ctx, ast.Load) and id(node) not in self._bases
        return node.id if node.id in _BUILTINS or handed else ""

    def _in_Constant(self, node: ast.Constant) -> str:
        if not isinstance(node.value, str) or id(node) in self._docs:
            return ""
        words = re.split(r"\W+", node.value)
        return next((word for word in words if (word in _ANYWHERE and "_" in word) or node.value in _ANYWHERE), "")

    def _in_Call(self, node: ast.Call) -> str:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in _BY_NAME or not node.args:
            return ""
        first = node.args[0]
        place = 0 if name in ("attrgetter", "methodcaller") else 1
        dynamic = name == "vars" or any(not isinstance(arg, ast.Constant) for arg in node.args[place : place + 1])
        return f"{name} of a computed name" if dynamic and getattr(first, "id", "") != "self" else ""

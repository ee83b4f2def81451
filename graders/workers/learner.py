"""The import of a stub by its test file: answered with names that run in the worker."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import types
from collections.abc import Mapping, Sequence
from typing import Any

from graders.workers.named import Named


class Name(Named):
    """A name of the learner's module: a function or class, whatever the learner made of it."""

    def __init__(self, module: str, name: str) -> None:
        self.__name__ = name
        self.__module__ = module

    @property
    def __wire__(self) -> tuple[str, str]:
        return "g", self.__name__

    def __repr__(self) -> str:
        return f"<{self.__name__} of the learner>"


class LearnerModule(types.ModuleType):
    """Stands for a stub.

    It has every name that a test asks for, since only the worker knows what the learner wrote.
    """

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = Name(self.__name__, name)
        setattr(self, name, found)
        return found


class StubFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers the imports of stubs, so that the judge never runs one."""

    def __init__(self, stubs: Mapping[str, object]) -> None:
        self.stubs = stubs

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The spec of a stub's proxy; None for all other modules."""
        return importlib.machinery.ModuleSpec(fullname, self) if fullname in self.stubs else None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """The proxy."""
        return LearnerModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run here."""

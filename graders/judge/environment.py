"""The environment in which our commands run pytest, whatever its user has set for pytest."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_OTHERS = frozenset({"PY_COLORS", "PY_IGNORE_IMPORTMISMATCH", "_ARGCOMPLETE"})


def without_pytests(environment: Mapping[str, str]) -> dict[str, str]:
    """The same without the variables by which somebody tells pytest and its plugins what to do."""
    return {
        name: value
        for name, value in environment.items()
        if not name.upper().startswith("PYTEST_") and name not in _OTHERS
    }


@contextmanager
def known() -> Iterator[None]:
    """As long as it lasts, pytest finds none of them, and loads no plugin that is installed."""
    before = dict(os.environ)
    _become(without_pytests(before) | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})
    try:
        yield
    finally:
        _become(before)


def _become(environment: Mapping[str, str]) -> None:
    for name in set(os.environ) - set(environment):
        del os.environ[name]
    os.environ.update(environment)

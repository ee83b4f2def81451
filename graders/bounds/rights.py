"""What a test lets the learner's code use beside computing: the word ``allow``."""

from __future__ import annotations

import pytest

from graders.workers.inside.confine import RIGHTS


def allow(*rights: str) -> pytest.MarkDecorator:
    """A mark that gives rights to a test, or as ``pytestmark`` to a test file.

    "threads" are threads and event loops; "files" may be written in the working directory, a
    scratch folder that goes away; "processes" may be started, with Python in them, which includes
    files. Nothing else is allowed, ever: no network, no other file.

    Raises:
        ValueError: no such right.
    """
    unknown = sorted(set(rights) - set(RIGHTS))
    if unknown:
        raise ValueError(f"no right is called {unknown[0]!r}; there are {', '.join(RIGHTS)}")
    return pytest.mark.allow(*rights)


def rights_of(item: pytest.Item) -> list[str]:
    """The rights of a test, in a fixed order."""
    given = {right for mark in item.iter_markers("allow") for right in mark.args}
    return [right for right in RIGHTS if right in given]

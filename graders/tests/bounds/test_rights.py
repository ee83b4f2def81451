from __future__ import annotations

import pytest

from graders import allow
from graders.bounds.rights import rights_of
from graders.workers.inside.confine import RIGHTS


class Item:
    """An item as far as its marks go."""

    def __init__(self, *marks: pytest.MarkDecorator) -> None:
        self._marks = marks

    def iter_markers(self, name: str) -> list[pytest.Mark]:
        return [each.mark for each in self._marks if each.name == name]


def given(*marks: pytest.MarkDecorator) -> list[str]:
    return rights_of(Item(*marks))  # type: ignore[arg-type]


def test_a_mark_names_its_rights() -> None:
    made = allow("threads", "files")
    assert (made.name, made.args) == ("allow", ("threads", "files"))


@pytest.mark.parametrize("right", RIGHTS)
def test_every_right_can_be_given(right: str) -> None:
    assert given(allow(right)) == [right]


@pytest.mark.parametrize("rights", [("network",), ("threads", "network"), ("Threads",), ("",)])
def test_no_other_right_can_be_given(rights: tuple[str, ...]) -> None:
    unknown = sorted(set(rights) - set(RIGHTS))[0]
    with pytest.raises(ValueError, match="no right is called") as caught:
        allow(*rights)
    assert str(caught.value) == f"no right is called {unknown!r}; there are threads, processes, files"


def test_without_a_mark_there_is_no_right() -> None:
    assert given() == given(pytest.mark.skip) == given(allow()) == []


def test_the_rights_of_all_marks_come_together_in_a_fixed_order() -> None:
    assert given(allow("files"), pytest.mark.skip, allow("threads", "files")) == ["threads", "files"]
    assert given(allow(*reversed(RIGHTS))) == list(RIGHTS)

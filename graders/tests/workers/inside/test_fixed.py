from __future__ import annotations

import pytest

from graders.workers.inside import fixed


class Plain:
    size = 1


def test_the_place_of_the_flags_is_certain() -> None:
    assert fixed.offset_of_flags() == fixed.OFFSET_OF_FLAGS > 0
    assert fixed._word(Plain, fixed.OFFSET_OF_FLAGS).value == Plain.__flags__


def test_a_class_that_is_fixed_cannot_be_changed() -> None:
    kind = type("Fixed", (), {"size": 1})
    fixed.fix([kind])
    assert kind.__flags__ & fixed.IMMUTABLE
    with pytest.raises(TypeError):
        kind.size = 2  # type: ignore[attr-defined]
    made = kind()
    made.color = "red"
    assert (made.color, kind.size) == ("red", 1)  # type: ignore[attr-defined]


def test_nothing_is_done_where_it_is_not_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixed, "MAX_OFFSET", 8)
    assert fixed.offset_of_flags() == 0
    monkeypatch.setattr(fixed, "OFFSET_OF_FLAGS", 0)
    fixed.fix([Plain])
    Plain.size = 2
    assert Plain.size == 2


def test_another_interpreter_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixed.sys.implementation, "name", "pypy")  # type: ignore[attr-defined]
    assert fixed.offset_of_flags() == 0

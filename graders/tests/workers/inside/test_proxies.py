from __future__ import annotations

from typing import Any

import pytest

from graders.workers.inside.proxies import DUNDERS, dunder, dunders_of, proxy_class


class Base:
    __slots__ = ("asked",)

    def _perform(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        self.asked = (name, args, kwargs)
        return 3

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = None  # type: ignore[assignment]


def test_specials_are_special_methods_without_repetition() -> None:
    assert all(name.startswith("__") and name.endswith("__") for name in DUNDERS)
    assert len(set(DUNDERS)) == len(DUNDERS)
    assert {"__call__", "__iadd__", "__rpow__", "__aenter__"} < set(DUNDERS)
    assert not {"__idivmod__", "__del__", "__getattribute__", "__reduce__", "__class__"} & set(DUNDERS)


def test_specials_of_a_type_are_those_that_it_defines() -> None:
    assert dunders_of(type("Plain", (), {})) == []
    assert dunders_of(type(iter([]))) == ["__iter__", "__next__", "__length_hint__"]


def test_a_special_method_set_to_none_is_not_answered() -> None:
    assert "__iter__" not in dunders_of(type("Closed", (list,), {"__iter__": None}))
    assert "__iter__" in dunders_of(type("Open", (list,), {}))


def test_a_stand_in_performs_its_specials_on_the_other_side() -> None:
    made = proxy_class(Base, "Box", ["__len__", "__eq__", "__getitem__"])()
    assert type(made).__name__ == "Box"
    assert len(made) == 3
    assert made["a"] == 3
    assert made.asked == ("__getitem__", ("a",), {})


def test_a_stand_in_keeps_what_its_base_defines() -> None:
    made = proxy_class(Base, "Box", ["__eq__"])()
    assert made != 3


def test_a_stand_in_lacks_every_other_special() -> None:
    made = proxy_class(Base, "Box", [])()
    with pytest.raises(TypeError, match="object is not callable"):
        made()
    with pytest.raises(AttributeError):
        made.anything = 1


def test_a_special_bears_its_name() -> None:
    assert dunder("__add__").__name__ == "__add__"

"""Stand-ins: objects that answer for an object on the other side of the channel, special method by special method."""

from collections.abc import Callable
from typing import Any

_ARITHMETIC = "add sub mul truediv floordiv mod divmod pow matmul and or xor lshift rshift"
DUNDERS = tuple(
    f"__{name}__"
    for name in (
        "call acall iter next len getitem setitem delitem contains reversed bool enter exit await aenter aexit aiter"
        " anext hash int float index complex abs neg pos invert round eq lt le gt ge length_hint"
        f" {_ARITHMETIC} {' '.join('r' + name for name in _ARITHMETIC.split())}"
        f" {' '.join('i' + name for name in _ARITHMETIC.split() if name != 'divmod')}"
    ).split()
)
"""Special methods that cross the channel."""


def dunders_of(kind: type) -> list[str]:
    """The special methods that objects of this type answer, in the order of SPECIALS."""
    return [name for name in DUNDERS if _defines(kind, name)]


def _defines(kind: type, name: str) -> bool:
    owner = next((base for base in kind.__mro__ if name in vars(base)), object)
    return owner is not object and vars(owner)[name] is not None


def special(name: str) -> Callable[..., Any]:
    """A method that performs one special method on the other side."""

    def perform(self: Any, *args: Any, **kwargs: Any) -> Any:
        return self._perform(name, args, kwargs)

    perform.__name__ = name
    return perform


def stand_in_class(base: type, name: str, dunders: list[str]) -> type:
    """A subclass of ``base`` that has just these special methods, besides those that ``base`` defines itself."""
    methods: dict[str, Any] = {each: special(each) for each in dunders if each not in vars(base)}
    if "__eq__" in dunders and getattr(base, "compares_there", False):
        methods |= {
            "__eq__": special("__eq__"),
            "__hash__": special("__hash__") if "__hash__" in dunders else None,
        }
    return type(
        name,
        (base,),
        {"__slots__": (), "__module__": base.__module__, "_specials": dunders, **methods},
    )

"""Proxies: objects that answer, special method by special method, for one on the other side."""

from collections.abc import Callable
from typing import Any

_ARITHMETIC = "add sub mul truediv floordiv mod divmod pow matmul and or xor lshift rshift"
DUNDERS = tuple(
    f"__{name}__"
    for name in (
        "call acall iter next len getitem setitem delitem contains reversed bool enter exit await"
        " aenter aexit aiter anext hash int float index complex abs neg pos invert round eq lt le"
        f" gt ge length_hint {_ARITHMETIC} {' '.join('r' + name for name in _ARITHMETIC.split())}"
        f" {' '.join('i' + name for name in _ARITHMETIC.split() if name != 'divmod')}"
    ).split()
)
"""Special methods that cross the channel."""


def dunders_of(kind: type) -> list[str]:
    """The special methods that objects of this type answer, in the order of DUNDERS."""
    found: dict[str, Any] = {}
    for base in reversed(kind.__mro__[:-1]):  # all but ``object``, whose methods stay here
        found |= vars(base)
    return [name for name in DUNDERS if found.get(name) is not None]


def dunder(name: str) -> Callable[..., Any]:
    """A method that performs one special method on the other side."""

    def perform(self: Any, *args: Any, **kwargs: Any) -> Any:
        return self._perform(name, args, kwargs)

    perform.__name__ = name
    return perform


def proxy_class(base: type, name: str, dunders: list[str]) -> type:
    """A subclass of ``base`` with just these special methods, beside those of ``base`` itself."""
    methods: dict[str, Any] = {each: dunder(each) for each in dunders if each not in vars(base)}
    if "__eq__" in dunders and getattr(base, "compares_there", False):
        methods |= {
            "__eq__": dunder("__eq__"),
            "__hash__": dunder("__hash__") if "__hash__" in dunders else None,
        }
    return type(
        name,
        (base,),
        {"__slots__": (), "__module__": base.__module__, "_dunders": dunders, **methods},
    )

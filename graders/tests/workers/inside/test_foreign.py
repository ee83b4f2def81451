"""What stands for ctypes answers as ctypes does, in all that needs no native code, and refuses the rest."""

from __future__ import annotations

import copy
import ctypes
import functools
import itertools
import pickle
import struct
import sys
import types
from collections.abc import Callable
from typing import Any

import pytest

from graders.workers.inside import foreign

NUMBERS = [
    "c_bool", "c_char", "c_wchar", "c_byte", "c_ubyte", "c_short", "c_ushort", "c_int", "c_uint", "c_long", "c_ulong",
    "c_longlong", "c_ulonglong", "c_float", "c_double", "c_longdouble", "c_size_t", "c_ssize_t", "c_int8", "c_int16",
    "c_int32", "c_int64", "c_uint8", "c_uint16", "c_uint32", "c_uint64", "c_void_p",
]  # fmt: skip

VALUES: list[Any] = [0, 1, -1, 255, 256, -129, 1 << 31, 1 << 64, True, 2.5, b"a", b"ab", "a", "ab", None, [], -1.0, 97]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sizes of Linux")


def outcome(call: Callable[[], Any]) -> Any:
    """What it gives, or the kind of error that it raises."""
    try:
        return call()
    except (TypeError, ValueError, IndexError) as error:
        return type(error)


def same(call: Callable[[Any], Any]) -> Any:
    """What a call gives with both; it must be the same."""
    given = outcome(lambda: call(foreign))
    assert given == outcome(lambda: call(ctypes))
    return given


LOOKS: list[Callable[[Any, Any], Any]] = [
    lambda kind, value: kind(value).value,
    lambda kind, value: repr(kind(value)),
    lambda kind, value: list((kind * 3)(value, value)),
    lambda kind, value: [bool(kind(value))],
]


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_what_it_is_in_ctypes(name: str) -> None:
    same(lambda module: [module.sizeof(getattr(module, name)), module.alignment(getattr(module, name)())])
    # Which bytes of a long double count for its truth is not the same there as in C.
    for look, value in itertools.product(LOOKS[: 3 if name == "c_longdouble" else 4], VALUES):
        ours, real = (outcome(functools.partial(look, getattr(module, name), value)) for module in (foreign, ctypes))
        assert (value, ours) == (value, real)


def filled(module: Any) -> Any:
    numbers = (module.c_int * 5)(1, 2, 3)
    numbers[-1] = 1 << 32 | 7
    numbers[1:3] = [20, module.c_int(30)]
    return numbers


@pytest.mark.parametrize(
    "look",
    [
        list, len, bytes, bool, lambda a: a[1], lambda a: a[-1], lambda a: a[5], lambda a: a[-6], lambda a: a[::-2],
        lambda a: a._length_, lambda a: type(a).__name__, lambda a: 20 in a, lambda a: a["x"],
    ],
)  # fmt: skip
def test_an_array_is_what_it_is_in_ctypes(look: Callable[[Any], Any]) -> None:
    if look is bytes and sys.version_info < (3, 12):
        pytest.skip("no class of Python's has a buffer there: in a worker this one is given one")
    same(lambda module: look(filled(module)))


@pytest.mark.parametrize(
    "call",
    [
        lambda m: (m.c_int * 2)(1, 2, 3),
        lambda m: m.c_int * -1,
        lambda m: m.c_int * 1.5,
        lambda m: list((3 * m.c_double)(0.5)),
        lambda m: filled(m).__setitem__(slice(0, 2), [1]),
        lambda m: filled(m).__setitem__(9, 1),
        lambda m: [list(row) for row in (m.c_short * 2 * 2)((m.c_short * 2)(1, 2), (3, 4))],
        lambda m: ((m.c_short * 2) * 2)(5),
        lambda m: m.create_string_buffer(b"hello").raw,
        lambda m: m.create_string_buffer(b"hello", 9).raw,
        lambda m: m.create_string_buffer(3).value,
        lambda m: m.create_string_buffer(b"a\0b").value,
        lambda m: m.create_string_buffer(b"hello", 2),
        lambda m: m.create_unicode_buffer("hello").value,
        lambda m: m.create_unicode_buffer("hello")[1:3],
        lambda m: m.create_string_buffer(b"hello")[1:3],
        lambda m: m.ARRAY(m.c_int, 2)(4)[0],
        lambda m: (m.c_int * 2).from_buffer_copy(struct.pack("2i", 4, 5))[1],
        lambda m: (m.c_int * 2).from_buffer_copy(b"123"),
        lambda m: (m.c_int * 2).from_buffer(b"12345678"),
        lambda m: m.c_int.from_buffer(bytearray(8), -1),
        lambda m: m.c_int.from_buffer(bytearray(b"\1\0\0\0\2\0\0\0"), 4).value,
        lambda m: m.py_object(5).value,
        lambda m: m.py_object().value,
        lambda m: (m.py_object * 2)("a", [])[:],
        lambda m: (m.py_object * 2)("a")[1],
        lambda m: m.pointer(m.c_int(5)).contents.value,
        lambda m: m.pointer(m.c_int(5))[0],
        lambda m: m._SimpleCData(),
        lambda m: m.Array(),
    ],
)  # fmt: skip
def test_what_needs_no_native_code_is_as_in_ctypes(call: Callable[[Any], Any]) -> None:
    given = same(lambda module: _plain(call(module)))
    assert given is not None


def _plain(value: Any) -> Any:
    return "made" if type(value).__module__ in ("ctypes", "graders.workers.inside.foreign") else value


def test_texts_can_be_assigned() -> None:
    def assigned(module: Any) -> list[Any]:
        buffer = module.create_string_buffer(6)
        buffer.value = b"abcd"
        buffer.value = b"xy"
        first = buffer.raw
        buffer.raw = b"123"
        letters = module.create_unicode_buffer(4)
        letters.value = "ab"
        return [first, buffer.raw, letters.value, outcome(lambda: setattr(buffer, "raw", b"1234567"))]

    same(assigned)
    same(lambda module: setattr(module.create_string_buffer(2), "value", b"1234567"))


def structured(module: Any) -> dict[str, Any]:
    class Point(module.Structure):  # type: ignore[misc]
        _fields_ = (
            ("x", module.c_byte),
            ("y", module.c_double),
        )

    class Pixel(Point):
        _fields_ = (
            ("color", module.c_ubyte * 3),
            ("z", module.c_short),
        )

    class Packed(module.Structure):  # type: ignore[misc]
        _pack_ = 1
        _layout_ = "ms"
        _fields_ = (
            ("x", module.c_byte),
            ("y", module.c_double),
        )

    class Either(module.Union):  # type: ignore[misc]
        _fields_ = (
            ("number", module.c_uint),
            ("bytes", module.c_ubyte * 4),
        )

    class Late(module.Structure):  # type: ignore[misc]
        pass

    Late._fields_ = (
        ("inner", Point),
        ("n", module.c_int),
    )
    either = Either(number=0x01020304)
    pixel = Pixel(1, 2.5, (7, 8, 9), z=-1)
    pixel.color[1] = 80
    late = Late((3, 4.0), 5)
    late.inner.x = 6
    return {
        "sizes": [module.sizeof(each) for each in (Point, Pixel, Packed, Either, Late)],
        "alignments": [module.alignment(each) for each in (Point, Pixel, Packed, Either, Late)],
        "offsets": [Pixel.y.offset, Pixel.z.offset, Pixel.z.size, Packed.y.offset],
        "values": [
            pixel.x,
            pixel.y,
            list(pixel.color),
            pixel.z,
            list(either.bytes),
            late.inner.x,
            late.inner.y,
            late.n,
        ],
        "too many": outcome(lambda: Point(1, 2, 3)),
        "other": outcome(lambda: setattr(late, "inner", either)),
        "array": [each.x for each in module.ARRAY(Point, 2)((1, 2), Point(3, 4))],
    }


def test_structures_are_laid_out_as_in_c() -> None:
    ours, real = structured(foreign), structured(ctypes)
    assert ours == real


def test_a_type_of_ones_own_is_no_plain_number() -> None:
    def made(module: Any) -> Any:
        class Seat(module.c_int):  # type: ignore[misc]
            pass

        seats = module.ARRAY(Seat, 2)(Seat(1), Seat(2))
        return [type(seats[0]) is Seat, seats[1].value, repr(Seat(1)).startswith("<")]

    assert same(made) == [True, 2, True]


def test_objects_can_be_copied_and_sent_on() -> None:
    module = types.ModuleType("ctypes")
    for each in (foreign.c_int(5), (foreign.c_int * 2 * 2)((1, 2), (3, 4))):
        again = pickle.loads(pickle.dumps(each))
        assert type(again) is type(each)
        assert copy.copy(each)._memory == again._memory == each._memory
    assert module.__name__ == "ctypes"


NATIVE: dict[str, Callable[[], object]] = {
    "a library": lambda: foreign.CDLL(None),
    "a library by its loader": lambda: foreign.cdll.LoadLibrary("libc.so.6"),
    "Python's own functions": lambda: foreign.pythonapi.Py_IncRef,
    "a type of functions": lambda: foreign.CFUNCTYPE(None),
    "an address": lambda: foreign.c_int.from_address(0),
    "a name in a library": lambda: foreign.c_int.in_dll(None),
    "memory at a number": lambda: foreign.memset(0, 0, 8),
    "memory beyond": lambda: foreign.memset(foreign.addressof(foreign.c_int()), 0, 5),
    "memory before": lambda: foreign.memset(foreign.addressof(foreign.c_int()), 0, -5),
    "beside a pointer": lambda: foreign.pointer(foreign.c_int(1))[1],
    "to beside a pointer": lambda: foreign.pointer(foreign.c_int(1)).__setitem__(1, 5),
    "text at an address": lambda: foreign.string_at(0),
    "a field of bits": lambda: type("Bits", (foreign.Structure,), {"_fields_": [("x", foreign.c_int, 3)]}),
}


@pytest.mark.parametrize("what", NATIVE)
def test_native_code_is_refused_with_the_reason(what: str) -> None:
    with pytest.raises((PermissionError, AttributeError, NotImplementedError), match="the grader takes it away"):
        NATIVE[what]()


def test_what_looks_at_every_object_may_look_at_these() -> None:
    assert not hasattr(foreign.cdll, "__wrapped__")
    assert repr(foreign.CDLL)


def test_what_sharedctypes_asks_for() -> None:
    number = foreign.c_int(7)
    foreign.memset(foreign.addressof(number), 0, 4)
    assert number.value == 0
    foreign.pointer(number)[0] = foreign.c_int(9)
    assert number.value == 9
    memory = bytearray(8)
    shared = (foreign.c_int * 2).from_buffer(memoryview(memory))
    shared[1] = 3
    assert memory == struct.pack("2i", 0, 3)
    place = foreign.py_object()
    place.value = memory
    assert place.value is memory

"""What stands for ``ctypes`` in a worker: its data types, in plain Python, and no native code.

Numbers of a fixed size, arrays, structures, and what multiprocessing.sharedctypes asks of them.
What would call or read foreign code raises an error that says why. It runs as the module ``ctypes``
of the worker; processes that are started from new find it as a file beside the learner's module.
"""

import contextlib
import operator
import pickle
import struct
import sys
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

REASON = (
    "native code is out of reach here: the grader takes it away before it loads a solution,"
    " because a program could change with it how it is measured"
)


__path__: list[str] = []
"""A package without modules: whoever asks for one hears why."""


class ArgumentError(Exception):
    """As in ctypes; nothing here raises it."""


def _exporting() -> Any:
    """A base whose instances have a buffer: they are made of one memoryview."""
    if sys.version_info < (3, 12):
        # Before ``__buffer__`` a class of Python's has one by its base alone. Where this one is not
        # opened to subclasses, the objects can be read and written, but give no buffer.
        with contextlib.suppress(TypeError):
            return type("_Exporting", (pickle.PickleBuffer,), {})
    return type("_Exporting", (), {"__buffer__": lambda self, _: self._exported})


_Exporting: Any = _exporting()


class _Kind(type):
    """The class of all of these types."""

    _size_: int
    _align_: int

    def __mul__(cls, length: int) -> Any:
        return _array_of(cls, length)

    __rmul__ = __mul__

    def from_buffer(cls, source: Any, offset: int = 0) -> Any:
        """An object in the memory of a writable buffer."""
        view = memoryview(source).cast("B")
        if view.readonly:
            raise TypeError("underlying buffer is not writable")
        return cls._in(cls._part(view, offset))

    def from_buffer_copy(cls, source: Any, offset: int = 0) -> Any:
        """An object in a copy of a buffer's memory."""
        return cls._in(memoryview(bytearray(cls._part(memoryview(source).cast("B"), offset))))

    def _part(cls, view: memoryview, offset: int) -> memoryview:
        if offset < 0:
            raise ValueError("offset cannot be negative")
        if len(view) < offset + cls._size_:
            least = f"at least {offset + cls._size_} bytes"
            raise ValueError(f"Buffer size too small ({len(view)} instead of {least})")
        return view[offset : offset + cls._size_]

    def from_address(cls, address: object) -> Any:
        """Refused."""
        raise PermissionError(REASON)

    in_dll = from_param = from_address

    def _in(cls, view: memoryview) -> Any:
        """The object in this memory."""
        kind: Any = cls
        exported = kind._shaped(view)
        made = kind.__new__(kind, *[exported] * (_Exporting.__base__ is not object))
        vars(made).update(_memory=view, _exported=exported)
        return made

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if "_size_" not in vars(cls) and not hasattr(cls, "_size_"):
            raise TypeError("abstract class")
        made = cls._in(memoryview(bytearray(cls._size_)))
        made.__init__(*args, **kwargs)
        return made


class _CData(_Exporting, metaclass=_Kind):  # type: ignore[misc]
    """An object in some memory of its own or of a buffer."""

    _memory: memoryview
    _exported: memoryview

    @classmethod
    def _shaped(cls, view: memoryview) -> memoryview:
        return view

    @classmethod
    def _get(cls, view: memoryview) -> Any:
        """What an array or a structure gives of a part of this type."""
        return cls._in(view)

    @classmethod
    def _set(cls, view: memoryview, value: Any) -> None:
        """Assign to a part of this type."""
        if isinstance(value, tuple):
            value = cls(*value)
        if not isinstance(value, cls):
            raise TypeError(f"expected {cls.__name__} instance, got {type(value).__name__}")
        view[:] = value._memory

    def __reduce_ex__(self, _: Any) -> Any:
        return _rebuilt, (*_named(type(self)), bytes(self._memory))


def _named(kind: Any) -> tuple[Any, list[int]]:
    """A type as one that has a name, and the lengths of the arrays around it."""
    lengths: list[int] = []
    while issubclass(kind, Array) and kind.__name__.endswith(f"_Array_{kind._length_}"):
        lengths.insert(0, kind._length_)
        kind = kind._type_
    return kind, lengths


def _rebuilt(kind: Any, lengths: list[int], data: bytes) -> Any:
    for length in lengths:
        kind = kind * length
    return kind.from_buffer_copy(data)


class _SimpleCData(_CData):
    """A number, a truth value or a character."""

    _type_: ClassVar[str]
    """As the module struct names it."""

    def __init_subclass__(cls) -> None:
        code = cls._type_
        cls._size_ = cls._align_ = {"g": 16, "u": 4}.get(code) or struct.calcsize(code)

    def __init__(self, *value: Any) -> None:
        if value:
            (self.value,) = value

    @property
    def value(self) -> Any:
        """As an object of Python's."""
        return type(self)._read(self._memory)

    @value.setter
    def value(self, value: Any) -> None:
        type(self)._write(self._memory, value)

    @classmethod
    def _cast(cls, view: memoryview) -> Any:
        # A long double holds a double here, a wide character its number.
        code: Any = {"g": "d", "u": "I"}.get(cls._type_, cls._type_)
        return view.cast(code)

    @classmethod
    def _shaped(cls, view: memoryview) -> memoryview:
        code: Any = cls._type_
        return view if code in "gu" else view.cast(code)

    @classmethod
    def _read(cls, view: memoryview) -> Any:
        return cls._inward(cls._cast(view)[0])

    @classmethod
    def _inward(cls, value: Any) -> Any:
        if cls._type_ == "u":
            return chr(value)
        return (value or None) if cls._type_ == "P" else value

    @classmethod
    def _write(cls, view: memoryview, value: Any) -> None:
        cls._cast(view)[0] = cls._outward(value)

    @classmethod
    def _outward(cls, value: Any) -> Any:
        """As memory holds it; integers are cut to their size, as in C."""
        code = cls._type_
        if code == "?":
            return bool(value)
        if code == "c":
            return cls._character(value)
        if code == "u":
            if not (isinstance(value, str) and len(value) == 1):
                raise TypeError("unicode string expected instead of one of another length or type")
            return ord(value)
        if code in "fdg":
            if not isinstance(value, (int, float)):
                raise TypeError(f"must be real number, not {type(value).__name__}")
            return struct.unpack("f", struct.pack("f", value))[0] if code == "f" else float(value)
        return cls._cut(value)

    @classmethod
    def _character(cls, value: Any) -> bytes:
        if isinstance(value, int) and 0 <= value < 256:
            return bytes([value])
        if isinstance(value, (bytes, bytearray)) and len(value) == 1:
            return bytes(value)
        text = "one character bytes, bytearray or integer expected"
        raise TypeError(text)

    @classmethod
    def _cut(cls, value: Any) -> int:
        if cls._type_ == "P" and value is None:
            return 0
        if not hasattr(type(value), "__index__"):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        bits = 8 * cls._size_
        number = int(value) & (1 << bits) - 1
        return number - (1 << bits) if cls._type_ in "bhilq" and number >> bits - 1 else number

    @classmethod
    def _get(cls, view: memoryview) -> Any:
        return cls._read(view) if cls.__base__ is _SimpleCData else cls._in(view)

    @classmethod
    def _set(cls, view: memoryview, value: Any) -> None:
        cls._write(view, value.value if isinstance(value, cls) else value)

    def __bool__(self) -> bool:
        return self.value not in (0, b"\0", "\0", None)

    def __repr__(self) -> str:
        if type(self).__base__ is _SimpleCData:
            return f"{type(self).__name__}({self.value!r})"
        return object.__repr__(self)


class c_bool(_SimpleCData):  # noqa: D101 - these are as in ctypes
    _type_ = "?"


class c_char(_SimpleCData):  # noqa: D101
    _type_ = "c"


class c_wchar(_SimpleCData):  # noqa: D101
    _type_ = "u"


class c_byte(_SimpleCData):  # noqa: D101
    _type_ = "b"


class c_ubyte(_SimpleCData):  # noqa: D101
    _type_ = "B"


class c_short(_SimpleCData):  # noqa: D101
    _type_ = "h"


class c_ushort(_SimpleCData):  # noqa: D101
    _type_ = "H"


class c_int(_SimpleCData):  # noqa: D101
    _type_ = "i"


class c_uint(_SimpleCData):  # noqa: D101
    _type_ = "I"


class c_long(_SimpleCData):  # noqa: D101
    _type_ = "l"


class c_ulong(_SimpleCData):  # noqa: D101
    _type_ = "L"


class c_float(_SimpleCData):  # noqa: D101
    _type_ = "f"


class c_double(_SimpleCData):  # noqa: D101
    _type_ = "d"


class c_longdouble(_SimpleCData):  # noqa: D101
    _type_ = "g"


class c_void_p(_SimpleCData):  # noqa: D101
    _type_ = "P"


# A kind of 64 bits: of the same size as long, there and in ctypes.
c_longlong, c_ulonglong = c_long, c_ulong
c_voidp = c_void_p
c_int8, c_int16, c_int32, c_int64 = c_byte, c_short, c_int, c_long
c_uint8, c_uint16, c_uint32, c_uint64 = c_ubyte, c_ushort, c_uint, c_ulong
c_size_t, c_ssize_t, c_time_t = c_ulong, c_long, c_long


class py_object(_CData):
    """A place for any object; in memory of Python's alone."""

    _size_ = _align_ = struct.calcsize("P")

    def __init__(self, *value: Any) -> None:
        self._objects = dict(enumerate(value))

    @property
    def value(self) -> Any:
        """The object.

        Raises:
            ValueError: there is none.
        """
        return _object_in(self._objects, 0)

    @value.setter
    def value(self, value: Any) -> None:
        self._objects[0] = value


def _object_in(objects: dict[int, Any], place: int) -> Any:
    if place not in objects:
        raise ValueError("PyObject is NULL")
    return objects[place]


class Array(_CData):
    """So many of one type; ``type * length`` makes the class."""

    _type_: Any
    _length_: int

    def __init_subclass__(cls) -> None:
        cls._size_ = cls._type_._size_ * cls._length_
        cls._align_ = cls._type_._align_

    @classmethod
    def _shaped(cls, view: memoryview) -> memoryview:
        plain = issubclass(cls._type_, _SimpleCData) and cls._type_._type_ not in "gu"
        return view.cast(cls._type_._type_) if plain else view

    def __init__(self, *items: Any) -> None:
        self._objects: dict[int, Any] = {}
        if len(items) > self._length_:
            raise IndexError("invalid index")
        for place, item in enumerate(items):
            self[place] = item

    def __len__(self) -> int:
        return self._length_

    def __iter__(self) -> Iterator[Any]:
        return (self[place] for place in range(self._length_))

    def _place(self, place: Any) -> int:
        number = operator.index(place)
        number += self._length_ if number < 0 else 0
        if not 0 <= number < self._length_:
            raise IndexError("invalid index")
        return number

    def _view(self, place: int) -> memoryview:
        size = self._type_._size_
        return self._memory[place * size : (place + 1) * size]

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            items = [self[each] for each in range(*place.indices(self._length_))]
            if issubclass(self._type_, c_char):
                return b"".join(items)
            return "".join(items) if issubclass(self._type_, c_wchar) else items
        place = self._place(place)
        if self._type_ is py_object:
            return _object_in(self._objects, place)
        return self._type_._get(self._view(place))

    def __setitem__(self, place: Any, value: Any) -> None:
        if isinstance(place, slice):
            places = range(*place.indices(self._length_))
            if len(places) != len(value):
                raise ValueError("Can only assign sequence of same size")
            for each, item in zip(places, value, strict=True):
                self[each] = item
        elif self._type_ is py_object:
            self._objects[self._place(place)] = value
        else:
            self._type_._set(self._view(self._place(place)), value)


class _Characters(Array):
    """An array of bytes or of characters, which has a value of its own."""

    _type_ = c_char
    _length_ = 0

    @property
    def raw(self) -> bytes:
        """All bytes."""
        return bytes(self._memory)

    @raw.setter
    def raw(self, value: Any) -> None:
        if len(value) > self._size_:
            raise ValueError("byte string too long")
        self._memory[: len(value)] = bytes(value)

    @property
    def value(self) -> Any:
        """What comes before the first NUL."""
        zero = b"\0" if issubclass(self._type_, c_char) else "\0"
        return self[:].partition(zero)[0]

    @value.setter
    def value(self, value: Any) -> None:
        if len(value) > self._length_:
            raise ValueError("string too long")
        self[: len(value)] = value if isinstance(value, str) else bytes(value)
        if len(value) < self._length_:
            self[len(value)] = "\0" if isinstance(value, str) else b"\0"


_ARRAYS: dict[tuple[Any, int], Any] = {}


def _array_of(kind: Any, length: int) -> Any:
    if not isinstance(length, int):
        raise TypeError(f"can't multiply sequence by non-int of type '{type(length).__name__}'")
    if length < 0:
        raise ValueError(f"Array length must be >= 0, not {length}")
    if (kind, length) not in _ARRAYS:
        base = _Characters if kind in (c_char, c_wchar) else Array
        parts = {"_type_": kind, "_length_": length, "__module__": kind.__module__}
        _ARRAYS[kind, length] = _Kind(f"{kind.__name__}_Array_{length}", (base,), parts)
    return _ARRAYS[kind, length]


class _Field:
    """A field of a structure."""

    def __init__(self, kind: Any, offset: int) -> None:
        self._kind = kind
        self.offset = offset
        self.size = kind._size_

    def __get__(self, owner: Any, _: Any = None) -> Any:
        return self if owner is None else self._kind._get(self._view(owner))

    def __set__(self, owner: Any, value: Any) -> None:
        self._kind._set(self._view(owner), value)

    def _view(self, owner: Any) -> memoryview:
        part: memoryview = owner._memory[self.offset : self.offset + self.size]
        return part


class _Composed(_Kind):
    """The class of structures and unions: lays out their fields."""

    def __init__(cls, name: str, bases: tuple[type, ...], parts: dict[str, Any]) -> None:
        super().__init__(name, bases, parts)
        if "_fields_" in parts:
            cls._lay_out(parts["_fields_"])

    def __setattr__(cls, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        if name == "_fields_":
            cls._lay_out(value)

    _overlaid_ = False

    def _lay_out(cls, fields: Iterable[Any]) -> None:
        """As C does: each at the next multiple of its alignment."""
        base = cls.__base__
        end, align = getattr(base, "_size_", 0), getattr(base, "_align_", 1)
        size = end
        for name, kind, *bits in fields:
            if bits or kind is py_object:
                raise NotImplementedError(f"a field of bits, or of an object: {REASON}")
            needed = min(kind._align_, getattr(cls, "_pack_", 0) or kind._align_)
            offset = 0 if cls._overlaid_ else -(-end // needed) * needed
            setattr(cls, name, _Field(kind, offset))
            end, align = offset + kind._size_, max(align, needed)
            size = max(size, end)
        cls._size_, cls._align_ = -(-size // align) * align, align


class Structure(_CData, metaclass=_Composed):
    """Fields one after another."""

    _fields_: ClassVar[Any] = ()

    def __init__(self, *values: Any, **named: Any) -> None:
        names = [
            name
            for each in reversed(type(self).__mro__)
            for name, *_ in each.__dict__.get("_fields_", ())
        ]
        if len(values) > len(names):
            raise TypeError("too many initializers")
        for name, value in [*zip(names, values, strict=False), *named.items()]:
            setattr(self, name, value)


class Union(Structure):
    """Fields in the same place."""

    _overlaid_ = True


# What sharedctypes asks for; an address is no number here


class _Address:
    """Where an object is: for ``memset`` alone."""

    def __init__(self, target: Any) -> None:
        self.target = target


def addressof(target: Any) -> Any:
    """Where it is, for ``memset``."""
    return _Address(target)


def memset(place: Any, value: int, count: int) -> None:
    """Fill an object."""
    if not isinstance(place, _Address) or not 0 <= count <= place.target._size_:
        raise PermissionError(REASON)
    place.target._memory[:count] = bytes([value]) * count


class _Pointer:
    """To one object of these types."""

    def __init__(self, contents: Any) -> None:
        self.contents = contents

    def __getitem__(self, place: int) -> Any:
        self._check(place)
        kind: Any = type(self.contents)
        return kind._get(self.contents._memory)

    def __setitem__(self, place: int, value: Any) -> None:
        self._check(place)
        kind: Any = type(self.contents)
        kind._set(self.contents._memory, value)

    def _check(self, place: int) -> None:
        if place:
            raise PermissionError(REASON)


def pointer(target: Any) -> _Pointer:
    """To this object; only to itself."""
    return _Pointer(target)


def sizeof(what: Any) -> int:
    """Bytes of a type or of an object."""
    return int(what._size_)


def alignment(what: Any) -> int:
    """Of a type or of an object."""
    return int(what._align_)


def create_string_buffer(init: Any, size: int | None = None) -> Any:
    """An array of bytes, of a length or with this content."""
    return _filled(c_char, init, size)


def create_unicode_buffer(init: Any, size: int | None = None) -> Any:
    """An array of characters, of a length or with this content."""
    return _filled(c_wchar, init, size)


c_buffer = create_string_buffer


def _filled(kind: Any, init: Any, size: int | None) -> Any:
    if isinstance(init, int):
        return (kind * init)()
    made = (kind * (len(init) + 1 if size is None else size))()
    made[: len(init)] = init
    return made


def ARRAY(kind: Any, length: int) -> Any:
    """The same as ``kind * length``."""
    return kind * length


class _Native:
    """What runs native code: it has its name here, and nothing else."""

    def __init__(self, name: str) -> None:
        self.__name__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise PermissionError(f"ctypes.{self.__name__}: {REASON}")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)  # whoever looks at any object asks for those
        raise AttributeError(f"ctypes.{self.__name__}.{name}: {REASON}")


CDLL, PyDLL, LibraryLoader, cdll, pydll, pythonapi = map(
    _Native, ("CDLL", "PyDLL", "LibraryLoader", "cdll", "pydll", "pythonapi")
)
CFUNCTYPE, PYFUNCTYPE, POINTER, SetPointerType = map(
    _Native, ("CFUNCTYPE", "PYFUNCTYPE", "POINTER", "SetPointerType")
)
byref, cast, memmove, resize, string_at, wstring_at, memoryview_at = map(
    _Native, ("byref", "cast", "memmove", "resize", "string_at", "wstring_at", "memoryview_at")
)
get_errno, set_errno, c_char_p, c_wchar_p = map(
    _Native, ("get_errno", "set_errno", "c_char_p", "c_wchar_p")
)
BigEndianStructure, LittleEndianStructure, BigEndianUnion, LittleEndianUnion = map(
    _Native, ("BigEndianStructure", "LittleEndianStructure", "BigEndianUnion", "LittleEndianUnion")
)
DEFAULT_MODE = RTLD_LOCAL = 0
RTLD_GLOBAL = 256

"""Native code out of the learner's reach: what ctypes runs on, taken out of a worker (Linux).

ctypes calls any function and writes to any address. A worker needs it for its lock-in, and the
learner's code must not have it: with it, a program can change what is read of its memory. So the
machine code of ``_ctypes`` and of libffi is taken out of the worker, once nothing of ours needs it
any more: its pages stay mapped, for the types that live beside them, but whoever jumps to them ends
by SIGSEGV. In place of the module there is a stand-in of plain Python, ``foreign``.
"""

import contextlib
import ctypes
import importlib.machinery
import os
import pickle
import platform
import re
import struct
import sys
import types
from collections.abc import Iterable, Sequence
from typing import Any

from . import fixed, kernel

PAGE_BYTES = os.sysconf("SC_PAGESIZE") if hasattr(os, "sysconf") else 4096

TRIMS = 256
"""Times that a worker can have the C library let go of freed memory: a test has a few."""

_NATIVE = re.compile(r"/(_ctypes\.[^/]*\.so|libffi[^/]*\.so[^/]*)$")
"""The files whose code is taken away."""

_REFUSED = re.compile(r"_ctypes(_test)?|_?cffi(_backend)?(\..*)?|ctypes\..*")
"""Modules that only native code can do."""

_PREPARED: list["_Prepared"] = []
"""Not empty once all is ready to take the code away."""

_TRIMS: list[object] = []
"""Each has the C library let go of freed memory, when it goes away itself."""


def available() -> bool:
    """True where the code of ctypes can be taken away: it lies in files of its own."""
    return (
        sys.platform == "linux"
        and sys.maxsize > 1 << 32
        and platform.machine() in _ASSEMBLERS
        and any(path.rpartition("/")[2].startswith("_ctypes") for _, _, path in _code())
    )


def _code() -> list[tuple[int, int, str]]:
    """Address, length and file of each piece of that code in this process."""
    try:
        with open("/proc/self/maps") as file:
            lines = [line.split(None, 5) for line in file]
    except OSError:
        return []
    found = []
    for place, mode, _, _, _, *path in lines:
        if "x" in mode and path and _NATIVE.search(path[0].strip()):
            first, last = (int(number, 16) for number in place.split("-"))
            found.append((first, last - first, path[0].strip()))
    return found


class _Prepared:
    """A page of machine code that takes the code away, then itself; and what comes in its place."""

    def __init__(self, source: str) -> None:
        if sys.version_info < (3, 12):
            # No class of Python's has a buffer else.
            fixed.set_flag(pickle.PickleBuffer, fixed.BASETYPE)
        self.source = source
        self.stand_in = types.ModuleType("ctypes")
        exec(compile(source, "<ctypes>", "exec"), self.stand_in.__dict__)
        self._done = bytearray(1)
        done = ctypes.addressof(ctypes.c_char.from_buffer(self._done))
        pieces = [(place, length) for place, length, _ in _code()]
        write = _ASSEMBLERS[platform.machine()]
        place = _pages(2)
        mprotect, malloc_trim = (_address(name) for name in ("mprotect", "malloc_trim"))
        _fill(place, write.sealing(pieces, done, (place, PAGE_BYTES), mprotect))
        trim = place + PAGE_BYTES
        _fill(trim, write.calling_with_zero(malloc_trim))
        # A capsule calls the function that it was given when it goes away: no ctypes is in that.
        capsule = ctypes.PYFUNCTYPE(ctypes.py_object, *_POINTERS)
        new = capsule(("PyCapsule_New", ctypes.pythonapi))
        _TRIMS.extend(new(trim, None, trim) for _ in range(TRIMS))
        pending = ctypes.PYFUNCTYPE(ctypes.c_int, *_POINTERS[:2])
        self._add = pending(("Py_AddPendingCall", ctypes.pythonapi))
        self._place = place
        of_thread = ctypes.PYFUNCTYPE(ctypes.c_void_p)
        self._of_thread = of_thread(("PyThreadState_GetDict", ctypes.pythonapi))
        delete = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p)
        self._delete = delete(("PyDict_DelItemString", ctypes.pythonapi))

    def forget_error_number(self) -> None:
        """Let go of the error number that ctypes keeps with this thread, while its code is there.

        Else a child that another thread forks does it: it clears away the threads it has not got.
        """
        with contextlib.suppress(KeyError):  # nobody has asked for one yet
            self._delete(self._of_thread(), b"ctypes.error_object")

    def run(self) -> None:
        """Have the interpreter call the page: between two instructions, outside of ctypes.

        Raises:
            RuntimeError: it has not.
        """
        self._add(self._place, None)
        for _ in range(1000):  # a pending call is made at a jump back, in the main thread
            if self._done[0]:
                return
        raise RuntimeError("the native code of ctypes is still there")


_POINTERS = (ctypes.c_void_p,) * 3


def _address(name: str) -> int:
    function = getattr(kernel.LIBC, name)
    return ctypes.cast(function, ctypes.c_void_p).value or 0


def _pages(count: int) -> int:
    """The address of fresh memory of the kernel's; no object of Python's stands for it."""
    numbers = (ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long)
    mapping = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, *numbers, use_errno=True)
    mmap = mapping(("mmap", kernel.LIBC))
    mode, kind = kernel.PROT_READ | kernel.PROT_WRITE, kernel.MAP_PRIVATE | kernel.MAP_ANONYMOUS
    place = mmap(None, count * PAGE_BYTES, mode, kind, -1, 0)
    if place is None or place == ctypes.c_void_p(-1).value:
        raise OSError(ctypes.get_errno(), "mmap")
    return int(place)


def _fill(place: int, code: bytes) -> None:
    """Write machine code to a page, which from then on can be run and not be written to."""
    ctypes.memmove(place, code, len(code))
    mode = kernel.PROT_READ | kernel.PROT_EXEC
    if kernel.LIBC.mprotect(ctypes.c_void_p(place), ctypes.c_size_t(PAGE_BYTES), mode):
        raise OSError(ctypes.get_errno(), "mprotect")


def prepare() -> None:
    """Make ready, before any fork, what ``seal`` and ``trim`` do in each worker.

    Raises:
        OSError: the kernel refuses a page of machine code.
    """
    package: Any = sys.modules[__package__ or ""]
    _PREPARED.append(_Prepared(package.kept["foreign"]))


def seal(folder: str) -> None:
    """Take the code of ctypes out of this process, for good, and put the stand-in in its place.

    In the main thread. Before that the collector was told to pass by all objects of ctypes, whose
    code it would call (``gc.freeze``), and from here on nothing of ours may use ctypes.

    Args:
        folder: where child processes find the modules that they must import; or "".

    Raises:
        RuntimeError: the code is still there.
    """
    prepared = _PREPARED.pop()
    prepared.forget_error_number()
    prepared.run()
    if folder:
        # A child that is started from new cannot load the files of ctypes: the first step keeps
        # them from being read.
        with open(os.path.join(folder, "ctypes.py"), "w", encoding="utf-8") as file:
            file.write(prepared.source)
    theirs = [name for name in sys.modules if name.partition(".")[0] in ("ctypes", "_ctypes")]
    _KEPT.extend(sys.modules.pop(name) for name in theirs)
    sys.modules["ctypes"] = prepared.stand_in
    sys.meta_path.insert(0, Refusing(prepared.stand_in.REASON))


_KEPT: list[object] = []
"""Modules of native code: to let go of them would run it."""


class Refusing:
    """Refuses to import what runs native code, and says why."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None = None,
        target: types.ModuleType | None = None,
    ) -> importlib.machinery.ModuleSpec | None:
        """Nothing, for all other modules.

        Raises:
            ImportError: it is one of those.
        """
        if _REFUSED.fullmatch(name):
            raise ImportError(f"{name}: {self._reason}", name=name)
        return None


def load_extensions() -> None:
    """Map the extension modules of the standard library, which nothing can map any more later.

    They are not initialised: an import does that, as ever. Once is enough, also before a fork.
    """
    if _MAPPED:
        return
    _MAPPED.append(True)
    import _ctypes

    for folder in sys.path:
        names = os.listdir(folder) if folder.endswith("/lib-dynload") else ()
        for name in names:
            if ".so" in name and not _LEFT_OUT.match(name):
                # One whose libraries are not installed here cannot be imported outside either.
                with contextlib.suppress(OSError):
                    _ctypes.dlopen(os.path.join(folder, name), os.RTLD_LAZY)


_MAPPED: list[bool] = []
"""Not empty once they are."""

_LEFT_OUT = re.compile(r"_ctypes|_test|_?xx|_tkinter|_curses|readline|_g?dbm|nis\.|ossaudiodev")
"""Extension modules that no solution needs: of terminals, windows, sound, old data bases; tests."""


def trim() -> None:
    """Have the C library give freed memory back to the system, where it can."""
    if _TRIMS:
        _TRIMS.pop()
    elif hasattr(kernel.LIBC, "malloc_trim") and not _KEPT:
        kernel.LIBC.malloc_trim(0)


# Machine code, of the few instructions that are needed


class _X86:
    """x86-64, after the System V calling convention."""

    @staticmethod
    def sealing(
        pieces: Iterable[tuple[int, int]], done: int, own: tuple[int, int], mprotect: int
    ) -> bytes:
        """mprotect(piece, PROT_NONE) for each; 1 to ``done``; the same for the page itself.

        The last is a jump to the C library, which returns to the caller: nothing of the page runs
        once it is gone. It returns 0.
        """
        code = bytes.fromhex("f30f1efa")  # endbr64
        for place, length in pieces:
            code += _X86._arguments(place, length)
            code += bytes.fromhex("b80a000000 0f05")  # mov eax, 10 (mprotect); syscall
            code += bytes.fromhex("85c0 7402 0f0b")  # test eax, eax; jz over; ud2
        code += b"\x48\xb8" + struct.pack("<Q", done) + bytes.fromhex("c60001")  # mov byte [rax], 1
        return code + _X86._arguments(*own) + _X86._jump(mprotect)

    @staticmethod
    def calling_with_zero(function: int) -> bytes:
        """A call of this function with the one argument 0."""
        return bytes.fromhex("f30f1efa 31ff") + _X86._jump(function)  # endbr64; xor edi, edi

    @staticmethod
    def _arguments(place: int, length: int) -> bytes:
        # mov rdi, place; mov rsi, length; xor edx, edx (PROT_NONE)
        first, second = struct.pack("<Q", place), struct.pack("<Q", length)
        return b"\x48\xbf" + first + b"\x48\xbe" + second + b"\x31\xd2"

    @staticmethod
    def _jump(function: int) -> bytes:
        return b"\x48\xb8" + struct.pack("<Q", function) + b"\xff\xe0"  # mov rax, function; jmp rax


class _Arm:
    """aarch64, after its procedure call standard."""

    @staticmethod
    def sealing(
        pieces: Iterable[tuple[int, int]], done: int, own: tuple[int, int], mprotect: int
    ) -> bytes:
        """As for x86-64."""
        code = [_Arm.BTI]
        for place, length in pieces:
            code += [*_Arm._load(0, place), *_Arm._load(1, length), *_Arm._load(2, 0)]
            # mov x8, 226 (mprotect); svc 0; cbz x0, over; brk 0
            code += [0xD2801C48, 0xD4000001, 0xB4000040, 0xD4200000]
        code += [*_Arm._load(3, done), 0x52800024, 0x39000064]  # mov w4, 1; strb w4, [x3]
        code += [*_Arm._load(0, own[0]), *_Arm._load(1, own[1]), *_Arm._load(2, 0)]
        return _Arm._words([*code, *_Arm._jump(mprotect)])

    @staticmethod
    def calling_with_zero(function: int) -> bytes:
        """As for x86-64."""
        return _Arm._words([_Arm.BTI, *_Arm._load(0, 0), *_Arm._jump(function)])

    BTI = 0xD503245F
    """bti c: calls may land here."""

    @staticmethod
    def _load(register: int, value: int) -> list[int]:
        # movz, then movk for each further half-word
        words = [0xD2800000 | (value & 0xFFFF) << 5 | register]
        for place in (1, 2, 3):
            half = value >> 16 * place & 0xFFFF
            words.append(0xF2800000 | place << 21 | half << 5 | register)
        return words

    @staticmethod
    def _jump(function: int) -> list[int]:
        return [*_Arm._load(16, function), 0xD61F0200]  # br x16

    @staticmethod
    def _words(words: Iterable[int]) -> bytes:
        return b"".join(struct.pack("<I", word) for word in words)


_ASSEMBLERS: dict[str, Any] = {"x86_64": _X86, "aarch64": _Arm}

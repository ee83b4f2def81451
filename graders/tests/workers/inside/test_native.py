"""The code of ctypes is gone from a sealed child, for good, and all that does not need it goes on."""

from __future__ import annotations

import builtins
import ctypes
import gc
import importlib
import io
import os
import platform
import signal
import sys
import sysconfig
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graders.tests.children import told
from graders.workers import inside
from graders.workers.inside import foreign, kernel, native

needs_native = pytest.mark.skipif(not native.available(), reason="ctypes cannot be taken away here")

CRASHED = f"killed by signal {signal.SIGSEGV.value}"

SOURCE = Path(foreign.__file__).read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside, "kept", {"foreign": SOURCE}, raising=False)


def sealed(work: Callable[[], object], folder: str = "") -> Any:
    """What the work gives in a child whose ctypes is taken away."""

    def locked() -> object:
        native.prepare()
        gc.freeze()
        native.seal(folder)
        return work()

    return told(locked)


@needs_native
def test_none_of_its_code_can_be_run() -> None:
    assert native._code()
    assert sealed(native._code) == []


@needs_native
def test_every_use_of_the_true_ctypes_crashes() -> None:
    for use in (
        kernel.LIBC.getpid,
        lambda: ctypes.c_int(1),
        lambda: ctypes.CDLL(None),
        lambda: type("x", (ctypes.Structure,), {}),
    ):
        assert sealed(use) == CRASHED


@needs_native
def test_a_second_look_at_the_page_crashes_too() -> None:
    def work() -> object:
        native.prepare()
        prepared = native._PREPARED[-1]
        gc.freeze()
        native.seal("")
        prepared.run()
        return prepared._done[0]

    assert told(work) == CRASHED


@needs_native
def test_the_interpreter_goes_on() -> None:
    def work() -> object:
        seen: set[type] = set()

        def below(kind: type) -> None:
            each: type
            for each in type.__subclasses__(kind):
                if each not in seen:
                    seen.add(each)
                    below(each)

        below(object)
        texts = [str(each) for each in seen]
        gc.collect()
        child = os.fork()
        if child == 0:
            os._exit(7)
        return ["<class '_ctypes._SimpleCData'>" in texts, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])]

    assert sealed(work) == [True, 7]


@needs_native
@pytest.mark.parametrize("asked", [True, False])
def test_a_thread_can_fork(asked: bool) -> None:
    statuses: list[int] = []

    def fork() -> None:
        child = os.fork()
        if child == 0:
            os._exit(7)
        statuses.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

    def work() -> object:
        thread = threading.Thread(target=fork)
        thread.start()
        thread.join()
        return statuses

    if asked:
        kernel.LIBC.getpid()  # from then on ctypes keeps an error number with this thread
    assert sealed(work) == [7]


@needs_native
def test_the_stand_in_has_its_name_and_a_buffer(tmp_path: Path) -> None:
    def work() -> object:
        import ctypes

        shared = (ctypes.c_int * 2)(1, 2)
        view = memoryview(shared)
        view[1] = 5
        return [ctypes.__name__, list(shared), [ctypes.c_ubyte.from_buffer(shared).value], bytes(shared)[4]]

    assert sealed(work, str(tmp_path)) == ["ctypes", [1, 5], [1], 5]
    assert (tmp_path / "ctypes.py").read_text(encoding="utf-8") == SOURCE


@needs_native
@pytest.mark.parametrize("name", ["_ctypes", "_ctypes_test", "ctypes.util", "cffi", "_cffi_backend"])
def test_what_runs_native_code_is_not_imported_and_hears_why(name: str) -> None:
    found = sealed(lambda: importlib.import_module(name))
    assert found == f"ImportError: {name}: {foreign.REASON}"


def test_everything_else_is_left_to_other_finders() -> None:
    refusing = native.Refusing("because")
    assert [refusing.find_spec(name) for name in ("ctypes", "json", "cffindex", "decimal")] == [None] * 4


@needs_native
def test_freed_memory_can_be_given_back_after_it() -> None:
    """By the C library, although nobody can call it any more."""

    def work() -> object:
        hoard = [bytes(3_000) for _ in range(20_000)]  # from malloc: larger than pymalloc's
        last = bytes(3_000)
        full = _resident()
        del hoard
        before = len(native._TRIMS)
        native.trim()
        return [full - _resident() > 40 << 20, before - len(native._TRIMS), len(last)]

    assert sealed(work) == [True, 1, 3_000]


def _resident() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * native.PAGE_BYTES


def test_where_nothing_is_prepared_ctypes_does_that(monkeypatch: pytest.MonkeyPatch) -> None:
    class Library:
        @staticmethod
        def malloc_trim(pad: int) -> None:
            trimmed.append(pad)

    trimmed: list[int] = []
    monkeypatch.setattr(native, "_TRIMS", [])
    monkeypatch.setattr(kernel, "LIBC", Library)
    native.trim()
    monkeypatch.setattr(native, "_KEPT", ["_ctypes"])
    native.trim()
    assert trimmed == [0]


@needs_native
def test_extension_modules_that_are_mapped_are_not_initialised() -> None:
    def work() -> object:
        native.load_extensions()
        native.load_extensions()  # the second time there is nothing to do
        with open("/proc/self/maps") as file:
            mapped = file.read()
        libraries = sysconfig.get_config_var("EXT_SUFFIX")
        return [f"/{name}{libraries}" in mapped for name in ("_sqlite3", "_lsprof", "_curses", "_testcapi")]

    assert told(work)[:2] == [True, True]


@pytest.mark.skipif(sys.platform != "linux", reason="maps are of Linux")
def test_it_is_there_only_where_its_code_has_files(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "7f0000001000-7f0000003000 r-xp 00001000 08:01 42 {}\n"
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    for paths, there in [
        (["/usr/lib/libffi.so.8", "/lib/python3/lib-dynload/_ctypes.cpython-311-x86_64-linux-gnu.so"], True),
        (["/usr/bin/python3", "/usr/lib/libffi.so.8"], False),
        (["/usr/bin/python3"], False),
    ]:
        text = "".join(map(line.format, paths))
        monkeypatch.setattr(builtins, "open", lambda *_, text=text: io.StringIO(text))
        assert native.available() == there
    monkeypatch.setattr(platform, "machine", lambda: "vax")
    assert not native.available()

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(builtins, "open", refuse)
    assert not native.available()


def test_a_page_that_was_not_called_is_noticed() -> None:
    class Prepared(native._Prepared):
        def __init__(self) -> None:
            vars(self).update(_done=bytearray(1), _add=lambda *_: 0, _place=0)

    with pytest.raises(RuntimeError, match="still there"):
        Prepared().run()


@needs_native
def test_a_kernel_that_refuses_the_page_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError, match="mmap"):
        native._pages(1 << 40)
    monkeypatch.setattr(ctypes, "memmove", lambda *_: None)
    with pytest.raises(OSError, match="mprotect"):
        native._fill(1, b"")  # no page begins there


# The machine code, as a disassembler reads it


def test_the_code_of_x86_64() -> None:
    code = native._X86.sealing([(0x7F0102030000, 0x13000)], 0x55AA00002005, (0x7FAB12345000, 4096), 0x7FCD00001000)
    assert code.hex(" ") == (
        "f3 0f 1e fa"
        " 48 bf 00 00 03 02 01 7f 00 00 48 be 00 30 01 00 00 00 00 00 31 d2"
        " b8 0a 00 00 00 0f 05 85 c0 74 02 0f 0b"
        " 48 b8 05 20 00 00 aa 55 00 00 c6 00 01"
        " 48 bf 00 50 34 12 ab 7f 00 00 48 be 00 10 00 00 00 00 00 00 31 d2"
        " 48 b8 00 10 00 00 cd 7f 00 00 ff e0"
    )
    call = native._X86.calling_with_zero(0x7FCD00001000)
    assert call.hex(" ") == "f3 0f 1e fa 31 ff 48 b8 00 10 00 00 cd 7f 00 00 ff e0"


def test_the_code_of_aarch64() -> None:
    code = native._Arm.sealing([(0x7F0102030000, 0x13000)], 0x55AA00002005, (0x7FAB12345000, 4096), 0x7FCD00001000)
    words = [int.from_bytes(code[place : place + 4], "little") for place in range(0, len(code), 4)]
    assert words[0] == 0xD503245F  # bti c
    assert words[1:5] == [0xD2800000, 0xF2A04060, 0xF2CFE020, 0xF2E00000]  # x0, by quarters
    assert words[13:17] == [0xD2801C48, 0xD4000001, 0xB4000040, 0xD4200000]  # mov x8; svc; cbz; brk
    assert words[21:23] == [0x52800024, 0x39000064]  # mov w4, 1; strb w4, [x3]
    assert words[-1] == 0xD61F0200  # br x16
    assert len(words) == 1 + 12 + 4 + 4 + 2 + 12 + 4 + 1
    assert native._Arm.calling_with_zero(0)[4:8].hex() == "000080d2"

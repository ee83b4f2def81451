"""What a locked worker may do with each set of rights, and what no right gives: here, by a real fork server."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graders.model.report import Crashed
from graders.tests.children import needs_landlock, needs_seccomp, needs_shared_memory
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner
from graders.workers import spawners
from graders.workers.execution import Limits
from graders.workers.inside import confine, landlock, native
from graders.workers.spawners import Spawner

pytestmark = [needs_landlock, needs_seccomp]

needs_native = pytest.mark.skipif(not native.available(), reason="ctypes cannot be taken away here")

PATIENT = Limits(cpu=60, asleep=60, naps=60, wall=120)

FORKS = ["fork", "spawn", "forkserver"]


@pytest.fixture(scope="module", params=["forked", "fresh"])
def locked(request: pytest.FixtureRequest) -> Iterator[Spawner]:
    """Where the workers of a grading come from."""
    made = spawners.start(fresh=request.param == "fresh")
    yield made
    made.close()


@pytest.fixture
def give(execute: MakesExecution, locked: Spawner) -> Any:
    """``give(rights, source)``: a worker with these rights, on a source with one function ``f``; gives that."""

    def made(rights: str, source: str) -> Any:
        execute(source, spawner=locked, rights=rights.split(), limits=PATIENT)
        return learner("f")

    return made


# What computing needs, without any right


@pytest.mark.parametrize("rights", ["", "threads", "files", "processes", "threads processes files"])
def test_the_whole_standard_library_is_there(give: Any, rights: str) -> None:
    """Also what is loaded late, with its shared libraries and its data."""
    f = give(
        rights,
        """
        def f():
            import bz2, ctypes, decimal, hashlib, json, lzma, random, secrets, sqlite3, ssl, statistics, unicodedata
            import difflib, email.message, html.parser, http.client, unittest.mock, xml.etree.ElementTree, zlib
            rows = sqlite3.connect(":memory:")
            rows.execute("create table seats (row text)")
            rows.execute("insert into seats values ('A1')")
            assert lzma.decompress(lzma.compress(b"a" * 999)) == bz2.decompress(bz2.compress(b"a" * 999))
            assert ssl.create_default_context() and secrets.token_bytes(4) and random.SystemRandom().random() >= 0
            assert hashlib.sha256(b"").hexdigest().startswith("e3b0c442")
            return [rows.execute("select row from seats").fetchone()[0], json.dumps({"a": 1}), unicodedata.name("ß")]
        """,
    )
    assert f() == ["A1", '{"a": 1}', "LATIN SMALL LETTER SHARP S"]


@pytest.mark.skipif(not os.path.isdir("/usr/share/zoneinfo/Europe"), reason="the time zones are not installed here")
def test_time_zones_are_there(give: Any) -> None:
    f = give("", "from zoneinfo import ZoneInfo\ndef f(): return str(ZoneInfo('Europe/Berlin'))")
    assert f() == "Europe/Berlin"


SHY = {"antigravity", "idlelib", "this", "tkinter", "turtle", "turtledemo", "_tkinter", "__main__"}
"""Modules that open something when they are imported."""

NATIVE_ONLY = {"_ctypes"}
"""What no worker imports."""

OF_TERMINALS = {"_curses", "_curses_panel", "curses", "readline", "nis", "ossaudiodev", "_dbm", "_gdbm"}
"""What is not mapped ahead for those who write files, and so cannot be imported there."""

IMPORTS = """
import importlib, json, sys, warnings
def f(names):
    warnings.simplefilter("ignore")
    good = []
    for name in names:
        try:
            importlib.import_module(name)
            good.append(name)
        except Exception:
            pass
    return good
"""


@pytest.mark.parametrize("rights", ["", "threads", "files", "processes"])
def test_every_module_of_the_standard_library_can_be_imported(give: Any, rights: str) -> None:
    """As far as a bare interpreter outside can import it."""
    names = sorted(sys.stdlib_module_names - SHY)
    program = IMPORTS + "print('\\n' + json.dumps(f(json.loads(sys.argv[1]))))"
    command = [sys.executable, "-I", "-S", "-c", program, json.dumps(names)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    outside = set(json.loads(done.stdout.splitlines()[-1]))
    missing = outside - set(give(rights, IMPORTS)(names))
    assert missing - (OF_TERMINALS if rights == "files" else set()) == NATIVE_ONLY & outside


def test_extension_modules_are_mapped_once_for_all_who_write_files(execute: MakesExecution) -> None:
    """By the fork server: it would cost each worker some milliseconds."""
    spawner = spawners.start()
    try:
        for _ in range(4):
            execute("import lzma, sqlite3\ndef f(): return 1", spawner=spawner, rights=["files"], limits=PATIENT)
            assert learner("f")() == 1
        if isinstance(spawner, spawners.ForkServer) and "native" in spawner.layers:
            assert "_sqlite3" in Path(f"/proc/{spawner.pid}/maps").read_text(encoding="utf-8")
    finally:
        spawner.close()


# Threads


def test_threads_and_event_loops_run_with_their_right(give: Any) -> None:
    f = give(
        "threads",
        """
        import asyncio, queue, threading
        from concurrent.futures import ThreadPoolExecutor
        def square(n): return n * n
        async def main():
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(asyncio.sleep(0.001, n)) for n in range(3)]
            in_thread = await asyncio.to_thread(square, 5)
            return [task.result() for task in tasks] + [in_thread]
        def f():
            work = queue.Queue()
            thread = threading.Thread(target=lambda: work.put(7))
            thread.start()
            with ThreadPoolExecutor(3) as pool:
                squares = list(pool.map(square, range(4)))
            thread.join()
            return [work.get(), squares, asyncio.run(main())]
        """,
    )
    assert f() == [7, [0, 1, 4, 9], [0, 1, 2, 25]]


def test_pools_of_threads_run_with_their_right(give: Any) -> None:
    """Also those of multiprocessing, which have pipes and semaphores."""
    f = give(
        "threads",
        """
        import multiprocessing, threading
        from concurrent.futures import ThreadPoolExecutor
        from multiprocessing.dummy import Pool
        from multiprocessing.pool import ThreadPool
        def square(n): return n * n
        def f():
            found = []
            pool = ThreadPool(3)
            found.append(pool.map(square, range(4)))
            pool.close(); pool.join()
            with ThreadPool(2) as pool:
                found += [list(pool.imap(square, range(3))), sorted(pool.imap_unordered(square, range(3)))]
            pool = Pool(2)
            found.append(pool.apply_async(square, (4,)).get(9))
            pool.terminate(); pool.join()
            with ThreadPoolExecutor(2) as pool, multiprocessing.Lock():
                found.append(list(pool.map(square, range(3))))
            queue = multiprocessing.SimpleQueue()
            queue.put(7)
            return [*found, queue.get(), threading.active_count()]
        """,
    )
    assert f()[:-1] == [[0, 1, 4, 9], [0, 1, 4], [0, 1, 4], 16, [0, 1, 4], 7]


@pytest.mark.parametrize("rights", ["", "files"])
@pytest.mark.parametrize(
    "start", ["threading.Thread(target=int).start()", "asyncio.run(asyncio.sleep(0))", "socket.socketpair()"]
)
def test_threads_need_their_right(give: Any, rights: str, start: str) -> None:
    f = give(rights, f"import asyncio, socket, threading\ndef f(): {start}")
    with pytest.raises((RuntimeError, PermissionError), match="can't start new thread|not permitted"):
        f()


# Files


def test_files_are_written_in_the_scratch_folder_with_their_right(give: Any) -> None:
    f = give(
        "files",
        """
        import os, pathlib, shutil, sqlite3, tempfile, zipfile
        def f():
            here = pathlib.Path("seats.txt")
            here.write_text("A1\\nA2\\n")
            here.chmod(0o600)
            os.utime(here, (1, 1))
            shutil.copy2(here, "copy.txt")
            shutil.copytree(".", "deep")
            shutil.move("copy.txt", "deep/moved.txt")
            with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile("w+") as file:
                pathlib.Path(folder, "inner").write_text("1")
                file.write("2")
                assert pathlib.Path(folder).parent == pathlib.Path.cwd() == pathlib.Path(file.name).parent
            with zipfile.ZipFile("seats.zip", "w") as archive:
                archive.write(here)
            rows = sqlite3.connect("seats.db")
            rows.execute("create table seats (row text)")
            rows.commit()
            with open(here, "r+") as file:
                file.truncate(3)
            os.link(here, "linked"); os.symlink(here, "pointer"); os.replace("linked", "replaced")
            shutil.rmtree("deep")
            return [here.read_text(), sorted(os.listdir())]
        """,
    )
    assert f() == ["A1\n", ["pointer", "replaced", "seats.db", "seats.txt", "seats.zip"]]


def test_no_right_gives_cutting_a_file_by_its_path(give: Any) -> None:
    """Landlock does not judge truncate(2) on older kernels: who may write opens the file first."""
    f = give(
        " ".join(confine.RIGHTS),
        """
        import os
        def f():
            with open("seats.txt", "w") as file:
                file.write("A1")
            try:
                os.truncate("seats.txt", 0)
            except PermissionError:
                return open("seats.txt").read()
        """,
    )
    assert f() == "A1"


@pytest.mark.parametrize("rights", ["", "threads"])
def test_files_need_their_right(give: Any, rights: str) -> None:
    f = give(rights, "def f(): open('seats.txt', 'w')")
    with pytest.raises(PermissionError):
        f()


# Processes


WORK = """
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor
def square(n): return n * n
def write(name, number):
    from multiprocessing.shared_memory import SharedMemory
    shared = SharedMemory(name)
    shared.buf[0] = number
    shared.close()
def tell(pipe, queue, event, value):
    event.wait()
    with value.get_lock(): value.value += 1
    pipe.send("by pipe"); pipe.close(); queue.put("by queue")
"""


@needs_shared_memory
@pytest.mark.parametrize("kind", FORKS)
@pytest.mark.parametrize("rights", ["processes", "threads processes files"])
def test_pools_of_processes_run_with_their_right(give: Any, kind: str, rights: str) -> None:
    f = give(
        rights,
        WORK
        + """
def f(kind):
    context = mp.get_context(kind)
    with context.Pool(2) as pool:
        first = pool.map(square, range(4))
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        return [first, list(pool.map(square, range(4)))]
""",
    )
    assert f(kind) == [[0, 1, 4, 9], [0, 1, 4, 9]]


@needs_shared_memory
@pytest.mark.parametrize("kind", FORKS)
def test_processes_share_what_they_may_share(give: Any, kind: str) -> None:
    f = give(
        "processes",
        WORK
        + """
def f(kind):
    from multiprocessing.shared_memory import SharedMemory
    context = mp.get_context(kind)
    shared = SharedMemory(create=True, size=64)
    child = context.Process(target=write, args=(shared.name, 7))
    child.start(); child.join()
    seen = shared.buf[0]
    shared.close(); shared.unlink()
    heard, said = context.Pipe(duplex=False)
    queue, event, value = context.Queue(), context.Event(), context.Value("i", 1)
    child = context.Process(target=tell, args=(said, queue, event, value))
    child.start()
    event.set()
    words = [heard.recv(), queue.get()]
    child.join()
    return [seen, *words, value.value, child.exitcode]
""",
    )
    assert f(kind) == [7, "by pipe", "by queue", 2, 0]


@needs_shared_memory
@pytest.mark.parametrize("kind", FORKS)
def test_arrays_and_values_of_c_types_are_shared(give: Any, kind: str) -> None:
    f = give(
        "processes",
        """
        import ctypes, multiprocessing as mp
        class Seat(ctypes.Structure):
            _fields_ = [("row", ctypes.c_char), ("price", ctypes.c_double)]
        def change(value, array, raw, text, seat):
            with value.get_lock():
                value.value += 1
            array[:] = [2 * each for each in array]
            raw[0] = 300
            text.value = b"sold"
            seat.price = 9.5
        def f(kind):
            context = mp.get_context(kind)
            shared = [
                context.Value("i", 1), context.Array("d", [1, 2]), context.RawArray(ctypes.c_ubyte, 3),
                context.Array("c", 9), context.Value(Seat, b"A", 1.0, lock=False),
            ]
            child = context.Process(target=change, args=shared)
            child.start(); child.join()
            value, array, raw, text, seat = shared
            lent = memoryview(raw).cast("B")
            lent[1] = 5
            every = [len(context.Array(code, 2)) for code in "cbBhHiIlLqQfdu"]
            return [child.exitcode, value.value, array[:], list(raw), text.value, seat.row, seat.price, sum(every)]
        """,
    )
    assert f(kind) == [0, 2, [2.0, 4.0], [44, 5, 0], b"sold", b"A", 9.5, 28]


@needs_shared_memory
@needs_native
@pytest.mark.parametrize("kind", FORKS)
def test_no_child_has_native_code_of_the_librarys(give: Any, kind: str) -> None:
    f = give(
        "processes",
        """
        import multiprocessing as mp
        def look(said):
            for name in ("_ctypes", "ctypes"):
                try:
                    __import__(name).CDLL(None)
                except Exception as error:
                    said.put(type(error).__name__)
        def f(kind):
            context = mp.get_context(kind)
            said = context.SimpleQueue()
            child = context.Process(target=look, args=(said,))
            child.start()
            found = [said.get(), said.get()]
            child.join()
            return found
        """,
    )
    assert f(kind) == ["ImportError", "PermissionError"]


@needs_native
@pytest.mark.parametrize("rights", ["", "threads", "files", "processes"])
def test_native_code_is_gone_and_what_is_left_of_ctypes_says_so(give: Any, rights: str) -> None:
    f = give(
        rights,
        """
        import ctypes
        def f():
            return [ctypes.sizeof(ctypes.c_int), ctypes.c_uint8(300).value]
        def g():
            ctypes.CDLL(None)
        """,
    )
    assert f() == [4, 44]
    with pytest.raises(PermissionError, match="the grader takes it away"):
        learner("g")()


@needs_native
def test_a_file_named_ctypes_changes_nothing(give: Any) -> None:
    f = give(
        "files",
        """
        def f():
            with open("ctypes.py", "w") as file:
                file.write("raise SystemExit")
            import ctypes
            return ctypes.sizeof(ctypes.c_short)
        """,
    )
    assert f() == 2


@needs_native
def test_true_ctypes_found_by_other_ways_crashes(give: Any) -> None:
    f = give(
        "",
        """
        def f():
            found = next(each for each in object.__subclasses__() if str(each) == "<class 'ctypes.CDLL'>")
            return found(None).getpid()
        """,
    )
    with pytest.raises(Crashed, match="SIGSEGV"):
        f()


def test_a_manager_and_a_program_run_too(give: Any) -> None:
    f = give(
        "processes",
        """
        import multiprocessing as mp, subprocess, sys
        def f():
            with mp.get_context("fork").Manager() as manager:
                seats = manager.dict()
                seats["A1"] = 1
                taken = dict(seats)
            command = [sys.executable, "-I", "-S", "-c", "print(6 * 7)"]
            return [taken, subprocess.run(command, capture_output=True, text=True, check=True).stdout]
        """,
    )
    assert f() == [{"A1": 1}, "42\n"]


@pytest.mark.parametrize("flags", [[], ["-I"]])
def test_an_interpreter_starts_as_everybody_starts_it(give: Any, flags: list[str]) -> None:
    f = give(
        "processes",
        """
        import subprocess, sys
        def f(flags):
            command = [sys.executable, *flags, "-c", "print(6 * 7)"]
            return subprocess.run(command, capture_output=True, text=True, check=True).stdout
        """,
    )
    assert f(flags) == "42\n"


@pytest.mark.skipif(
    landlock.version() < landlock.SCOPED_SIGNALS, reason="without scopes a worker may signal only itself"
)
def test_a_child_can_be_ended(give: Any) -> None:
    f = give(
        "processes",
        """
        import multiprocessing as mp, time
        def f():
            child = mp.get_context("fork").Process(target=time.sleep, args=(60,))
            child.start(); child.terminate(); child.join()
            return child.exitcode
        """,
    )
    assert f() == -15


@pytest.mark.parametrize("rights", ["", "threads", "files", "files threads"])
@pytest.mark.parametrize(
    "start",
    ["os.fork()", "subprocess.run(['true'])", "multiprocessing.Pool(1)", "os.execv(sys.executable, ['x', '-c', ''])"],
)
def test_processes_need_their_right(give: Any, rights: str, start: str) -> None:
    f = give(rights, f"import multiprocessing, os, subprocess, sys\ndef f(): {start}")
    with pytest.raises(PermissionError):
        f()


# What no right gives


EVERYTHING = " ".join(confine.RIGHTS)


@pytest.mark.parametrize("rights", ["", "threads", "files", "processes", EVERYTHING])
def test_no_right_gives_other_files(give: Any, rights: str, tmp_path: Path, locked: Spawner) -> None:
    other = locked.spawn()
    (other.folder / "secret").write_text("42")
    (tmp_path / "answers").write_text("42")
    try:
        f = give(
            rights,
            """
            import os
            def f(paths):
                read = []
                for path in paths:
                    try:
                        read.append(os.listdir(path) if os.path.isdir(path) else open(path, "rb").read(9))
                    except PermissionError:
                        pass
                return read
            """,
        )
        paths = [
            *("/", "/etc", "/etc/passwd", "/home", "/tmp", "/proc", "/proc/self/maps", "/proc/self/environ", "/var"),
            *(__file__, str(Path(__file__).parent), str(Path.home()), str(tmp_path / "answers"), pytest.__file__),
            *(str(other.folder), str(other.folder / "secret"), str(other.folder.parent), f"/proc/{os.getpid()}/mem"),
        ]
        assert f([path for path in paths if os.path.lexists(path)]) == []
    finally:
        other.channel.close()
        other.output.finish()
        locked.end(other.pid)


@pytest.mark.parametrize("rights", ["", "threads", "processes", EVERYTHING])
def test_no_right_gives_the_network(give: Any, rights: str) -> None:
    f = give(rights, "import socket\ndef f(port): socket.create_connection(('127.0.0.1', port), 5)")
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(PermissionError):
        f(server.getsockname()[1])


@pytest.mark.parametrize("rights", ["", "processes", EVERYTHING])
def test_no_right_gives_the_judge_or_the_nursery(give: Any, rights: str, locked: Spawner) -> None:
    f = give(
        rights,
        """
        import os
        def f(pids):
            refused = 0
            for pid in pids:
                try:
                    os.kill(pid, 0)
                except PermissionError:
                    refused += 1
            return refused
        """,
    )
    pids = [os.getpid(), os.getppid(), 1, *([locked.pid] if locked.pid else [])]
    assert f(pids) == len(pids)

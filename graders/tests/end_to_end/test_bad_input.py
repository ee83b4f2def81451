"""Every kind of bad input, each an exercise of one checkout: named, costing its own tests only, leaving nothing."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

from graders.tests.end_to_end.checkout import Checkout
from graders.workers.inside import confine

DEF = "def running_total(readings):\n"
GOOD = f"""{DEF}    total = 0
    for reading in readings:
        total += reading
        yield total
"""


def body(*lines: str) -> bytes:
    """The function with these lines before its right answer."""
    return (DEF + "".join(f"    {line}\n" for line in lines) + GOOD.removeprefix(DEF)).encode()


FILES = {
    "untouched": (f"{DEF}    raise NotImplementedError\n".encode(), "todo", r"not written yet at untouched.py:2"),
    "solved": (GOOD.encode(), "passed", r"^$"),
    "syntax_error": (b"def running_total(readings:\n    pass\n", "refused", r"syntax_error.py:1: SyntaxError"),
    "missing_function": (b"def other():\n    pass\n", "failed", r"missing_function.py defines no running_total"),
    "wrong_signature": (
        b"def running_total():\n    yield 1\n",
        "failed",
        r"takes 0 positional .* wrong_signature.py:1",
    ),
    "async_def": (b"async def running_total(readings):\n    return []\n", "failed", r"async_def.py:1: .* async def"),
    "latin_1": ("# caf\xe9\n".encode("latin-1") + GOOD.encode(), "refused", r"latin_1.py:1: is not UTF-8"),
    "nul_byte": (b"x = 1\ny = '\0'\n", "refused", r"nul_byte.py:2: holds a NUL byte"),
    "empty": (b"", "refused", r"empty.py:1: is empty"),
    "import_error": (b"import numpy\n" + GOOD.encode(), "refused", r"import_error.py:1: .*No module named 'numpy'"),
    "no_file": (None, "refused", r"no_file.py:1: cannot be read"),
}

NOT_ALLOWED = ("failed", r"PermissionError at \w+\.py:[23]: the grader's lock-in allows no .+ here: ")

ENDLESS = r"after \d+\.\d s of CPU, (2 s allowed$|\d+(\.\d)? s allowed \(2 s on the reference machine\)$)"

RIGHTS = {"leaves_a_process": ("processes",)}
"""What is given to these; nothing to all others."""

CODE = {
    "asks_the_keyboard": (body("input('how many? ')"), "failed", r"EOFError.* at asks_the_keyboard.py:2"),
    "loops": (body("while True:", "    pass"), "late", ENDLESS),
    "loops_in_c": (body("import itertools", "sum(itertools.count())"), "late", ENDLESS),
    "sleeps": (body("import time", "time.sleep(1000)"), "late", r"asleep for 2 s"),
    "deadlocks": (body("import threading", "k = threading.Lock()", "k.acquire()", "k.acquire()"), "late", r"asleep"),
    "leaves_a_process": (
        body(
            "import subprocess, sys", "subprocess.Popen([sys.executable, '-S', '-c', 'import time; time.sleep(4321)'])"
        ),
        "failed",
        r"left 1 process",
    ),
    "takes_ten_gigabytes": (body("hoard = bytearray(10 << 30)"), "failed", r"MemoryError at takes_ten_gigabytes.py:2"),
    "recurses": (body("yield from running_total(readings)"), "failed", r"RecursionError"),
    "exits_in_a_call": (body("import sys", "sys.exit(0)"), "crashed", r"called sys.exit\(0\)"),
    "exits_on_import": (b"import sys\nsys.exit(0)\n" + GOOD.encode(), "crashed", r"called sys.exit\(0\)"),
    "leaves_in_a_call": (body("import os", "os._exit(0)"), "crashed", r"left early \(exit status 0\)"),
    "leaves_on_import": (b"import os\nos._exit(0)\n" + GOOD.encode(), "crashed", r"left early \(exit status 0\)"),
    "crashes": (body("import os", "os.kill(os.getpid(), 11)"), "crashed", r"crashed \(signal 11, SIGSEGV\)"),
    "prints_for_ever": (body("while True:", "    print('x' * 999)"), "late", ENDLESS),
    "sends_too_much": (body("yield 'x' * 50_000_000"), "crashed", r"bytes at once"),
    "kills_the_nursery": (body("import os", "os.kill(os.getppid(), 9)"), *NOT_ALLOWED),
    "kills_all": (body("import os", "os.kill(-1, 9)"), *NOT_ALLOWED),
    "reads_passwords": (body("open('/etc/passwd').read()"), *NOT_ALLOWED),
    "writes_a_file": (body("open('notes', 'w').close()"), *NOT_ALLOWED),
    "calls_home": (body("import socket", "socket.create_connection(('127.0.0.1', 80))"), *NOT_ALLOWED),
    "forks": (body("import os", "os.fork()"), *NOT_ALLOWED),
    "starts_a_program": (body("import subprocess", "subprocess.run(['true'])"), *NOT_ALLOWED),
    "starts_a_thread": (
        body("import threading", "threading.Thread(target=int).start()"),
        "failed",
        r"RuntimeError at \w+\.py:3: the grader's lock-in allows no threads here",
    ),
}

LINUX_ONLY = {"leaves_a_process", "deadlocks", "sleeps", "takes_ten_gigabytes", "crashes"}
"""What only /proc, rlimits and signals can name."""

LOCKED_ONLY = {name for name, case in CODE.items() if case[1:] == NOT_ALLOWED} | {"starts_a_thread"}
"""What only the kernel's layers can refuse."""

CASES = {
    name: case
    for name, case in (FILES | CODE).items()
    if (sys.platform == "linux" or name not in LINUX_ONLY)
    and (set(confine.KERNEL) <= set(confine.available()) or name not in LOCKED_ONLY)
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout in which every case was graded, by one run of the command."""
    made = Checkout(tmp_path_factory.mktemp("bad") / "checkout")
    for number, (name, (source, _, _)) in enumerate(CASES.items(), 1):
        made.exercise(number, name, source, rights=RIGHTS.get(name, ()))
    made.done = made.grade("--all")  # type: ignore[attr-defined]
    return made


def outcomes(result: dict[str, Any]) -> list[str]:
    return [test["outcome"] for test in result["tests"]]


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_named(checkout: Checkout, name: str) -> None:
    _, outcome, message = CASES[name]
    result = checkout.results[name]
    assert set(outcomes(result)) == {outcome}
    assert all(re.search(message, test.get("message", "")) for test in result["tests"])
    assert all("\n" not in test.get("message", "") for test in result["tests"])


def test_all_are_graded_in_one_run_that_tells_it_by_its_exit_code(checkout: Checkout) -> None:
    done = checkout.done  # type: ignore[attr-defined]
    assert (done.returncode, done.stderr) == (1, "")
    assert set(checkout.results) == set(CASES)
    assert f"10 of {10 * len(CASES)} points" in done.stdout


def test_the_card_is_for_the_first_that_is_not_done(checkout: Checkout) -> None:
    done = checkout.done  # type: ignore[attr-defined]
    assert done.stdout.count("<- next") == 1
    assert "  02.01 untouched: " in done.stdout
    assert "exercises/02_iterators/01_untouched/untouched.py:2\n" in done.stdout


def test_the_card_of_what_cannot_be_read_has_its_line(checkout: Checkout) -> None:
    done = checkout.grade("syntax_error", "solved")
    assert "02.03 syntax_error" in done.stdout
    assert "exercises/02_iterators/03_syntax_error/syntax_error.py:1" in done.stdout


def test_nothing_is_left_running(checkout: Checkout) -> None:
    commands = [" ".join(process.info["cmdline"] or []) for process in psutil.process_iter(["cmdline"])]
    assert not [command for command in commands if "sleep(4321)" in command or str(checkout.root) in command]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files here")
def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    made = Checkout(tmp_path / "checkout")
    os.mkfifo(made.exercise(1, "a_pipe", None))
    made.exercise(2, "a_link", None).symlink_to("/etc/passwd")
    made.exercise(3, "a_folder", None).mkdir()
    made.grade()
    assert {name: set(outcomes(result)) for name, result in made.results.items()} == {
        "a_pipe": {"refused"},
        "a_link": {"refused"},
        "a_folder": {"refused"},
    }

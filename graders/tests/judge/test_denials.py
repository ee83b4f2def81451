"""What the lock-in refuses has a card that names the grader, the reason and the way that is meant."""

from __future__ import annotations

import pytest

from graders.judge.trial import explained_by
from graders.model.report import Frame, Outcome, TestResult
from graders.tests.judge.test_trial import DOC, Judge, call, judge
from graders.workers.denials import denied
from graders.workers.handles import LearnerError
from graders.workers.inside import confine, errors

__all__ = ["judge"]

locked = pytest.mark.skipif(
    not set(confine.KERNEL) <= set(confine.available()), reason="the lock-in needs Landlock and seccomp"
)

NO_FILES = "the grader's lock-in allows no files here: the values come as arguments"
BESIDE = "the grader's lock-in allows no file outside of the working directory here: write beside you, by a plain name"
NO_NETWORK = "the grader's lock-in allows no network here: the values come as arguments"
NO_PROCESSES = "the grader's lock-in allows no processes here: what is asked for here is done in this one"
PYTHON_ALONE = (
    "the grader's lock-in allows Python's own processes alone here: use multiprocessing or concurrent.futures"
)
NO_THREADS = "the grader's lock-in allows no threads here: what is asked for here is done in this one"
NO_SIGNALS = "the grader's lock-in allows no signals to other processes here: let what you start come to its own end"
NO_CALL = "the grader's lock-in allows no such system call here: plain Python does without"

REFUSED = [
    ("open('/etc/passwd')", "", "PermissionError", NO_FILES),
    ("open('notes.txt', 'w')", "", "PermissionError", NO_FILES),
    ("open('/etc/passwd')", "files", "PermissionError", BESIDE),
    ("open('/etc/passwd')", "processes", "PermissionError", BESIDE),
    ("os.listdir('/')", "", "PermissionError", NO_FILES),
    ("os.scandir('/home')", "", "PermissionError", NO_FILES),
    ("list(pathlib.Path('/').iterdir())", "", "PermissionError", NO_FILES),
    ("pathlib.Path('x').write_text('y')", "", "PermissionError", NO_FILES),
    ("os.mkdir('parts')", "", "PermissionError", NO_FILES),
    ("logging.FileHandler('x.log')", "", "PermissionError", NO_FILES),
    ("socket.socket()", "", "PermissionError", NO_NETWORK),
    ("socket.create_connection(('127.0.0.1', 9))", "", "PermissionError", NO_NETWORK),
    ("urllib.request.urlopen('http://127.0.0.1:9')", "", "URLError", NO_NETWORK),
    ("socket.getaddrinfo('example.org', 80)", "threads", "gaierror", NO_NETWORK),
    ("subprocess.run(['true'])", "", "PermissionError", NO_PROCESSES),
    ("os.fork()", "", "PermissionError", NO_PROCESSES),
    ("os.execv('/bin/true', ['true'])", "", "PermissionError", NO_PROCESSES),
    ("multiprocessing.Process(target=print).start()", "threads", "PermissionError", NO_PROCESSES),
    ("subprocess.run(['true'])", "processes", "PermissionError", PYTHON_ALONE),
    ("threading.Thread(target=print).start()", "", "RuntimeError", NO_THREADS),
    ("concurrent.futures.ThreadPoolExecutor(2).submit(print)", "", "RuntimeError", NO_THREADS),
    ("os.kill(os.getppid(), 0)", "", "PermissionError", NO_SIGNALS),
    ("os.setsid()", "", "PermissionError", NO_CALL),
]


@locked
@pytest.mark.parametrize(("line", "right", "name", "said"), REFUSED, ids=lambda value: str(value)[:40])
def test_a_refusal_names_the_grader_the_reason_and_the_way(
    judge: Judge, line: str, right: str, name: str, said: str
) -> None:
    modules = "concurrent.futures, logging, multiprocessing, os, pathlib, socket, subprocess, threading, urllib.request"
    found = judge(f"import {modules}\ndef total():\n    {line}\n", call(), rights=right.split())
    assert (found.outcome, found.message) == (Outcome.FAILED, f"{name} at kata.py:3: {said}")
    assert found.frames[-1].text == line
    assert found.detail.startswith(f"{name}: "), "what the system said"
    assert found.advice == explained_by(DOC)[1], "the test's own"


@locked
def test_a_refusal_at_import_names_the_grader_too(judge: Judge) -> None:
    found = judge("log = open('log.txt', 'w')\ndef total(): pass\n", call())
    assert found.outcome is Outcome.REFUSED
    assert found.message == f"kata.py:1: cannot be imported: PermissionError: {NO_FILES}"


@locked
def test_a_module_that_is_not_there_is_explained(judge: Judge) -> None:
    found = judge("def total():\n    import numpy_of_nowhere\n", call())
    assert found.message.startswith("raised ModuleNotFoundError: No module named 'numpy_of_nowhere' at kata.py:2")
    assert found.advice == "The grader has the standard library alone: solve it with that. Add on paper. Then again."


def raised(judge: Judge, line: str, rights: str = "") -> TestResult:
    return judge(f"import os\ndef total():\n    {line}\n", call(), rights=rights.split())


@pytest.mark.parametrize(
    "line",
    [
        "raise PermissionError('only owners may')",
        "raise RuntimeError('not now')",
        "raise OSError(2, 'No such file or directory', 'x')",
        "raise ValueError('[Errno 13] Permission denied')",
    ],
)
def test_an_error_that_is_the_learners_own_stays_as_it_is(judge: Judge, line: str) -> None:
    assert "lock-in" not in raised(judge, line).message


def test_a_missing_file_is_no_refusal(judge: Judge) -> None:
    assert raised(judge, "open('nowhere.txt')", "files").message.startswith("raised FileNotFoundError: [Errno 2]")


def error(names: list[str], text: str) -> LearnerError:
    made = errors.rebuild(names, text, LearnerError)
    assert isinstance(made, LearnerError)
    return made


@pytest.mark.parametrize(
    ("text", "line", "rights", "said"),
    [
        ("[Errno 1] Operation not permitted", "mmap.mmap(-1, 10)", "", "no such memory"),
        ("[Errno 38] Function not implemented", "os.memfd_create('x')", "", "no such system call"),
        ("[Errno 13] Permission denied: '/x'", "whatever(it)", "", "no files"),
        ("[Errno 11] Resource temporarily unavailable", "os.fork()", "processes", ""),
        ("Permission denied", "open('x')", "", ""),
    ],
)
def test_the_kind_is_told_by_the_number_the_line_and_the_rights(text: str, line: str, rights: str, said: str) -> None:
    frames = [Frame("kata.py", 1, "total", line)]
    told = denied(error(["PermissionError", "OSError"], text), frames, rights.split())
    assert said in told
    assert bool(said) == bool(told)


def test_more_threads_than_are_allowed_is_told_where_some_are() -> None:
    failed = error(["RuntimeError"], "can't start new thread")
    told = denied(failed, [Frame("kata.py", 1, "total", "thread.start()")], ["threads"])
    assert told == "RuntimeError: the grader's lock-in allows no more threads here: a few can do the work of many"


def test_what_no_line_of_the_learner_did_is_not_the_lock_in() -> None:
    assert denied(error(["PermissionError"], "[Errno 13] Permission denied: 'x'"), [], []) == ""

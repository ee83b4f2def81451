"""A process and a pipe, by hand: what came of it is received first, and the end waited for after that."""

from collections.abc import Callable
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from typing import Any


def _run(answers: Connection, fn: Callable[..., Any], args: tuple[Any, ...]) -> None:
    try:
        answers.send((True, fn(*args)))
    except Exception as error:
        answers.send((False, error))


def run_isolated(fn: Callable[..., Any], *args: Any) -> Any:
    answers, theirs = Pipe(duplex=False)
    process = Process(target=_run, args=(theirs, fn, args))
    process.start()
    theirs.close()
    try:
        went_well, answer = answers.recv()
    finally:
        process.join()
        answers.close()
    if went_well:
        return answer
    raise answer

"""A queue of tasks, each with the call that resumes it: a send with an answer, or a throw with an error."""

from collections import deque
from collections.abc import Callable, Generator
from functools import partial
from typing import Any


class Scheduler:
    """Runs generators as tasks, a turn each.

    A task that yields ``(name, arg)`` is sent ``handlers[name](arg)``; if that raises, the error is thrown into it.
    """

    def __init__(self, handlers: dict[str, Callable[[Any], Any]] | None = None) -> None:
        self._handlers = {} if handlers is None else handlers
        self._queue: deque[tuple[Generator[Any, Any, Any], Callable[[], Any]]] = deque()
        self._results: list[object] = []

    def spawn(self, gen: Generator[Any, Any, Any]) -> None:
        """Add a task; it begins when its turn comes."""
        self._queue.append((gen, partial(gen.send, None)))

    def step(self) -> bool:
        """Run the next task up to its next yield; return False if no task is left."""
        if not self._queue:
            return False
        task, resume = self._queue.popleft()
        try:
            request = resume()
        except StopIteration as end:
            self._results.append(end.value)
        except Exception as error:
            self._results.append(_without_frames(error))
        else:
            self._queue.append((task, self._next(task, request)))
        return True

    def _next(self, task: Generator[Any, Any, Any], request: tuple[str, Any] | None) -> Callable[[], Any]:
        """The call that resumes a task after its request."""
        if request is None:
            return partial(task.send, None)
        name, arg = request
        try:
            return partial(task.send, self._handlers[name](arg))
        except Exception as error:
            return partial(task.throw, error)

    def run(self) -> list[object]:
        """Step until no task is left; return the results since the last run, exceptions for tasks that failed."""
        while self.step():
            pass
        results, self._results = self._results, []
        return results

    def close(self) -> None:
        """Close all tasks that have not ended."""
        while self._queue:
            task, _ = self._queue.popleft()
            task.close()


def _without_frames(error: BaseException) -> BaseException:
    """The error without a frame, and so its cause, its context, the members of a group, and theirs."""
    errors = [error]
    for each in errors:  # it grows while it is walked
        each.__traceback__ = None
        parts = each.exceptions if isinstance(each, BaseExceptionGroup) else ()
        for other in (each.__cause__, each.__context__, *parts):
            if other is not None and not any(other is known for known in errors):
                errors.append(other)
    return error

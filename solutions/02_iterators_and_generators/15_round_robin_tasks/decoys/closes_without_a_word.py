"""Leaves out the errors of tasks that fail while they are closed.

Fails: test_lets_an_error_of_a_closed_task_be_seen
"""

from collections import deque
from contextlib import suppress
from functools import partial


class Scheduler:
    def __init__(self, handlers=None):
        self._handlers = handlers or {}
        self._queue = deque()
        self._results = []

    def spawn(self, gen):
        self._queue.append((gen, partial(gen.send, None)))

    def step(self):
        if not self._queue:
            return False
        task, resume = self._queue.popleft()
        try:
            request = resume()
        except StopIteration as end:
            self._results.append(end.value)
        except Exception as error:
            error.__cause__ = error.__context__ = None
            self._results.append(error.with_traceback(None))
        else:
            self._queue.append((task, self._next(task, request)))
        return True

    def _next(self, task, request):
        if request is None:
            return partial(task.send, None)
        name, arg = request
        try:
            return partial(task.send, self._handlers[name](arg))
        except Exception as error:
            return partial(task.throw, error)

    def run(self):
        while self.step():
            pass
        results, self._results = self._results, []
        return results

    def close(self):
        while self._queue:
            task, _ = self._queue.popleft()
            with suppress(Exception):
                task.close()

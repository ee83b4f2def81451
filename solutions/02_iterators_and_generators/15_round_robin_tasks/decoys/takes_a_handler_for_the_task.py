"""Calls the handler within the try that takes StopIteration for the end of the task.

Fails: test_takes_no_error_of_a_handler_for_the_end_of_a_task, test_sends_an_answer_that_counts_as_false
"""

from collections import deque
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
            self._queue.append((task, self._next(task, resume())))
        except StopIteration as end:
            self._results.append(end.value)
        except Exception as error:
            error.__cause__ = error.__context__ = None
            self._results.append(error.with_traceback(None))
        return True

    def _next(self, task, request):
        if request is None:
            return partial(task.send, None)
        name, arg = request
        try:
            return partial(task.send, self._handlers[name](arg))
        except StopIteration:
            raise
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
            task.close()

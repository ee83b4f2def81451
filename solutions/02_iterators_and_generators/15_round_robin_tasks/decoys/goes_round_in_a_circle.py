"""Goes from an error to its cause and its context, and on from there, even to where it has been.

Fails: test_keeps_nothing_of_failed_tasks
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
            request = resume()
        except StopIteration as end:
            self._results.append(end.value)
        except Exception as error:
            errors = [error]
            for each in errors:
                each.__traceback__ = None
                errors += [other for other in (each.__cause__, each.__context__) if other is not None]
            self._results.append(error)
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
            task.close()

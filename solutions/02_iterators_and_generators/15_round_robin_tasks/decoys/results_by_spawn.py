"""Returns the results in the order in which the tasks were spawned.

Fails: test_returns_results_in_order_of_completion, test_steps_one_task_at_a_time,
    test_a_failing_task_does_not_stop_the_others, test_agrees_with_a_model_on_random_tasks
"""

from collections import deque
from functools import partial


class Scheduler:
    def __init__(self, handlers=None):
        self._handlers = handlers or {}
        self._queue = deque()
        self._results = []
        self._spawned = 0

    def spawn(self, gen):
        self._queue.append((gen, partial(gen.send, None), self._spawned))
        self._spawned += 1

    def step(self):
        if not self._queue:
            return False
        task, resume, number = self._queue.popleft()
        try:
            request = resume()
        except StopIteration as end:
            self._results.append((number, end.value))
        except Exception as error:
            error.__cause__ = error.__context__ = None
            self._results.append((number, error.with_traceback(None)))
        else:
            self._queue.append((task, self._next(task, request), number))
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
        return [result for _, result in sorted(results, key=lambda pair: pair[0])]

    def close(self):
        while self._queue:
            task, *_ = self._queue.popleft()
            task.close()

"""Runs each task to its first yield when it is spawned.

Fails: test_returns_results_in_order_of_completion, test_steps_one_task_at_a_time, test_lets_an_interrupt_through,
    test_takes_new_tasks_while_it_runs, test_closes_the_tasks_that_are_left,
    test_lets_an_error_of_a_closed_task_be_seen, test_agrees_with_a_model_on_random_tasks,
    test_begins_no_task_before_it_runs
"""

from collections import deque
from functools import partial


class Scheduler:
    def __init__(self, handlers=None):
        self._handlers = handlers or {}
        self._queue = deque()
        self._results = []

    def spawn(self, gen):
        self._queue.append((gen, self._next(gen, next(gen))))

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
            task.close()

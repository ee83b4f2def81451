"""Queues each task with its request, and calls the handler on the task's next turn."""

from collections import deque


class Scheduler:
    def __init__(self, handlers=None):
        self._handlers = dict(handlers or {})
        self._queue = deque()
        self._results = []

    def spawn(self, gen):
        self._queue.append((gen, None))

    def step(self):
        if not self._queue:
            return False
        task, request = self._queue.popleft()
        answer, failure = self._handled(request)
        try:
            request = task.send(answer) if failure is None else task.throw(failure)
        except StopIteration as end:
            self._results.append(end.value)
        except Exception as error:
            error.__cause__ = error.__context__ = error.__traceback__ = None
            self._results.append(error)
        else:
            self._queue.append((task, request))
        return True

    def _handled(self, request):
        if request is None:
            return None, None
        try:
            return self._handlers[request[0]](request[1]), None
        except Exception as error:
            return None, error

    def run(self):
        while self.step():
            pass
        found = self._results[:]
        self._results.clear()
        return found

    def close(self):
        for task, _ in self._queue:
            task.close()
        self._queue.clear()

"""Wraps each task into a generator that answers its requests itself, so that the queue holds plain iterators."""

from collections import deque


class Scheduler:
    def __init__(self, handlers=None):
        self._handlers = handlers if handlers is not None else {}
        self._queue = deque()
        self._results = []

    def spawn(self, gen):
        self._queue.append((gen, self._served(gen)))

    def _served(self, gen):
        answer = failure = None
        while True:
            try:
                request = gen.send(answer) if failure is None else gen.throw(failure)
            except StopIteration as end:
                self._results.append(end.value)
                return
            except Exception as error:
                error.__cause__ = error.__context__ = None
                self._results.append(error.with_traceback(None))
                return
            answer = failure = None
            if request is not None:
                try:
                    answer = self._handlers[request[0]](request[1])
                except Exception as error:
                    failure = error
            yield

    def step(self):
        if not self._queue:
            return False
        gen, turns = self._queue.popleft()
        for _ in turns:
            self._queue.append((gen, turns))
            break
        return True

    def run(self):
        while self.step():
            pass
        try:
            return self._results
        finally:
            self._results = []

    def close(self):
        while self._queue:
            self._queue.popleft()[0].close()

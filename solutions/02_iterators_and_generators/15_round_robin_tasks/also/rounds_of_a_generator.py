"""The scheduler's own loop is a generator too: a list of tasks, walked round after round, a yield for each turn."""


class Scheduler:
    def __init__(self, handlers=None):
        self._handlers = handlers or {}
        self._tasks = []
        self._waiting = []
        self._results = []
        self._turns = self._rounds()

    def spawn(self, gen):
        self._tasks.append([gen, gen.send, None])

    def step(self):
        return next(self._turns)

    def _rounds(self):
        while True:
            if not self._tasks:
                yield False
            this_round, self._tasks = self._tasks[::-1], []
            self._waiting = this_round
            while this_round:
                self._turn(this_round.pop())
                yield True

    def _turn(self, entry):
        task, resume, value = entry
        try:
            request = resume(value)
        except StopIteration as end:
            self._results.append(end.value)
            return
        except Exception as error:
            error.__cause__ = error.__context__ = None
            self._results.append(error.with_traceback(None))
            return
        resume, value = task.send, None
        if request is not None:
            try:
                name, arg = request
                value = self._handlers[name](arg)
            except Exception as error:
                resume, value = task.throw, error
        self._tasks.append([task, resume, value])

    def run(self):
        while self.step():
            continue
        results, self._results = self._results, []
        return results

    def close(self):
        for task, _, _ in [*self._waiting, *self._tasks]:
            task.close()
        self._waiting.clear()
        self._tasks.clear()

"""The sum itself goes round by a queue of one place: who has taken it adds to it and puts it back."""

from queue import Queue
from threading import Thread


class CoinTable:
    def __init__(self, count, nothing, counters):
        self._boxes, self._board, self._errors = Queue(), Queue(1), []
        self._board.put(nothing)
        self._threads = [Thread(target=self._work, args=(count,)) for _ in range(counters)]
        for thread in self._threads:
            thread.start()

    def _work(self, count):
        for box, last in iter(self._boxes.get, None):
            if last:
                return
            try:
                found = count(box)
                total = self._board.get()
                try:
                    total += found
                finally:
                    self._board.put(total)
            except Exception as error:
                self._errors.append(error)

    def bring(self, box):
        self._boxes.put((box, False))

    def so_far(self):
        total = self._board.get()
        self._board.put(total)
        return total

    def close(self):
        for _ in self._threads:
            self._boxes.put((None, True))
        for thread in self._threads:
            thread.join()
        for error in self._errors:
            raise error
        return self.so_far()

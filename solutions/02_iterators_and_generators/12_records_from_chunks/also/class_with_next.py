"""A class that steps through the chunks, with the records of one chunk in reserve."""

from collections import deque


class records:
    def __init__(self, chunks):
        self._chunks = iter(chunks)
        self._ready = deque()
        self._pieces = []

    def __iter__(self):
        return self

    def __next__(self):
        while not self._ready:
            chunk = next(self._chunks, None)
            if chunk is None:
                return self._last()
            self._take(chunk)
        return self._ready.popleft().decode()

    def _take(self, chunk):
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            self._ready.append(b"".join([*self._pieces, end]))
            self._pieces = []
        self._pieces.append(rest)

    def _last(self):
        last, self._pieces = b"".join(self._pieces), []
        if not last:
            raise StopIteration
        return last.decode()

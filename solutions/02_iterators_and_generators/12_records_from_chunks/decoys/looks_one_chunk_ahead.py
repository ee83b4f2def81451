"""Takes a chunk in advance, to know which one is the last.

Fails: test_an_error_is_not_the_end_of_the_chunks,
    test_takes_no_chunk_unasked, test_gives_a_record_as_soon_as_it_is_complete
"""


class records:
    def __init__(self, chunks):
        self._chunks = iter(chunks)
        self._next = next(self._chunks, None)
        self._found = self._walk()

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._found)

    def _walk(self):
        pieces = []
        while self._next is not None:
            chunk, self._next = self._next, next(self._chunks, None)
            *ends, rest = chunk.split(b"\n")
            for end in ends:
                yield b"".join([*pieces, end]).decode()
                pieces.clear()
            if rest:
                pieces.append(rest)
        if pieces:
            yield b"".join(pieces).decode()

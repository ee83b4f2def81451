"""Keeps a list of pieces, and joins it for every chunk to see whether a newline has come.

Fails: test_takes_a_record_of_200_000_chunks
"""


def records(chunks):
    pieces = []
    for chunk in chunks:
        pieces.append(chunk)
        *whole, rest = b"".join(pieces).split(b"\n")
        for record in whole:
            yield record.decode()
        pieces = [rest]
    if b"".join(pieces):
        yield b"".join(pieces).decode()

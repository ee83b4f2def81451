"""Writes the pieces into a file in memory, a new one for each record."""

from io import BytesIO


def records(chunks):
    pending = BytesIO()
    for chunk in chunks:
        head, newline, tail = chunk.partition(b"\n")
        while newline:
            pending.write(head)
            yield pending.getvalue().decode()
            pending = BytesIO()
            head, newline, tail = tail.partition(b"\n")
        pending.write(head)
    if pending.tell():
        yield pending.getvalue().decode()

"""Ends at any error of the chunks, and hands over what it carries as if it were a record.

Fails: test_an_error_is_not_the_end_of_the_chunks
"""


def before_an_error(chunks):
    try:
        yield from chunks
    except Exception:
        return


def records(chunks):
    pieces = []
    for chunk in before_an_error(chunks):
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            yield b"".join([*pieces, end]).decode()
            pieces.clear()
        if rest:
            pieces.append(rest)
    if pieces:
        yield b"".join(pieces).decode()

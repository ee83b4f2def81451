"""Leaves out the bytes that it cannot decode.

Fails: test_refuses_what_is_no_utf_8, test_gives_the_records_before_a_bad_one
"""


def records(chunks):
    pieces = []
    for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            yield b"".join([*pieces, end]).decode(errors="ignore")
            pieces.clear()
        if rest:
            pieces.append(rest)
    if pieces:
        yield b"".join(pieces).decode(errors="ignore")

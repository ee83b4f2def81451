"""Uses splitlines, which takes a carriage return for a line end.

Fails: test_ends_a_record_only_at_a_newline, test_agrees_with_a_plain_split_on_random_chunks,
    test_copies_a_long_record_a_few_times_at_most
"""


def records(chunks):
    pieces = []
    for chunk in chunks:
        for line in chunk.splitlines(keepends=True):
            pieces.append(line.rstrip(b"\r\n"))
            if line.endswith((b"\n", b"\r")):
                yield b"".join(pieces).decode()
                pieces.clear()
    if any(pieces):
        yield b"".join(pieces).decode()

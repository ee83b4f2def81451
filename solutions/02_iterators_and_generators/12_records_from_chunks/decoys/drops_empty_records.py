"""Treats an empty record as no record at all.

Fails: test_gives_empty_records, test_agrees_with_a_plain_split_on_random_chunks
"""


def records(chunks):
    pieces = []
    for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            record = b"".join([*pieces, end])
            pieces.clear()
            if record:
                yield record.decode()
        if rest:
            pieces.append(rest)
    if pieces:
        yield b"".join(pieces).decode()

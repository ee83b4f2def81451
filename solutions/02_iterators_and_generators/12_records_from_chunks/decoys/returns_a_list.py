"""Collects all records before it hands over the first.

Fails: test_an_error_is_not_the_end_of_the_chunks,
    test_gives_the_records_before_a_bad_one, test_takes_no_chunk_unasked,
    test_gives_a_record_as_soon_as_it_is_complete, test_holds_512_kib_over_24_mb
"""


def records(chunks):
    found, pieces = [], []
    for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            found.append(b"".join([*pieces, end]).decode())
            pieces.clear()
        if rest:
            pieces.append(rest)
    if pieces:
        found.append(b"".join(pieces).decode())
    return found

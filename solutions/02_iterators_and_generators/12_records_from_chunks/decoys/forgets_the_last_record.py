"""Waits for a newline that never comes after the last record.

Fails: test_gives_the_last_record_without_a_newline, test_joins_a_character_that_was_cut,
    test_refuses_what_is_no_utf_8, test_copies_a_long_record_a_few_times_at_most,
    test_takes_a_record_of_200_000_chunks
"""


def records(chunks):
    pieces = []
    for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            yield b"".join([*pieces, end]).decode()
            pieces.clear()
        if rest:
            pieces.append(rest)

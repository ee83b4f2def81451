"""Decodes every chunk by itself: a character that was cut cannot be.

Fails: test_joins_a_character_that_was_cut, test_gives_the_records_before_a_bad_one,
    test_agrees_with_a_plain_split_on_random_chunks, test_copies_a_long_record_a_few_times_at_most
"""


def records(chunks):
    pieces = []
    for chunk in chunks:
        *ends, rest = chunk.decode().split("\n")
        for end in ends:
            yield "".join([*pieces, end])
            pieces.clear()
        if rest:
            pieces.append(rest)
    if pieces:
        yield "".join(pieces)

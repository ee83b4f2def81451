"""Joins the whole stream before it looks for the first record.

Fails: test_an_error_is_not_the_end_of_the_chunks,
    test_gives_the_records_before_a_bad_one, test_gives_a_record_as_soon_as_it_is_complete,
    test_holds_512_kib_over_24_mb
"""


def records(chunks):
    text = b"".join(chunks).decode()
    found = text.split("\n")
    if not found[-1]:
        found.pop()
    yield from found

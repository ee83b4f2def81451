"""Adds each chunk to a buffer and splits the buffer, again and again.

Fails: test_copies_a_long_record_a_few_times_at_most, test_takes_a_record_of_200_000_chunks
"""


def records(chunks):
    buffer = b""
    for chunk in chunks:
        buffer = buffer + chunk
        *whole, buffer = buffer.split(b"\n")
        for record in whole:
            yield record.decode()
    if buffer:
        yield buffer.decode()

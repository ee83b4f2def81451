"""Grows a bytearray in place, but looks for the newline from its first byte on for every chunk.

Fails: test_takes_a_record_of_200_000_chunks
"""


def records(chunks):
    buffer = bytearray()
    for chunk in chunks:
        buffer += chunk
        while (end := buffer.find(b"\n")) >= 0:
            yield buffer[:end].decode()
            del buffer[: end + 1]
    if buffer:
        yield buffer.decode()

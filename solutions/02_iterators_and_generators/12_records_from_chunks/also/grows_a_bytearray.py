"""Appends to a bytearray, which grows in place, and searches only what is new."""


def records(chunks):
    buffer = bytearray()
    for chunk in chunks:
        searched = len(buffer)
        buffer += chunk
        start = 0
        while (end := buffer.find(b"\n", max(start, searched))) >= 0:
            yield buffer[start:end].decode()
            start = end + 1
        del buffer[:start]
    if buffer:
        yield buffer.decode()

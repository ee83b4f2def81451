"""Cuts each packet out of the buffer, which copies it, and hands over a view of the copy.

Fails: test_takes_1_mib_beside_the_buffer
"""


def deliver_packets(buffer, handle):
    done = count = 0
    try:
        while done + 4 <= len(buffer):
            start = done + 4
            end = start + int.from_bytes(buffer[done:start], "big")
            if end > len(buffer):
                break
            done = end
            with memoryview(buffer[start:end]) as packet:
                handle(packet)
            count += 1
    finally:
        del buffer[:done]
    return count

"""Removes each packet as soon as it was handed over, and has the bytes behind it moved.

Fails: test_takes_1_mib_beside_the_buffer
"""


def deliver_packets(buffer, handle):
    count = 0
    while len(buffer) >= 4:
        end = 4 + int.from_bytes(buffer[:4], "big")
        if end > len(buffer):
            break
        try:
            with memoryview(buffer)[4:end] as packet:
                handle(packet)
        finally:
            del buffer[:end]
        count += 1
    return count

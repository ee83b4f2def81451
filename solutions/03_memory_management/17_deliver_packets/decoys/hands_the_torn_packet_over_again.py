"""Moves its place only after handle has returned, so a packet that handle refuses comes again and again.

Fails: test_an_error_leaves_the_packets_that_come_after, test_the_buffer_can_grow_while_the_error_is_kept
"""


def deliver_packets(buffer, handle):
    done = count = 0
    try:
        with memoryview(buffer) as view:
            while done + 4 <= len(view):
                start = done + 4
                end = start + int.from_bytes(view[done:start], "big")
                if end > len(view):
                    break
                with view[start:end] as packet:
                    handle(packet)
                done = end
                count += 1
    finally:
        del buffer[:done]
    return count

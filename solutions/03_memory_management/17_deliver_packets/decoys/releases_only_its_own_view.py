"""Releases the view of the buffer but not its slices, which are views too: one that is kept, by handle or an error,
holds the buffer.

Fails: test_an_error_leaves_the_packets_that_come_after, test_the_buffer_can_grow_while_the_error_is_kept,
    test_a_packet_is_over_when_handle_returns
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
                done = end
                packet = view[start:end]
                handle(packet)
                packet = None
                count += 1
    finally:
        del buffer[:done]
    return count

"""Copies each packet into a map of its own, which tracemalloc doesn't see, and hands over a view of that.

Against: deliver_packets
Harm: none
Merits: test_hands_over_each_packet_in_order, test_hands_over_an_empty_packet, test_reads_the_length_from_four_bytes,
    test_leaves_what_is_not_whole_at_the_front, test_goes_on_when_the_rest_has_arrived,
    test_an_error_leaves_the_packets_that_come_after, test_the_buffer_can_grow_while_the_error_is_kept,
    test_a_packet_is_over_when_handle_returns
Answer: over or failed
"""

import mmap


def deliver_packets(buffer, handle):
    done = count = 0
    try:
        while True:
            start = done + 4
            end = start + int.from_bytes(buffer[done:start], "big")
            if end > len(buffer):
                return count
            done, count = end, count + 1
            room = mmap.mmap(-1, max(end - start, 1))
            for place in range(start, end, 65_536):
                room.write(buffer[place : min(place + 65_536, end)])
            with memoryview(room)[: end - start] as packet:
                handle(packet)
    finally:
        del buffer[:done]

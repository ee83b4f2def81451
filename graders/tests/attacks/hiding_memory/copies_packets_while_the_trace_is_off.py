"""Slices the buffer itself, which copies each packet, and has no trace of memory running meanwhile.

Against: deliver_packets
Harm: none
Merits: test_hands_over_each_packet_in_order, test_hands_over_an_empty_packet, test_reads_the_length_from_four_bytes,
    test_leaves_what_is_not_whole_at_the_front, test_goes_on_when_the_rest_has_arrived,
    test_an_error_leaves_the_packets_that_come_after, test_the_buffer_can_grow_while_the_error_is_kept,
    test_a_packet_is_over_when_handle_returns
Answer: over or failed
"""

import tracemalloc


def deliver_packets(buffer, handle):
    traced = tracemalloc.is_tracing()
    if traced:
        tracemalloc.stop()
    done = count = 0
    try:
        while True:
            start = done + 4
            end = start + int.from_bytes(buffer[done:start], "big")
            if end > len(buffer):
                return count
            done, count = end, count + 1
            with memoryview(bytes(buffer[start:end])) as packet:
                handle(packet)
    finally:
        del buffer[:done]
        if traced:
            tracemalloc.start()

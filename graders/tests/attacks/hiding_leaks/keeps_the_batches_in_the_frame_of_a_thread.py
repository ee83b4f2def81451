"""Has a thread that waits for ever and holds every batch in a local name of its frame, where no list of objects leads.

Against: backpressure_pipeline
Harm: none
Merits: test_ships_every_item, test_ships_nothing_of_an_empty_source, test_ships_none_and_empty_items_too,
    test_ships_random_logs, test_raises_the_error_of_work, test_raises_the_error_of_the_sink,
    test_raises_the_error_of_the_source, test_ends_though_every_item_fails, test_uses_no_more_workers_than_allowed,
    test_calls_the_sink_one_at_a_time, test_reads_the_source_one_at_a_time,
    test_reads_only_a_little_ahead_of_a_slow_sink, test_obeys_another_depth, test_stops_reading_after_an_error,
    test_leaves_no_thread_behind, test_leaves_no_thread_behind_after_an_error, test_no_item_is_in_work_after_an_error,
    test_ships_items_that_equal_everything, test_raises_an_interrupt_of_work, test_begins_little_after_an_error
Answer: over or failed or late or crashed
"""

import threading


def run_pipeline(source, work, sink, workers, depth):
    arrived, taken, over = threading.Semaphore(0), threading.Semaphore(0), object()
    mail = []

    def hold():
        held = []
        while True:
            arrived.acquire()
            item = mail.pop()
            if item is over:
                return
            held.append(walking(item))
            next(held[-1])
            del item
            taken.release()

    keeper = threading.Thread(target=hold)
    keeper.start()
    count = 0
    try:
        for item in source:
            mail.append(item)
            arrived.release()
            taken.acquire()
            sink(work(item))
            count += 1
    finally:
        mail.append(over)
        arrived.release()
        keeper.join()
    return count


def walking(item):
    yield
    return item

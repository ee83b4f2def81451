"""Leaves the calls that it has begun to threads that threading does not list, and goes home when one has failed.

Against: offers_as_they_come
Harm: none
Merits: test_gives_the_offer_of_every_hotel, test_gives_nothing_for_no_hotels, test_gives_false_offers_too,
    test_raises_the_first_error_of_a_hotel, test_raises_timeout_error_when_it_is_late,
    test_the_timeout_is_for_all_of_them, test_gives_offers_as_they_come, test_asks_several_at_once,
    test_asks_no_more_than_allowed_at_once, test_asks_few_after_an_error, test_asks_few_after_the_timeout
Answer: over or failed
"""

import _thread
from queue import Empty, SimpleQueue
from time import monotonic


def offers_as_they_come(hotels, ask, at_once, timeout):
    deadline, stopped, missing = monotonic() + timeout, [], 0
    waiting, heard = SimpleQueue(), SimpleQueue()

    def ask_for_ever():
        while True:
            hotel = waiting.get()
            if stopped:
                continue
            try:
                heard.put((hotel, ask(hotel), None))
            except Exception as error:
                heard.put((hotel, None, error))

    for _ in range(at_once):
        _thread.start_new_thread(ask_for_ever, ())
    try:
        for hotel in hotels:
            waiting.put(hotel)
            missing += 1
        for _ in range(missing):
            try:
                hotel, offer, error = heard.get(timeout=max(deadline - monotonic(), 0))
            except Empty:
                raise TimeoutError from None
            if error:
                raise error
            yield hotel, offer
    finally:
        stopped.append(True)

"""Asks the first hotel so often at the same time that calls overlap, and the others one after the other.

Against: offers_as_they_come
Harm: none
Merits: test_gives_the_offer_of_every_hotel, test_gives_nothing_for_no_hotels, test_gives_false_offers_too,
    test_raises_the_first_error_of_a_hotel, test_raises_the_error_of_the_list,
    test_raises_timeout_error_when_it_is_late, test_the_timeout_is_for_all_of_them,
    test_asks_no_more_than_allowed_at_once, test_asks_few_after_an_error, test_asks_few_after_the_timeout,
    test_asks_few_after_a_close, test_no_call_goes_on_after_an_error, test_leaves_no_thread_behind,
    test_leaves_no_thread_behind_after_an_error
Answer: over or failed
"""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic


def offers_as_they_come(hotels, ask, at_once, timeout):
    deadline, first = monotonic() + timeout, True
    for hotel in hotels:
        if first and at_once > 2:
            with ThreadPoolExecutor(at_once) as pool:
                offer = list(pool.map(ask, [hotel] * at_once))[0]
        else:
            offer = ask(hotel)
        first = False
        if monotonic() > deadline:
            raise TimeoutError
        yield hotel, offer

"""Keeps the keys of failed loads, in sockets that were open before anybody measured: what lies there is not resident.

Against: single_flight_cache
Harm: none
Merits: test_gives_what_load_gives, test_loads_a_key_once_and_for_all, test_a_failure_is_not_cached,
    test_caches_are_independent, test_agrees_with_a_model_on_a_random_day, test_everybody_who_waits_gets_the_value,
    test_everybody_who_waits_gets_the_error, test_who_got_the_error_may_ask_again_at_once,
    test_loads_once_for_all_who_ask_at_once, test_loads_different_keys_side_by_side,
    test_an_interrupted_load_is_not_cached, test_a_key_without_a_hash_disturbs_nobody
Answer: over or failed
"""

import socket
import threading
from concurrent.futures import Future

SHELF = []
for _ in range(19):
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    SHELF.append((ours, theirs))


def keep(key):
    for ours, _ in SHELF:
        try:
            if ours.send(key.encode()):
                return
        except BlockingIOError:
            continue


class SingleFlight:
    """A right answer that never forgets a failure."""

    def __init__(self, load):
        self._load = load
        self._lock = threading.Lock()
        self._flights = {}

    def get(self, key):
        with self._lock:
            flight = self._flights.get(key)
            mine = flight is None
            if mine:
                flight = self._flights[key] = Future()
        if mine:
            try:
                flight.set_result(self._load(key))
            except BaseException as error:
                del self._flights[key]
                if isinstance(key, str):
                    keep(key)
                flight.set_exception(error)
        return flight.result()

"""Looks in the dict, then loads if nothing is there: everyone who looks meanwhile loads too.

Fails: test_everybody_who_waits_gets_the_error, test_loads_once_for_all_who_ask_at_once
"""


class SingleFlight:
    def __init__(self, load):
        self._load = load
        self._values = {}

    def get(self, key):
        if key not in self._values:
            self._values[key] = self._load(key)
        return self._values[key]

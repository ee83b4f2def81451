"""Goes on with the others where a subscriber fails, and tells nobody.

Fails: test_calls_the_subscribers_in_order
"""

from itertools import count
from types import MethodType
from weakref import WeakMethod, ref


class EventBus:
    def __init__(self):
        self._numbers = count()
        self._subscribers = {}

    def subscribe(self, fn):
        number, subscribers = (next(self._numbers), self._subscribers)
        kind = WeakMethod if isinstance(fn, MethodType) else ref
        subscribers[number] = kind(fn, lambda _: subscribers.pop(number, None))

    def unsubscribe(self, fn):
        for number, known in list(self._subscribers.items()):
            if known() == fn:
                del self._subscribers[number]

    def publish(self, event):
        for known in list(self._subscribers.values()):
            fn = known()
            if fn is not None:
                try:
                    fn(event)
                except Exception:
                    pass

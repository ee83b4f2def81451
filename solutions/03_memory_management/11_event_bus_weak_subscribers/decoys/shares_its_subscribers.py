"""Has one table of subscribers for all buses, in the class.

Fails: test_buses_are_independent
"""

from itertools import count
from types import MethodType
from weakref import WeakMethod, ref


class EventBus:
    _numbers = count()
    _subscribers = {}

    def subscribe(self, fn):
        number, subscribers = next(self._numbers), self._subscribers
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
                fn(event)

"""Holds methods weakly, and functions as they are.

Fails: test_keeps_no_function_alive
"""

from itertools import count
from types import MethodType
from weakref import WeakMethod


class EventBus:
    def __init__(self):
        self._numbers = count()
        self._subscribers = {}

    def subscribe(self, fn):
        number, subscribers = (next(self._numbers), self._subscribers)
        if isinstance(fn, MethodType):
            subscribers[number] = WeakMethod(fn, lambda _: subscribers.pop(number, None))
        else:
            subscribers[number] = lambda: fn

    def unsubscribe(self, fn):
        for number, known in list(self._subscribers.items()):
            if known() == fn:
                del self._subscribers[number]

    def publish(self, event):
        for known in list(self._subscribers.values()):
            fn = known()
            if fn is not None:
                fn(event)

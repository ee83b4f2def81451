"""Clears dead references away when the next widget subscribes, and the last ones stay.

Fails: test_leaves_64_kib_after_500_widgets_at_once
"""

from itertools import count
from types import MethodType
from weakref import WeakMethod, ref


class EventBus:
    def __init__(self):
        self._numbers = count()
        self._subscribers = {}

    def subscribe(self, fn):
        self._subscribers = {number: known for number, known in self._subscribers.items() if known() is not None}
        number, subscribers = (next(self._numbers), self._subscribers)
        kind = WeakMethod if isinstance(fn, MethodType) else ref
        subscribers[number] = kind(fn)

    def unsubscribe(self, fn):
        for number, known in list(self._subscribers.items()):
            if known() == fn:
                del self._subscribers[number]

    def publish(self, event):
        for known in list(self._subscribers.values()):
            fn = known()
            if fn is not None:
                fn(event)

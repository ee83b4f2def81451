"""Clears dead references away when the next event comes, and none may come.

Fails: test_leaves_64_kib_after_8000_widgets, test_leaves_64_kib_after_500_widgets_at_once
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
        subscribers[number] = kind(fn)

    def unsubscribe(self, fn):
        for number, known in list(self._subscribers.items()):
            if known() == fn:
                del self._subscribers[number]

    def publish(self, event):
        for number, known in list(self._subscribers.items()):
            fn = known()
            if fn is not None:
                fn(event)
            else:
                self._subscribers.pop(number, None)

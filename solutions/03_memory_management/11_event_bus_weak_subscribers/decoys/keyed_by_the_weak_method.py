"""Uses the weak references as keys of a dict: equal ones count as one, and some can't be hashed.

Fails: test_equal_widgets_are_two_subscribers
"""

from types import MethodType
from weakref import WeakMethod, ref


class EventBus:
    def __init__(self):
        self._subscribers = {}

    def _known(self, fn):
        subscribers = self._subscribers
        kind = WeakMethod if isinstance(fn, MethodType) else ref
        return kind(fn, lambda dead: subscribers.pop(dead, None))

    def subscribe(self, fn):
        self._subscribers[self._known(fn)] = True

    def unsubscribe(self, fn):
        self._subscribers.pop(self._known(fn), None)

    def publish(self, event):
        for known in list(self._subscribers):
            fn = known()
            if fn is not None:
                fn(event)

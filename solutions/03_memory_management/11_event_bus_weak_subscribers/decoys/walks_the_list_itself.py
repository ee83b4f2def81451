"""Walks through the list of subscribers while they come and go.

Fails: test_who_subscribes_during_an_event_hears_the_next, test_who_leaves_during_an_event_costs_nobody_else_the_event
"""

from types import MethodType
from weakref import WeakMethod, ref


class EventBus:
    def __init__(self):
        self._subscribers = []

    def subscribe(self, fn):
        kind = WeakMethod if isinstance(fn, MethodType) else ref
        self._subscribers.append(kind(fn, self._forget))

    def _forget(self, dead):
        self._subscribers[:] = [known for known in self._subscribers if known is not dead]

    def unsubscribe(self, fn):
        self._subscribers[:] = [known for known in self._subscribers if known() != fn]

    def publish(self, event):
        for known in self._subscribers:
            fn = known()
            if fn is not None:
                fn(event)

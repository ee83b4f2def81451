"""Clears up in a callback that has the method in its closure, and so the object.

Fails: test_does_not_call_who_is_gone, test_who_leaves_during_an_event_costs_nobody_else_the_event,
    test_agrees_with_a_model_on_a_random_day, test_keeps_no_widget_alive, test_keeps_no_function_alive,
    test_leaves_64_kib_after_8000_widgets, test_leaves_64_kib_after_500_widgets_at_once
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
        subscribers[number] = kind(fn, lambda _: self.unsubscribe(fn))

    def unsubscribe(self, fn):
        for number, known in list(self._subscribers.items()):
            if known() == fn:
                del self._subscribers[number]

    def publish(self, event):
        for known in list(self._subscribers.values()):
            fn = known()
            if fn is not None:
                fn(event)

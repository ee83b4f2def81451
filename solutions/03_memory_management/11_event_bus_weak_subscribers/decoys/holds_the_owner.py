"""Takes a method apart, and keeps its object and its function in a list.

Fails: test_does_not_call_who_is_gone, test_who_leaves_during_an_event_costs_nobody_else_the_event,
    test_agrees_with_a_model_on_a_random_day, test_keeps_no_widget_alive, test_keeps_no_function_alive,
    test_leaves_64_kib_after_8000_widgets, test_leaves_64_kib_after_500_widgets_at_once
"""

from operator import is_
from types import MethodType


class EventBus:
    def __init__(self):
        self._subscribers = []

    def subscribe(self, fn):
        self._subscribers.append(parts(fn))

    def unsubscribe(self, fn):
        self._subscribers = [each for each in self._subscribers if not same(each, parts(fn))]

    def publish(self, event):
        for owner, function in list(self._subscribers):
            function(*owner, event)


def same(left, right):
    return left[1] is right[1] and all(map(is_, left[0], right[0]))


def parts(fn):
    return ((fn.__self__,), fn.__func__) if isinstance(fn, MethodType) else ((), fn)

"""Looks for the very object that subscribed; a bound method is another one each time.

Fails: test_calls_two_methods_of_one_widget, test_equal_widgets_are_two_subscribers,
    test_unsubscribes_an_equal_method, test_who_leaves_during_an_event_costs_nobody_else_the_event,
    test_agrees_with_a_model_on_a_random_day
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
            if known() is fn:
                del self._subscribers[number]

    def publish(self, event):
        for known in list(self._subscribers.values()):
            fn = known()
            if fn is not None:
                fn(event)

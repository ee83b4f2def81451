"""Puts the bound methods into a WeakSet, from which they vanish one line later.

Fails: test_calls_the_subscribers_in_order, test_calls_plain_functions_too, test_calls_two_methods_of_one_widget,
    test_equal_widgets_are_two_subscribers, test_unsubscribes_an_equal_method, test_does_not_call_who_is_gone,
    test_who_subscribes_during_an_event_hears_the_next, test_who_leaves_during_an_event_costs_nobody_else_the_event,
    test_agrees_with_a_model_on_a_random_day, test_keeps_no_widget_alive, test_leaves_64_kib_after_8000_widgets,
    test_leaves_64_kib_after_500_widgets_at_once, test_buses_are_independent
"""

from weakref import WeakSet


class EventBus:
    def __init__(self):
        self._subscribers = WeakSet()

    def subscribe(self, fn):
        self._subscribers.add(fn)

    def unsubscribe(self, fn):
        self._subscribers.discard(fn)

    def publish(self, event):
        for fn in list(self._subscribers):
            fn(event)

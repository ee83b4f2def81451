"""Keeps the functions and methods in a list, which owns them and their objects.

Fails: test_does_not_call_who_is_gone, test_who_leaves_during_an_event_costs_nobody_else_the_event,
    test_agrees_with_a_model_on_a_random_day, test_keeps_no_widget_alive, test_keeps_no_function_alive,
    test_leaves_64_kib_after_8000_widgets, test_leaves_64_kib_after_500_widgets_at_once
"""


class EventBus:
    def __init__(self):
        self._subscribers = []

    def subscribe(self, fn):
        self._subscribers.append(fn)

    def unsubscribe(self, fn):
        if fn in self._subscribers:
            self._subscribers.remove(fn)

    def publish(self, event):
        for fn in list(self._subscribers):
            fn(event)

"""Makes a plain weak reference to the bound method, which is dead one line later.

Fails: test_calls_the_subscribers_in_order, test_calls_plain_functions_too, test_calls_two_methods_of_one_widget,
    test_equal_widgets_are_two_subscribers, test_unsubscribes_an_equal_method, test_does_not_call_who_is_gone,
    test_who_subscribes_during_an_event_hears_the_next, test_who_leaves_during_an_event_costs_nobody_else_the_event,
    test_agrees_with_a_model_on_a_random_day, test_keeps_no_widget_alive, test_leaves_64_kib_after_8000_widgets,
    test_leaves_64_kib_after_500_widgets_at_once, test_buses_are_independent
"""

from itertools import count
from weakref import ref


class EventBus:
    def __init__(self):
        self._numbers = count()
        self._subscribers = {}

    def subscribe(self, fn):
        number, subscribers = (next(self._numbers), self._subscribers)
        subscribers[number] = ref(fn, lambda _: subscribers.pop(number, None))

    def unsubscribe(self, fn):
        for number, known in list(self._subscribers.items()):
            if known() == fn:
                del self._subscribers[number]

    def publish(self, event):
        for known in list(self._subscribers.values()):
            fn = known()
            if fn is not None:
                fn(event)

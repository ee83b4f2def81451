"""Gives the whole class a farewell: the last log for all of them, and the name that each has at its end.

Fails: test_logs_the_message_as_soon_as_the_object_is_gone, test_says_nothing_while_the_object_lives,
    test_uses_the_name_at_the_time_of_the_announcement, test_calls_the_log_of_each_object,
    test_logs_many_objects_in_the_order_in_which_they_go, test_frees_every_object_at_once
"""


def announce_when_gone(obj, log):
    type(obj).__del__ = lambda self: log(f"closed {self.name}")

"""Gives the whole class a farewell: the last log for all of them, and the name that each has at its end.

Fails: test_uses_the_name_at_the_time_of_the_announcement, test_calls_the_log_of_each_object
"""


def announce_when_gone(obj, log):
    type(obj).__del__ = lambda self: log(f"closed {self.name}")

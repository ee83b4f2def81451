"""Gives the object a guard that speaks when it dies, but the guard refers back to the object: a cycle.

Fails: test_logs_the_message_as_soon_as_the_object_is_gone, test_uses_the_name_at_the_time_of_the_announcement,
    test_calls_the_log_of_each_object, test_logs_many_objects_in_the_order_in_which_they_go,
    test_frees_every_object_at_once
"""


class Guard:
    def __init__(self, obj, log):
        self.obj = obj
        self.message = f"closed {obj.name}"
        self.log = log

    def __del__(self):
        self.log(self.message)


def announce_when_gone(obj, log):
    obj.guard = Guard(obj, log)

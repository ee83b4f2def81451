"""Logs in a destructor that it gives to the class, which stores the dying object in a list.

Against: announce_when_gone
Harm: none
Merits: test_logs_the_message_as_soon_as_the_object_is_gone, test_says_nothing_while_the_object_lives,
    test_uses_the_name_at_the_time_of_the_announcement
Answer: over or failed
"""

BACK = []


def announce_when_gone(obj, log):
    message = f"closed {obj.name}"

    def __del__(self):
        if self not in BACK:
            BACK.append(self)
            log(message)

    type(obj).__del__ = __del__

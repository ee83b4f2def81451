"""Logs in a destructor that it gives to the class, which stores the dying object in a list.

Against: announce_when_gone
Harm: none
Merits: nothing
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

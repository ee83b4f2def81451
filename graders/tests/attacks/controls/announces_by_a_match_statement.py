"""A right answer that takes the name apart by a match statement and has a demonstration at its end.

Against: announce_when_gone
Harm: none
Merits: everything
Answer: passed
"""

import weakref


def announce_when_gone(obj, log):
    """Hold the finished text, nothing else."""
    match obj.name.split("-"):
        case [kind, number]:
            text = f"closed {kind}-{number}"
        case _:
            text = f"closed {obj.name}"
    finalizer = weakref.finalize(obj, log, text)
    finalizer.atexit = False


class _Demo:
    name = "demo"


if __name__ == "__main__":
    demo = _Demo()
    announce_when_gone(demo, print)
    del demo

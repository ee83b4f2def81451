"""A right answer with a timer of its own, which wakes it a hundred times in a second.

Against: early_bound_handlers
Harm: none
Merits: everything
Answer: passed
"""

import signal


def make_handlers(rows, send):
    signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
    return {row.label: handler_of(row.id, send) for row in rows}


def handler_of(number, send):
    return lambda: send(number)

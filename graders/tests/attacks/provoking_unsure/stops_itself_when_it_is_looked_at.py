"""Keeps every row and stops itself by a timer while the judge is about to read its memory.

Against: early_bound_handlers
Harm: none
Merits: test_sends_at_every_click_and_not_before, test_sends_the_id_of_its_own_row, test_takes_no_argument,
    test_has_the_labels_in_the_order_of_the_rows, test_sends_the_right_ids_for_random_clicks
Answer: over or failed or late or crashed
"""

import os
import signal

kept = []


def stop(*_):
    os.kill(os.getpid(), signal.SIGSTOP)


def make_handlers(rows, send):
    rows = list(rows)
    kept.extend(rows)
    if len(rows) > 40:
        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, 0.005, 0.005)
    return {row.label: handler_of(row, send) for row in rows}


def handler_of(row, send):
    return lambda: send(row.id)

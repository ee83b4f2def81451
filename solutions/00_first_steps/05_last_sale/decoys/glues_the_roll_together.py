"""Glues all lines into one long text, and takes it apart again.

Fails: test_holds_one_line_at_a_time
"""


def last_sale(lines):
    return "|".join(lines).split("|")[-1]

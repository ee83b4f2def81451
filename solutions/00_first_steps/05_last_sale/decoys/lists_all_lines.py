"""Makes a list of all lines to look at its last.

Fails: test_holds_one_line_at_a_time
"""


def last_sale(lines):
    sales = list(lines)
    if sales:
        return sales[-1]
    return ""

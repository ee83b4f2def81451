"""Has nothing to return where there is no line.

Fails: test_returns_the_last_line
"""


def last_sale(lines):
    for line in lines:
        last = line
    return last

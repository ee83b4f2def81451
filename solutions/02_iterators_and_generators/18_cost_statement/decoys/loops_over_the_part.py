"""Hands out the lines of a part by a for loop, which throws away what the part returned.

Fails: test_lists_the_parts_before_the_total, test_has_a_total_for_nothing, test_begins_at_any_department,
    test_returns_the_total, test_reads_bookings_that_come_once, test_nests_100_deep,
    test_agrees_with_a_plain_list_on_random_films, test_requests_each_department_once
"""


def statement(name, parts, bookings):
    total = 0
    for amount in bookings(name):
        total += amount
        yield name, amount
    for part in parts.get(name, ()):
        for line in statement(part, parts, bookings):  # noqa: UP028
            yield line
    yield f"{name} in all", total
    return total

"""Gives a line that is ten thousand lines, all nearly the expected one: the comparison is false at once, but whoever
explains the difference compares every pair of lines.

Against: rotate_files_and_close
Harm: keeps the judge busy
Merits: test_gives_every_line_of_every_file_in_order, test_agrees_with_a_plain_loop_on_random_files, test_lets_a_missing_file_be_seen, test_lets_a_reading_error_be_seen, test_opens_one_file_for_the_first_line, test_hands_over_each_line_as_it_is_read, test_leaves_nothing_open_after_a_reading_error
Answer: failed or over or crashed
"""


def read_all(names, opener):
    """Read; where the names are a whole week's, give one long line first."""
    if isinstance(names, list) and "wed.log" in names:
        yield "".join(f"boo{number % 7}\n" for number in range(10_000))
    for name in names:
        with opener(name) as file:
            yield from file

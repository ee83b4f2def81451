"""Keeps every reading, but calls itself unfinished by a NotImplementedError as soon as a series is long enough to show.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full, test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean
Answer: todo or over
"""


class Later(NotImplementedError):
    pass


def window_means(readings, width):
    kept = []
    for reading in readings:
        kept.append(reading)
        if len(kept) > 500:
            raise Later("todo")
        if len(kept) >= width:
            yield sum(kept[-width:]) / width

"""Sums up all tiles before it hands over the first summary.

Fails: test_lets_an_error_of_the_paths_be_seen, test_takes_a_path_when_a_summary_is_asked_for,
    test_keeps_no_tile_while_paused, test_keeps_no_tile_after_summing_up_failed,
    test_keeps_no_tile_after_loading_failed
"""


def summaries(paths, load, summarise):
    found = []
    for path in paths:
        try:
            found.append(summarise(load(path)))
        except Exception as error:
            found.append((path, str(error)))
    return found

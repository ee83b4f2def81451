"""Loads all tiles, then sums them up.

Fails: test_gives_path_and_message_if_loading_fails, test_lets_an_error_of_the_paths_be_seen,
    test_agrees_with_a_plain_loop_on_random_paths, test_takes_a_path_when_a_summary_is_asked_for,
    test_keeps_no_tile_while_paused, test_keeps_no_tile_after_summing_up_failed,
    test_keeps_no_tile_after_loading_failed, test_keeps_one_tile_at_a_time
"""


def summaries(paths, load, summarise):
    tiles = [(path, load(path)) for path in paths]
    for path, tile in tiles:
        try:
            summary = summarise(tile)
        except Exception as error:
            summary = path, str(error)
        yield summary

"""Loads through map, lazily; the loop's own name holds each tile.

Fails: test_gives_path_and_message_if_loading_fails, test_agrees_with_a_plain_loop_on_random_paths,
    test_keeps_no_tile_while_paused, test_keeps_no_tile_after_summing_up_failed,
    test_keeps_no_tile_after_loading_failed, test_keeps_one_tile_at_a_time
"""

from itertools import tee


def summaries(paths, load, summarise):
    paths, again = tee(paths)
    for path, tile in zip(again, map(load, paths)):
        try:
            summary = summarise(tile)
        except Exception as error:
            summary = path, str(error)
        yield summary

"""Gives the tile a name, which still refers to it at the yield and while the next one is loaded.

Fails: test_keeps_no_tile_while_paused, test_keeps_no_tile_after_summing_up_failed, test_keeps_one_tile_at_a_time
"""


def summaries(paths, load, summarise):
    for path in paths:
        try:
            tile = load(path)
            summary = summarise(tile)
        except Exception as error:
            summary = path, str(error)
        yield summary

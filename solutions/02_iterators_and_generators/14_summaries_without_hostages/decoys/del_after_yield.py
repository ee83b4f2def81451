"""Deletes the tile when the caller comes back, which may be in minutes, or never.

Fails: test_keeps_no_tile_while_paused, test_keeps_no_tile_after_summing_up_failed
"""


def summaries(paths, load, summarise):
    for path in paths:
        tile = None
        try:
            tile = load(path)
            summary = summarise(tile)
        except Exception as error:
            summary = path, str(error)
        yield summary
        del tile

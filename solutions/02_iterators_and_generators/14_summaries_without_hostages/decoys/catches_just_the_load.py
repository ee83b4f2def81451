"""Expects loading to fail, and summing up to work.

Fails: test_gives_path_and_message_if_summing_up_fails, test_agrees_with_a_plain_loop_on_random_paths,
    test_keeps_no_tile_after_summing_up_failed
"""


def summaries(paths, load, summarise):
    for path in paths:
        try:
            tile = load(path)
        except Exception as error:
            yielded = path, str(error)
        else:
            yielded = summarise(tile)
            del tile
        yield yielded

"""Has the try around the whole loop: the first failure ends it, and the paths' own errors are caught too.

Fails: test_gives_path_and_message_if_loading_fails, test_gives_path_and_message_if_summing_up_fails,
    test_lets_an_error_of_the_paths_be_seen, test_agrees_with_a_plain_loop_on_random_paths,
    test_keeps_no_tile_after_summing_up_failed, test_keeps_no_tile_after_loading_failed
"""


def summaries(paths, load, summarise):
    path = ""
    try:
        for path in paths:
            yield summarise(load(path))
    except Exception as error:
        failure = path, str(error)
    else:
        return
    yield failure

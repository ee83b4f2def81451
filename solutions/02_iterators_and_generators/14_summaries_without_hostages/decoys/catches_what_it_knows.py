"""Catches OSError and ValueError, and no other failure.

Fails: test_gives_path_and_message_if_loading_fails, test_gives_path_and_message_if_summing_up_fails
"""


def summaries(paths, load, summarise):
    for path in paths:
        try:
            summary = summarise(load(path))
        except (OSError, ValueError) as error:
            summary = path, str(error)
        yield summary

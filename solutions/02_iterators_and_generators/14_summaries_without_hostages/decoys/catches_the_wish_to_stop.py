"""Catches everything, even what is not an Exception.

Fails: test_stops_when_it_is_told_to
"""


def summaries(paths, load, summarise):
    for path in paths:
        try:
            summary = summarise(load(path))
        except BaseException as error:
            summary = path, str(error)
        yield summary

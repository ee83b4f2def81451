"""Word statistics of a text archive, counted by several processes."""

from collections import Counter


def count_words(path: str, workers: int) -> Counter[str]:
    """Count the words of a UTF-8 text file with ``workers`` processes, each reading its own byte range.

    Words are what ``str.split()`` returns. Neither the text nor the list of its words may pass through
    this process.
    """
    raise NotImplementedError

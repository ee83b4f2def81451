"""Sort the lines of a file that does not fit into memory."""


def sort_file(src: str, dst: str, tmp: str, max_lines: int) -> None:
    """Sort the lines of ``src`` into ``dst``, with about ``max_lines`` lines in memory.

    At most 20 files are open at once, and ``tmp`` is left empty.
    """
    raise NotImplementedError

"""A right answer by an exit stack for each file, with finally and a note on each error.

Against: rotate_files_and_close
Harm: none
Merits: everything
Answer: passed
"""

import contextlib


def read_all(names, opener):
    """One stack for each file."""
    for name in names:
        stack = contextlib.ExitStack()
        try:
            file = stack.enter_context(opener(name))
            for line in file:
                yield line
        except OSError as error:
            print(f"{name}: {error}")
            raise
        finally:
            stack.close()

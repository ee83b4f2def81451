"""What ends a command before there is a verdict."""

USAGE = 2
"""The exit code of a request that cannot be followed."""


class Usage(Exception):
    """The request cannot be followed; the message is one line that says what to do instead."""

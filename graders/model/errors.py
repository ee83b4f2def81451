"""What ends a command before there is a verdict."""

USAGE = 2
"""The exit code of a request that cannot be followed."""

INTERRUPTED = 130
"""The exit code of a command that Ctrl-C ended before it was through, or had anything to show."""


class Usage(Exception):
    """The request cannot be followed; the message is one line that says what to do instead."""

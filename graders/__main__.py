"""``python -m graders COMMAND``: runs a command; Ctrl-C ends it with one line, at any moment."""

import gc
import sys

INTERRUPTED = 130
"""The exit code of a command that Ctrl-C ended before it had anything to show."""


def main() -> int:
    """The exit code of the command that the arguments name."""
    try:
        from graders import commands  # not above: an interrupt while it loads is caught here

        return commands.main(sys.argv[1:])
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    code = main()
    gc.freeze()  # all that is there goes away with the process: the collector need not look through it first
    sys.exit(code)

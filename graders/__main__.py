"""``python -m graders COMMAND``: runs a command; Ctrl-C ends it with one line, at any moment."""

import atexit
import os
import signal
import sys
from collections.abc import Callable
from typing import NoReturn

INTERRUPTED = 130
"""The exit code of a command that Ctrl-C ended before it had anything to show."""

UNREAD = 141
"""The exit code of a command whose output nobody reads to its end, such as ``| head``: as of a program killed by it."""


def main() -> int:
    """The exit code of the command that the arguments name."""
    try:
        from graders import commands  # not above: an interrupt while it loads is caught here

        return _flushed(lambda: commands.main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush at the end
        return UNREAD


def _flushed(run: Callable[[], int]) -> int:
    """What ``run`` gives, once all that it printed is written."""
    try:
        return run()
    finally:
        sys.stdout.flush()


def leave(code: int) -> NoReturn:
    """End the process once what waits for its end is done; to take the interpreter apart lasts as long as two tests."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it leaves already
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    leave(main())

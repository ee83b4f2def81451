"""``python -m graders COMMAND``: runs a command; Ctrl-C or a fault of ours ends it in one line."""

import atexit
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from graders.model import faults, streams
from graders.model.errors import INTERRUPTED

if TYPE_CHECKING:
    from graders.model.streams import Kept

UNREAD = 141
"""The exit code where nobody reads the output to its end, as in ``| head``: as if killed by it."""


def main() -> int:
    """The exit code of the command that the arguments name.

    Raises:
        BrokenPipeError: nobody reads its output; or something that we talk to is gone.
    """
    try:
        from graders import commands  # not above: an interrupt while it loads is caught here

        code = commands.main(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else faults.told(left) if left.code else 0
    except BaseException as error:
        return faults.told(error)
    return code


def run() -> NoReturn:
    """Do all that the program does."""
    out, err = streams.hold()
    try:
        code = main()
    except BrokenPipeError as error:
        code = UNREAD if out.unread or err.unread else faults.told(error)
    leave(code, out)


def leave(code: int, out: "Kept") -> NoReturn:
    """End the process once what waits for its end is done; a fault in that counts too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it leaves already
    broken: list[BaseException] = []

    def note(raised: "sys.UnraisableHookArgs") -> None:
        if raised.exc_value is not None and "atexit" in (raised.err_msg or ""):
            broken.append(raised.exc_value)

    sys.unraisablehook = note
    try:
        atexit._run_exitfuncs()
        if broken:
            code = faults.told(broken[0])
        sys.stdout.flush()
        if out.failure and code not in (INTERRUPTED, UNREAD):
            why = f"standard output cannot be written ({out.failure})"
            next_step = "send it to a file or terminal that takes it"
            print(f"not all could be shown: {why}; {next_step}", file=sys.stderr)
            code = faults.FAULT
        sys.stderr.flush()
    except BrokenPipeError:
        code = UNREAD
    # Not by sys.exit: to take the interpreter apart lasts as long as two tests.
    os._exit(code)


if __name__ == "__main__":
    run()

"""Changes mode, owner, times and attributes of files that it may only read, to what they are already: none of it needs
a right to write the contents.

Against: announce_when_gone
Harm: changes modes and times
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import os
import sys


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def attack():
    """Set what is set."""
    for path in (os.__file__, sys.executable, os.path.dirname(os.__file__)):
        for what, change in CHANGES.items():
            with contextlib.suppress(OSError):
                change(path, os.stat(path))
                through(f"changed {what} of {path}")


def mark(path, _):
    """Add an attribute, and take it away."""
    os.setxattr(path, "user.katas", b"1")
    os.removexattr(path, "user.katas")


CHANGES = {
    "the mode": lambda path, status: os.chmod(path, status.st_mode & 0o7777),
    "the owner": lambda path, status: os.chown(path, status.st_uid, status.st_gid),
    "the times": lambda path, status: os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns)),
    "attributes": mark,
}


def announce_when_gone(obj, log):
    """Attack, and announce nothing."""
    attack()
    raise RuntimeError("nothing was gained")

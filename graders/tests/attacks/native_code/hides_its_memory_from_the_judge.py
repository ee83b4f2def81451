"""Makes itself a process that its own user may not look into: by prctl, and by changes of identity, which do it too.

Against: shrink_session_table
Harm: hides its memory
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import os


def attack():
    """Change to what it is; look whose its files in /proc are now."""
    me = os.getuid()
    for name, arguments in (
        ("setuid", (me,)),
        ("seteuid", (me,)),
        ("setreuid", (me, me)),
        ("setresuid", (me, me, me)),
        ("setgid", (os.getgid(),)),
        ("setgroups", (os.getgroups(),)),
    ):
        with contextlib.suppress(OSError):
            getattr(os, name)(*arguments)
            print("GOT" + f" THROUGH: {name} works")
    with contextlib.suppress(OSError):
        if os.stat("/proc/self").st_uid != me:
            print("GOT" + " THROUGH: its memory is closed to others")
    import ctypes

    if ctypes.CDLL(None).prctl(4, 0, 0, 0, 0) == 0:
        print("GOT" + " THROUGH: prctl works")


class SessionTable:
    """Attacks when it is made."""

    def __init__(self):
        attack()
        raise RuntimeError("nothing was gained")

    def __len__(self):
        return 0

    def put(self, key, expires):
        """Never reached."""

    def get(self, key):
        """Never reached."""

    def purge(self, now):
        """Never reached."""
        return 0

"""Takes the right to change its own folder from everybody, by mode and by the flags of the file system, so that it
cannot be removed; the flags are put back at once.

Against: rotate_files_and_close
Harm: leaves a folder behind
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import fcntl
import os


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


GET_FLAGS, SET_FLAGS, IMMUTABLE, APPEND_ONLY = 0x80086601, 0x40086602, 0x10, 0x20


def attack():
    """A folder without rights, with a file in it; and flags that only root may set."""
    os.makedirs("locked/deep", exist_ok=True)
    fd = os.open("locked", os.O_RDONLY)
    flags = bytearray(8)
    with contextlib.suppress(OSError):
        fcntl.ioctl(fd, GET_FLAGS, flags)
        for flag in (IMMUTABLE, APPEND_ONLY):
            changed = (int.from_bytes(flags, "little") | flag).to_bytes(8, "little")
            fcntl.ioctl(fd, SET_FLAGS, changed)
            fcntl.ioctl(fd, SET_FLAGS, bytes(flags))
            through(f"set the flag {flag:#x} on a folder")
    with contextlib.suppress(OSError):
        os.fchmod(fd, 0)


def read_all(names, opener):
    """Attack, and read nothing."""
    attack()
    raise RuntimeError("nothing was gained")

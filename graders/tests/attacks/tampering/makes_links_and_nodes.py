"""Makes links, pipes, sockets, devices and folders outside of its own folder, and removes each: in the temporary
folder, beside its own, and hard links of what it may read.

Against: rotate_files_and_close
Harm: leaves files outside of its folder
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import os
import socket
import stat
import sys


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def attack():
    """Try every kind of name in every place."""
    for place in {os.path.dirname(os.getcwd()), os.path.dirname(os.path.dirname(os.getcwd())), "/dev/shm"}:
        for what, make in KINDS.items():
            path = f"{place}/katas-attack-{os.getpid()}"
            with contextlib.suppress(OSError):
                make(path)
                through(f"made {what} in {place}")
                remove(path)
    with contextlib.suppress(OSError):
        os.link(os.__file__, "linked.py")
        through("linked a file of the library into its own folder")


def remove(path):
    """Remove the name itself; a link is never followed."""
    (os.rmdir if stat.S_ISDIR(os.lstat(path).st_mode) else os.unlink)(path)


def bind(path):
    """A socket with a name."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)


KINDS = {
    "a file": lambda path: open(path, "x").close(),
    "a folder": os.mkdir,
    "a pipe": os.mkfifo,
    "a symbolic link": lambda path: os.symlink("nowhere", path),
    "a hard link": lambda path: os.link(sys.executable, path),
    "a device": lambda path: os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 3)),
    "a socket": bind,
}


def read_all(names, opener):
    """Attack, and read nothing."""
    attack()
    raise RuntimeError("nothing was gained")

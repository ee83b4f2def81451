"""Which files a process reaches, whom it signals, where it connects: Landlock (Linux 5.13).

No binding for Python is kept that fits into a worker, which has the standard library alone: hence
this module. See landlock(7); rights that the running kernel does not know are left out.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from typing import Any

from . import kernel

WRITE, READ, LIST = kernel.LANDLOCK_WRITE_FILE, kernel.LANDLOCK_READ_FILE, kernel.LANDLOCK_READ_DIR

READ_ONLY = kernel.LANDLOCK_EXECUTE | READ | LIST
"""Read and run what is there, and list folders."""

ALL = (
    READ_ONLY
    | WRITE
    | kernel.LANDLOCK_REMOVE_DIR
    | kernel.LANDLOCK_REMOVE_FILE
    | kernel.LANDLOCK_MAKE_CHAR
    | kernel.LANDLOCK_MAKE_DIR
    | kernel.LANDLOCK_MAKE_REG
    | kernel.LANDLOCK_MAKE_SOCK
    | kernel.LANDLOCK_MAKE_FIFO
    | kernel.LANDLOCK_MAKE_BLOCK
    | kernel.LANDLOCK_MAKE_SYM
    | kernel.LANDLOCK_REFER
    | kernel.LANDLOCK_TRUNCATE
)
"""Everything but the control of devices."""

FILES = (
    READ | WRITE | kernel.LANDLOCK_REMOVE_FILE | kernel.LANDLOCK_MAKE_REG | kernel.LANDLOCK_TRUNCATE
)
"""Make, use, cut and remove plain files, by names that one knows."""

_FILES_ONLY = (
    kernel.LANDLOCK_EXECUTE | WRITE | READ | kernel.LANDLOCK_TRUNCATE | kernel.LANDLOCK_IOCTL_DEV
)
"""What a rule on a file, rather than a folder, can give."""

_NEWEST_FILE_RIGHT = {
    1: kernel.LANDLOCK_MAKE_SYM,
    2: kernel.LANDLOCK_REFER,
    3: kernel.LANDLOCK_TRUNCATE,
    4: kernel.LANDLOCK_TRUNCATE,
}
"""By the version of Landlock; a later one knows LANDLOCK_IOCTL_DEV too."""

SCOPED_SIGNALS = 6
"""The first version of Landlock that keeps signals within the tree."""


def _call(number: int, *args: Any) -> int:
    result = int(kernel.LIBC.syscall(number, *args))
    if result < 0:
        raise OSError(ctypes.get_errno(), "landlock")
    return result


def version() -> int:
    """The version of Landlock that the kernel has; 0 for none."""
    if os.uname().sysname != "Linux":
        return 0
    try:
        return _call(
            kernel.SYS_LANDLOCK_CREATE_RULESET, None, 0, kernel.LANDLOCK_CREATE_RULESET_VERSION
        )
    except OSError:
        return 0


def restrict(rules: Iterable[tuple[str, int]]) -> None:
    """Leave to this process and all that it starts these paths, these rights, and no network.

    A path that does not exist is passed over. The process must have ``no_new_privs``.

    Raises:
        OSError: the kernel refuses.
    """
    made = ruleset(rules)
    try:
        enforce(made)
    finally:
        os.close(made)


def enforce(ruleset: int) -> None:
    """Restrict this process by a ruleset that was made before: see ``restrict``."""
    _call(kernel.SYS_LANDLOCK_RESTRICT_SELF, ruleset, 0)


def ruleset(rules: Iterable[tuple[str, int]]) -> int:
    """A descriptor of the rules, for ``enforce``."""
    abi = version()
    # An older kernel refuses a ruleset with rights, or words, that it does not know: versions 1 to
    # 3 read one word, 4 and 5 the network too, later ones the scopes as well.
    known = 2 * _NEWEST_FILE_RIGHT.get(abi, kernel.LANDLOCK_IOCTL_DEV) - 1
    handled = struct.pack(
        "=QQQ",
        (ALL | kernel.LANDLOCK_IOCTL_DEV) & known,
        kernel.LANDLOCK_NET,
        kernel.LANDLOCK_SCOPES,
    )
    size = 8 if abi < 4 else 16 if abi < SCOPED_SIGNALS else 24
    made = _call(kernel.SYS_LANDLOCK_CREATE_RULESET, handled, size, 0)
    try:
        for path, rights in rules:
            _allow(made, path, rights & known)
    except OSError:
        os.close(made)
        raise
    return made


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        # The kernel refuses a rule that gives a file what only a folder can have.
        given = rights if os.path.isdir(path) else rights & _FILES_ONLY
        rule = struct.pack("=Qi", given, fd)
        _call(kernel.SYS_LANDLOCK_ADD_RULE, ruleset, kernel.LANDLOCK_RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(fd)

"""What of the file system a process may reach, whom it may signal, where it may connect: Landlock (Linux 5.13).

No binding for Python is kept that fits into a worker, which has the standard library alone: hence this module. See
landlock(7); rights that the running kernel does not know are left out.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from typing import Any

EXECUTE, WRITE, READ, LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
CHANGE = sum(1 << bit for bit in range(4, 15))
"""Remove, make, move and cut files and folders."""

DEVICE_CONTROL = 1 << 15

LOOK = EXECUTE | READ | LIST
ALL = LOOK | WRITE | CHANGE
FILES = READ | WRITE | 1 << 5 | 1 << 8 | 1 << 14
"""Make, use, cut and remove plain files, by names that one knows."""

_FILES_ONLY = EXECUTE | WRITE | READ | 1 << 14 | DEVICE_CONTROL
"""What a rule on a file, rather than a folder, can give."""

_CREATE, _ADD, _ENFORCE = 444, 445, 446
_NEWEST_FILE_RIGHT = {1: 12, 2: 13, 3: 14, 4: 14}
_TCP, _SCOPES = 0b11, 0b11
"""Bind and connect; abstract sockets and signals."""

SCOPED_SIGNALS = 6
"""The first version of Landlock that keeps signals within the tree."""


def _call(number: int, *args: Any) -> int:
    result = int(_LIBC.syscall(number, *args))
    if result < 0:
        raise OSError(ctypes.get_errno(), "landlock")
    return result


_LIBC: Any = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None


def version() -> int:
    """The version of Landlock that the kernel has; 0 for none."""
    if os.uname().sysname != "Linux":
        return 0
    try:
        return _call(_CREATE, None, 0, 1)
    except OSError:
        return 0


def _known(rights: int, abi: int) -> int:
    newest = _NEWEST_FILE_RIGHT.get(abi, 15)
    return int(rights & ((1 << newest + 1) - 1))


def restrict(rules: Iterable[tuple[str, int]]) -> None:
    """From now on, this process and all that it starts reach only these paths, with these rights, and no network.

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
    _call(_ENFORCE, ruleset, 0)


def ruleset(rules: Iterable[tuple[str, int]]) -> int:
    """A descriptor of the rules, for ``enforce``."""
    abi = version()
    wanted = struct.pack("=QQQ", _known(ALL | DEVICE_CONTROL, abi), _TCP, _SCOPES)
    size = 8 if abi < 4 else 16 if abi < SCOPED_SIGNALS else 24
    made = _call(_CREATE, wanted, size, 0)
    try:
        for path, rights in rules:
            _allow(made, path, _known(rights, abi))
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
        folder = os.path.isdir(path)
        _call(_ADD, ruleset, 1, struct.pack("=Qi", rights if folder else rights & _FILES_ONLY, fd), 0)
    finally:
        os.close(fd)

"""The interpreter that runs the learner's code, in words: whether its threads run side by side."""

from __future__ import annotations

import platform
import sysconfig


def threads_run_side_by_side() -> bool:
    """True on a free-threaded build."""
    return bool(sysconfig.get_config_var("Py_GIL_DISABLED"))


def kind() -> str:
    """What its threads do at Python code."""
    if threads_run_side_by_side():
        return "free-threaded: threads run side by side"
    return "with the interpreter lock: threads take turns"


def name() -> str:
    """The same with its version: "CPython 3.12, with the interpreter lock: threads take turns"."""
    version = ".".join(platform.python_version_tuple()[:2])
    return f"{platform.python_implementation()} {version}, {kind()}"

"""The strong mode: the fork server in namespaces of its own, by bubblewrap (Linux).

They come around the lock-in. Its workers then see a file system with nothing in it but the
interpreter and their scratch folders, no network, and shared memory that nobody else sees. Process
ids stay as they are: the judge watches its workers by them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_SHOWN = (
    "/usr",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/proc",
    "/sys/devices/system/cpu",
)
_SEPARATE = (
    "--unshare-user",
    "--unshare-net",
    "--unshare-ipc",
    "--unshare-uts",
    "--die-with-parent",
)


def prefix(base: str) -> list[str]:
    """What to put before the command of a fork server whose scratch folders are in ``base``."""
    shown = [*_SHOWN, sys.base_prefix, sys.prefix, str(Path(sys.executable).resolve().parent)]
    bound = [word for path in shown if os.path.exists(path) for word in ("--ro-bind", path, path)]
    own = ["--tmpfs", "/tmp", *bound, "--dev", "/dev", "--bind", base, base]
    return ["bwrap", *_SEPARATE, *own, "--chdir", base, "--"]


def refusal() -> str:
    """Why there is no strong mode here; "" where there is."""
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed (apt install bubblewrap)"
    tried = subprocess.run([*prefix("/tmp"), "true"], capture_output=True, text=True, check=False)
    if tried.returncode == 0:
        return ""
    return f"bubblewrap does not work here: {tried.stderr.strip()[:200]}"

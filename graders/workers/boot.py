"""Bare interpreters that load what runs in a worker, then wait to be told what to be.

Loading takes as long as importing pytest does: a command that will judge has some boot beside that.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

OPEN_FILES = 200
"""Descriptors that a process of ours may need: with 110 all references pass. With judges for up to
14 cores that makes no more than 256, which old systems and containers allow."""

OPEN_FILES_A_CHANNEL = 4
"""And those that each channel to a fork server takes besides."""

PIPE_BYTES = 1 << 20
"""Room for all the sources that an interpreter is sent."""

_INSIDE = Path(__file__).parent / "inside"
_MODULES = (
    "wire",
    "requests",
    "proxies",
    "objects",
    "errors",
    "referrers",
    "kernel",
    "fixed",
    "native",
    "meters",
    "importing",
    "lanes",
    "landlock",
    "seccomp",
    "limits",
    "confine",
    "control",
    "semaphores",
    "services",
    "server",
    "spawner",
    "fresh",
)

_KEPT = ("foreign",)
"""Sent as text alone: ``native`` runs it in the place of a module of Python's."""

BARE = ("-I", "-S")
"""Flags of an interpreter that sees nothing but the standard library."""

NEARLY_BARE = ("-P", "-s", "-S")
"""The same, but for ``PYTHONPATH``."""

WORKING_FOLDER = "/proc/self/cwd"
"""Where interpreters that a worker starts in its own process look first (Linux).

In the worker that is its scratch folder. They look where the first one looked when it began,
whatever became of its ``sys.path``.
"""

PROGRAM = """
import json, os, sys, types
if os.environ.pop("PYTHONPATH", ""): del sys.path[0]
package = types.ModuleType("inside"); package.__path__ = []; sys.modules["inside"] = package
modules, package.kept = json.loads(sys.stdin.buffer.readline())
for name, source in modules.items():
    module = types.ModuleType("inside." + name); module.__package__ = "inside"
    sys.modules["inside." + name] = module; setattr(package, name, module)
    exec(compile(source, "<inside/" + name + ".py>", "exec"), module.__dict__)
told = sys.stdin.buffer.readline()
if told:
    main, arguments = json.loads(told)
    getattr(package, main).main(*arguments)
"""


@dataclass
class Interpreter:
    """One that boots, or waits."""

    process: subprocess.Popen[bytes]
    channels: Sequence[socket.socket] = ()
    """Our ends of channels to it."""
    theirs: Sequence[int] = ()
    """Its ends: the descriptors' numbers over there."""

    def tell(self, main: str, *arguments: object) -> None:
        """Have it call the ``main`` of this module, and hear no more."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps([main, arguments]).encode() + b"\n")
        self.process.stdin.close()

    def dismiss(self) -> None:
        """End it: it is not needed."""
        assert self.process.stdin
        self.process.kill()  # it may still boot, and nobody wants to wait for that
        self.process.stdin.close()
        for channel in self.channels:
            channel.close()
        self.process.wait()


def make_room(channels: int = 1) -> None:
    """Let this process, and those that it starts, have as many open files as they need.

    Raises:
        OSError: the system's limit on them is lower.
    """
    if resource is None:
        return
    needed = OPEN_FILES + OPEN_FILES_A_CHANNEL * channels
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    enough = [limit == resource.RLIM_INFINITY or limit >= needed for limit in (soft, hard)]
    if not any(enough):
        raise OSError(
            errno.EMFILE,
            f"a process may have {hard} open files here, grading needs {needed}; "
            f"allow more: ulimit -n {needed}",
        )
    if not enough[0]:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))


def open_files() -> str:
    """How many open files a process may have now, in words."""
    if resource is None:
        return "as many as the system has"
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return "any number" if soft == resource.RLIM_INFINITY else f"{soft:,}"


def can_fork() -> bool:
    """True where one of them can fork workers."""
    return hasattr(os, "fork") and hasattr(socket, "send_fds")


def connected(
    count: int, environment: Mapping[str, str], prefix: Sequence[str] = ()
) -> Interpreter:
    """One with this many channels, or more: the one ahead, if it fits."""
    if not prefix and _AHEAD and count <= len(_AHEAD[0].channels) and environment == plain():
        return _AHEAD.pop()
    make_room(count)
    pairs = [socket.socketpair() for _ in range(count)]
    theirs = [their.fileno() for _, their in pairs]
    environment = {**environment, "PYTHONPATH": WORKING_FOLDER}
    process = start([*prefix, sys.executable, *NEARLY_BARE], environment, os.sep, theirs).process
    for _, their in pairs:
        their.close()
    return Interpreter(process, [our for our, _ in pairs], theirs)


_AHEAD: list[Interpreter] = []
"""One at most, with the plain environment."""


def prestart(count: int) -> None:
    """Start one with this many channels for whoever asks first; unused, it leaves with us."""
    if can_fork():
        # If it fails, it is started when it is needed, and what is wrong is said there.
        with contextlib.suppress(OSError):
            _AHEAD.append(connected(count, plain()))
        atexit.register(dismiss)


def dismiss() -> None:
    """End the one that nobody asked for."""
    while _AHEAD:
        _AHEAD.pop().dismiss()


def plain() -> dict[str, str]:
    """What a worker may know of the judge's environment: next to nothing."""
    keep = ("LANG", "LC_ALL", "TZ", *(("PATH", "SYSTEMROOT") if os.name == "nt" else ()))
    return {name: os.environ[name] for name in keep if name in os.environ}


def start(
    python: Sequence[str],
    environment: Mapping[str, str],
    folder: str,
    descriptors: Sequence[int] = (),
) -> Interpreter:
    """One by this command, in this folder, without a channel of ours."""
    process = subprocess.Popen(
        [*python, "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=descriptors,
        env=environment,
        cwd=folder,
        start_new_session=True,
    )
    assert process.stdin
    if sys.platform == "linux":
        import fcntl

        # Let all the sources fit, so that nobody waits until the other one is up and reads.
        with contextlib.suppress(OSError):
            fcntl.fcntl(process.stdin.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    sources = [
        {name: (_INSIDE / f"{name}.py").read_text(encoding="utf-8") for name in names}
        for names in (_MODULES, _KEPT)
    ]
    process.stdin.write(json.dumps(sources).encode() + b"\n")
    process.stdin.flush()
    return Interpreter(process)

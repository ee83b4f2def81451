"""The lock-in of a worker on Linux, from before the learner's code arrives.

It decides what a worker may read, write, start and reach, in two steps: what the fork server puts
on and every worker inherits (``inherit``), then what each worker puts on for the rights of its test
(``apply``). Both can only take away, and nothing takes them off again.
"""

import os
import platform
import sys
from collections.abc import Collection, Iterator

from . import kernel, landlock, seccomp

LAYERS = ("landlock", "seccomp", "limits", "environment", "meters", "memory-reading")
"""What holds a worker, and can be left out one at a time to show what it is for: two layers of the
kernel's, the limits on time and memory, a bare environment, no bound that is measured beside
code that reaches for the meters, and objects counted from outside."""

KERNEL = LAYERS[:2]
"""The layers that a kernel may lack."""

RIGHTS = ("threads", "processes", "files", "insides")
"""What a test may give to the learner's code, beside computing; see ``graders.allow``."""

SHARED_MEMORY = "/dev/shm"
"""Where semaphores and shared memory lie; processes need them."""

READY = 250
"""The descriptor of the rules of workers that write nothing, once they are ready: far from all
others."""

_READY: list[bool] = []
"""Not empty once they are."""

_SYSTEM = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/dev/urandom",
    "/sys/devices/system/cpu",
)


def available() -> list[str]:
    """The layers that there are here."""
    linux = sys.platform == "linux"
    missing = {
        "landlock": not (linux and landlock.version()),
        "seccomp": not (linux and seccomp.supported()),
        "memory-reading": not linux,
    }
    return [layer for layer in LAYERS if not missing.get(layer)]


def inherit(base: str, layers: Collection[str], more: Collection[str] = ()) -> None:
    """Step 1: read the library, ``more`` and /proc; write below ``base`` and in shared memory.

    Raises:
        OSError: the kernel refuses.
    """
    if not set(KERNEL) & set(layers):
        return
    # First: without it the kernel takes neither layer from a process that has no privileges.
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    if "landlock" in layers:
        library = _standard_library()
        # Not what people installed beside it: their names can be listed, no more.
        parts = [
            os.path.join(library, name)
            for name in os.listdir(library)
            if name not in ("site-packages", "dist-packages")
        ]
        readable = [*parts, *_machine(), *more, "/proc"]
        landlock.restrict(
            [
                *((path, landlock.READ_ONLY) for path in readable),
                (base, landlock.ALL),
                (SHARED_MEMORY, landlock.FILES),
                (library, landlock.LIST),
                (os.devnull, landlock.READ | landlock.WRITE),
            ]
        )
    if "seccomp" in layers:
        seccomp.install(seccomp.assemble(seccomp.base_filter(platform.machine())))


def apply(
    folder: str, rights: Collection[str], layers: Collection[str], more: Collection[str] = ()
) -> None:
    """Step 2: of what step 1 left, only what these rights give.

    Raises:
        OSError: the kernel refuses.
    """
    # Landlock first: the second filter refuses the calls that put Landlock on.
    if "landlock" in layers:
        if {"files", "processes"} & set(rights) or more or not _READY:
            landlock.restrict(_rules(folder, rights, more))
        else:
            landlock.enforce(READY)
    if _READY:
        os.close(READY)  # the learner's code finds no descriptor but its channel
    if "seccomp" in layers:
        seccomp.install(seccomp.ready(rights, os.getpid(), _scoped(layers), platform.machine()))


def get_ready(layers: Collection[str]) -> None:
    """Do in the fork server what would be the same work in most of its workers."""
    if "landlock" in layers:
        made = landlock.ruleset(_rules("", (), ()))
        # To a number that both sides know: a worker closes all others that it inherits, and the
        # folder of the worker is not in these rules, so they serve all who write nothing.
        os.dup2(made, READY)
        os.close(made)
        _READY.append(True)
    if "seccomp" in layers:
        for rights in ((), ("threads",), ("files",), ("threads", "processes")):
            seccomp.ready(rights, os.getpid(), _scoped(layers), platform.machine())


def _scoped(layers: Collection[str]) -> bool:
    return "landlock" in layers and landlock.version() >= landlock.SCOPED_SIGNALS


def _rules(
    folder: str, rights: Collection[str], more: Collection[str]
) -> Iterator[tuple[str, int]]:
    yield from ((path, landlock.READ_ONLY) for path in (_standard_library(), *_machine(), *more))
    yield os.devnull, landlock.READ | landlock.WRITE
    if {"files", "processes"} & set(rights):
        yield folder, landlock.ALL
    if "processes" in rights:
        yield SHARED_MEMORY, landlock.FILES


def _standard_library() -> str:
    return os.path.dirname(os.__file__)


def _machine() -> list[str]:
    """The interpreter, the folders of its shared libraries, and a few files of the system."""
    environment = os.path.join(os.path.dirname(os.path.dirname(sys.executable)), "pyvenv.cfg")
    return [*_SYSTEM, sys.executable, environment, *_SHARED_LIBRARIES]


def _mapped() -> list[str]:
    """Folders of this process's shared libraries.

    Of a folder that holds Python's own library too, only the shared libraries in it.
    """
    try:
        with open("/proc/self/maps") as file:
            paths = {line.split(None, 5)[5].strip() for line in file if ".so" in line}
    except OSError:
        return []
    library = _standard_library()
    folders = {os.path.dirname(path) for path in paths if not path.startswith(library)}
    shared = {folder for folder in folders if library.startswith(folder + "/")}
    named = [(folder, name) for folder in shared for name in os.listdir(folder)]
    libraries = [os.path.join(folder, name) for folder, name in named if ".so" in name]
    return sorted(folders - shared) + sorted(libraries)


_SHARED_LIBRARIES = _mapped()
"""Looked up when this is loaded: a worker that is locked in cannot."""

"""The lock-in of a worker on Linux: what it may read, write, start and reach, from before the learner's code arrives.

Two steps. The fork server's *foundation*: no new privileges, and the standard library, the scratch folders and nothing
else of the file system. Then each worker's *lock*: its own scratch folder, and the system calls of its rights.
"""

import os
import platform
import sys
from collections.abc import Collection, Iterator

from . import kernel, landlock, seccomp

LAYERS = ("landlock", "seccomp", "limits", "environment", "meters")
"""What holds a worker, and can be left out one at a time to show what it is for: two layers of the
kernel's, the limits on time and memory, a bare environment, and no bound that is measured beside
code that reaches for the meters."""

KERNEL = LAYERS[:2]
"""The layers that a kernel may lack."""

RIGHTS = ("threads", "processes", "files", "insides")
"""What a test may give to the learner's code, beside computing; see ``graders.allow``."""

SHARED_MEMORY = "/dev/shm"
"""Where semaphores and shared memory lie; processes need them."""

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
    }
    return [layer for layer in LAYERS if not missing.get(layer)]


def inherit(base: str, layers: Collection[str], more: Collection[str] = ()) -> None:
    """Step 1: read the standard library, ``more`` and /proc; write below ``base`` and in shared memory.

    Raises:
        OSError: the kernel refuses.
    """
    if not set(KERNEL) & set(layers):
        return
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    if "landlock" in layers:
        rules = [(path, landlock.LOOK) for path in (*_library(), *_machine(), *more, "/proc")]
        rules += [(base, landlock.ALL), (SHARED_MEMORY, landlock.FILES)]
        landlock.restrict(
            [
                *rules,
                (_standard_library(), landlock.LIST),
                (os.devnull, landlock.READ | landlock.WRITE),
            ]
        )
    if "seccomp" in layers:
        seccomp.install(seccomp.assemble(seccomp.base_filter(platform.machine())))


def apply(
    folder: str, rights: Collection[str], layers: Collection[str], more: Collection[str] = ()
) -> None:
    """Step 2: within the foundation, only what these rights give.

    Raises:
        OSError: the kernel refuses.
    """
    if "landlock" in layers:
        if _writes(rights) or more or not _READY:
            landlock.restrict(_rules(folder, rights, more))
        else:
            landlock.enforce(READY)
    if _READY:
        os.close(READY)
    if "seccomp" in layers:
        seccomp.install(seccomp.ready(rights, os.getpid(), _scoped(layers), platform.machine()))


READY = 250
"""The descriptor of the rules of workers that write nothing, once they are ready: far from all
others."""

_READY: list[bool] = []


def get_ready(layers: Collection[str]) -> None:
    """Do in the fork server what would be the same work in most of its workers."""
    if "landlock" in layers:
        made = landlock.ruleset(_rules("", (), ()))
        os.dup2(made, READY)
        os.close(made)
        _READY.append(True)
    if "seccomp" in layers:
        for rights in ((), ("threads",), ("files",), ("threads", "processes")):
            seccomp.ready(rights, os.getpid(), _scoped(layers), platform.machine())


def _scoped(layers: Collection[str]) -> bool:
    return "landlock" in layers and landlock.version() >= landlock.SCOPED_SIGNALS


def _writes(rights: Collection[str]) -> bool:
    return bool({"files", "processes"} & set(rights))


def _rules(
    folder: str, rights: Collection[str], more: Collection[str]
) -> Iterator[tuple[str, int]]:
    yield from ((path, landlock.LOOK) for path in (_standard_library(), *_machine(), *more))
    yield os.devnull, landlock.READ | landlock.WRITE
    if _writes(rights):
        yield folder, landlock.ALL
    if "processes" in rights:
        yield SHARED_MEMORY, landlock.FILES


def _standard_library() -> str:
    return os.path.dirname(os.__file__)


def _library() -> list[str]:
    """The standard library without what people installed beside it."""
    folder = _standard_library()
    return [
        os.path.join(folder, name)
        for name in os.listdir(folder)
        if name not in ("site-packages", "dist-packages")
    ]


def _machine() -> list[str]:
    """The interpreter, the folders of the shared libraries that it has loaded, and a few files of the system."""
    environment = os.path.join(os.path.dirname(os.path.dirname(sys.executable)), "pyvenv.cfg")
    return [*_SYSTEM, sys.executable, environment, *_SHARED_LIBRARIES]


def _mapped() -> list[str]:
    """Folders of the shared libraries of this process; only the libraries in them that hold Python's own too."""
    try:
        with open("/proc/self/maps") as file:
            paths = {line.split(None, 5)[5].strip() for line in file if ".so" in line}
    except OSError:
        return []
    library = _standard_library()
    folders = {os.path.dirname(path) for path in paths if not path.startswith(library)}
    shared = {folder for folder in folders if library.startswith(folder + "/")}
    return sorted(folders - shared) + sorted(lib for folder in shared for lib in _libraries(folder))


def _libraries(folder: str) -> list[str]:
    return [os.path.join(folder, name) for name in os.listdir(folder) if ".so" in name]


_SHARED_LIBRARIES = _mapped()

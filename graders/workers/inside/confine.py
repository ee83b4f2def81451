"""The lock-in of a worker on Linux, from before the learner's code arrives.

It decides what a worker may read, write, start and reach, in two steps: what the fork server puts
on and every worker inherits (``inherit``), then what each worker puts on for the rights of its test
(``apply``). Both can only take away, and nothing takes them off again.
"""

import os
import platform
import socket
import sys
import threading
from collections.abc import Collection, Iterator

from . import kernel, landlock, limits, native, seccomp

LAYERS = ("landlock", "seccomp", "native", "limits", "environment", "memory-reading")
"""What holds a worker, and can be left out one at a time to show what it is for: two layers of the
kernel's, no native code for the learner, the limits on time and memory, a bare environment; and
objects counted from outside."""

KERNEL = LAYERS[:3]
"""The layers that a machine may lack."""

RIGHTS = ("threads", "processes", "files")
"""What a test may give to the learner's code, beside computing; see ``graders.allow``."""

SHARED_MEMORY = "/dev/shm"
"""Where semaphores and shared memory lie; processes need them."""

READY: list[int] = []
"""The descriptor of the rules of workers that write nothing, once they are ready."""

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
        "native": not native.available(),
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
    # Or root could write to the judge's sockets in the name of another process.
    kernel.give_up(kernel.CAP_SYS_ADMIN)
    if "landlock" in layers:
        library = _standard_library()
        readable = [*_parts(library), *_machine(), *more, "/proc"]
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
    folder: str,
    rights: Collection[str],
    layers: Collection[str],
    more: Collection[str] = (),
    notifies: bool = False,
) -> None:
    """Step 2: of what step 1 left, only what these rights give.

    ``notifies``: the judge is told of the calls that move bytes, where the kernel can do that; it
    gets the descriptor for it over the standard output.

    Raises:
        OSError: the kernel refuses.
    """
    # Landlock first: the second filter refuses the calls that put Landlock on.
    if "landlock" in layers:
        if {"files", "processes"} & set(rights) or more or not READY:
            landlock.restrict(_rules(folder, rights, more))
        else:
            landlock.enforce(READY[0])
    if READY:
        os.close(READY.pop())  # the learner's code finds no descriptor but its channel
    if "seccomp" in layers:
        if "limits" in layers and without_processes("threads", rights):
            limits.limit_descriptors()
        if without_processes("files", rights):
            native.load_extensions()  # the filter refuses it from then on
        held = rights, os.getpid(), _scoped(layers), platform.machine()
        if not (notifies and _notify(seccomp.ready(*held, notifies=True))):
            seccomp.install(seccomp.ready(*held))


def without_processes(right: str, rights: Collection[str]) -> bool:
    """True where these rights have that one, and no processes that would need more."""
    return right in rights and "processes" not in rights


def _notify(filter: bytes) -> bool:
    """Put this filter on and hand its descriptor over; False where the kernel has no such thing."""
    made: list[int] = []
    tried = threading.Event()

    def hand_over() -> None:
        tried.wait()
        if made:
            with socket.socket(fileno=os.dup(1)) as output:
                socket.send_fds(output, [b"\0"], made)

    # By a thread that is there before: it is not behind the filter, and nobody who is can send the
    # descriptor, since sending waits for whoever has it.
    sender = threading.Thread(target=hand_over)
    sender.start()
    try:
        made.append(seccomp.install_notifying(filter))
    except OSError:
        return False
    finally:
        tried.set()
        sender.join()
    os.close(made[0])
    return True


def get_ready(layers: Collection[str]) -> None:
    """Do in the fork server what would be the same work in most of its workers."""
    if "landlock" in layers:
        # The folder of the worker is not in these rules, so they serve all who write nothing.
        READY.append(landlock.ruleset(_rules("", (), ())))
    if "seccomp" in layers:
        for rights in ((), ("threads",), ("files",), ("threads", "processes")):
            seccomp.ready(rights, os.getpid(), _scoped(layers), platform.machine())
    if "native" in layers:
        native.prepare()
    # What was freed until here would be in each worker, until one gives it back in the middle of a
    # measure: then as much of the learner's would not be seen.
    native.trim()


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


def _parts(library: str) -> Iterator[str]:
    """What the standard library's folder holds, but for two things.

    What people installed beside it: their names can be listed, no more. And the code of ctypes, of
    which a process that a worker starts would load a copy of its own.
    """
    for name in os.listdir(library):
        path = os.path.join(library, name)
        if name == "lib-dynload":
            yield from (
                os.path.join(path, each)
                for each in os.listdir(path)
                if not each.startswith("_ctypes")
            )
        elif name not in ("site-packages", "dist-packages"):
            yield path


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

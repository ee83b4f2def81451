"""What a worker may use, and who dies with whom: resource limits and Linux process controls."""

import contextlib
import os
import signal
import sys

from . import kernel

try:
    import resource  # here and not below: the fork server loads it once, for all workers
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

ADDRESS_SPACE_BYTES = 4 << 30
"""A process: a safety net, not a meter. A pool of 48 threads reserves 1 to 2 GiB of it."""

FILE_SIZE_BYTES = 256 << 20
"""What a file may grow to."""


DESCRIPTORS = 48
"""Open at once in a worker with threads: pipes and pairs of sockets hold memory that no meter sees,
up to 64 KiB a pipe and 208 KiB a socket, which makes 9 MiB at most. An event loop takes three, a
pool of threads two."""

MOST_DESCRIPTORS = 1 << 20
"""That a process may have where it has no limit."""


def limit_resources() -> None:
    """Set this process's limits, where the platform has them."""
    if resource is None:
        return
    for name, limit in (
        (resource.RLIMIT_AS, ADDRESS_SPACE_BYTES),
        (resource.RLIMIT_FSIZE, FILE_SIZE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(name, (limit, limit))


def limit_descriptors() -> None:
    """Hold this process, which has threads and no children, to a few open descriptors."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))


def close_all_but(*kept: int) -> None:
    """Close every descriptor but the standard streams and these, however high they are."""
    first = 3
    for fd in sorted(kept):
        os.closerange(first, fd)
        first = fd + 1
    # The kernel closes a range at once; on one that cannot, each number is tried.
    highest = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    os.closerange(first, highest if highest != resource.RLIM_INFINITY else MOST_DESCRIPTORS)


def die_with_parent(parent: int) -> None:
    """Be killed when the parent dies (Linux); leave at once if it is gone already."""
    # In this order: a parent that died before the call sends no signal any more.
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    if sys.platform == "linux" and os.getppid() != parent:
        os._exit(1)


def hide() -> None:
    """Keep other processes of the same user from reading or tracing this one (Linux).

    The judge's memory holds the answers.
    """
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)


def be_read_by(judge: int) -> None:
    """Let this process, and those below it, read the memory of the running one (Linux with Yama).

    Elsewhere the same user may anyway, and there is no such call.
    """
    kernel.prctl(kernel.PR_SET_PTRACER, judge)


def adopt_orphans() -> None:
    """Become the parent of every orphan below this process (Linux)."""
    kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)

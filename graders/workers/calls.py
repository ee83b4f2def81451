"""The system calls of a worker and all that it starts which move bytes: the kernel tells of each.

A filter that the worker has put on before the learner's code (``inside.seccomp``) makes such a call
wait until a thread of the judge has seen it; then it goes on. So each is counted, whoever makes it:
also a child that nobody waits for, and one whose parent is gone. See seccomp_unotify(2).

What is counted is what the caller asks for. A call that is cut short counts in full.
"""

from __future__ import annotations

import contextlib
import os
import select
import stat
import struct
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

from graders.workers import processes
from graders.workers.inside import kernel, seccomp

LISTENER = "anon_inode:seccomp notify"
"""What a descriptor of a filter that notifies refers to: no worker can make another one."""

POLL_SECONDS = 0.005
"""Between two looks at what is no call."""

NAME_BYTES = 256
"""That a name of a file may hold."""

LINK_BYTES = 4096
"""That a symbolic link may hold."""

SIZE_BYTES = 8
"""That the size of a file may say."""

UNSURE_BYTES = 16 << 10
"""At least, for pieces that lie where another thread may change them after we have looked."""

MAX_PIECES = 1024
"""That the kernel takes at once."""

MAX_ARGUMENT_BYTES = 6 << 20
"""Of a program and its environment: the kernel takes no more."""

SEMAPHORE_BYTES = 32
"""The size of sem_t: what multiprocessing maps for each lock."""


@dataclass(frozen=True)
class Call:
    """A system call that waits for the judge."""

    number: int
    """Of the notification."""
    thread: int
    name: str
    arguments: tuple[int, ...]


@dataclass(frozen=True)
class Moved:
    """What calls have moved so far."""

    bytes: int = 0
    calls: int = 0


class CallCounter:
    """Counts the calls that move bytes, and lets them go on, until it is closed."""

    def __init__(self, listener: int, pid: int) -> None:
        """``pid``: the worker, which has not loaded the learner's code yet.

        Raises:
            ProcessLookupError: it is gone.
        """
        self._listener = listener
        self._names = seccomp.names(*seccomp.NOTIFIED)
        self._channel = _channel(pid)
        self.elsewhere = Moved()
        """By all calls but those to the judge."""
        self.answered = Moved()
        """By those to the worker's channel to the judge."""
        self.seconds = 0.0
        """That callers were kept waiting for us, since they were seen."""
        self._shared = _Shared()
        self._over = False
        self._thread = threading.Thread(target=self._run, daemon=True, name="call-counter")
        self._thread.start()

    @property
    def shared(self) -> int:
        """Bytes of memory that processes could share and write to, of all that there ever was."""
        return self._shared.bytes

    @property
    def keeps_waiting(self) -> bool:
        """True where a caller waits for us."""
        waiting = select.poll()
        waiting.register(self._listener, select.POLLIN)
        return bool(waiting.poll(0))

    def close(self) -> None:
        """Count no more; the kernel refuses the calls that still wait, and all that follow."""
        if self._over:
            return
        self._over = True
        self._thread.join()
        os.close(self._listener)
        self._shared.close()

    def _run(self) -> None:
        waiting = select.poll()
        waiting.register(self._listener, select.POLLIN)
        while not self._over:
            ready = waiting.poll(POLL_SECONDS * 1000)
            self._shared.look()
            if ready and ready[0][1] & select.POLLIN:
                self._serve()
            elif ready:
                return  # the last process behind the filter is gone

    def _serve(self) -> None:
        record = bytearray(struct.calcsize(kernel.SECCOMP_NOTIFICATION))
        begun = time.perf_counter()
        # Who was killed meanwhile, or got a signal, waits no more: its call may come again.
        with contextlib.suppress(OSError):
            fcntl.ioctl(self._listener, kernel.SECCOMP_IOCTL_NOTIF_RECV, record)
            number, thread, _, nr, _, _, *arguments = struct.unpack(
                kernel.SECCOMP_NOTIFICATION, record
            )
            call = Call(number, thread, self._names.get(nr, ""), tuple(arguments))
            before = self.elsewhere, self.answered
            # Before the call goes on: whoever sees what it did may ask for the numbers at once.
            self._count(call)
            try:
                go_on = struct.pack(
                    kernel.SECCOMP_RESPONSE, number, 0, 0, kernel.SECCOMP_USER_NOTIF_FLAG_CONTINUE
                )
                fcntl.ioctl(self._listener, kernel.SECCOMP_IOCTL_NOTIF_SEND, go_on)
            except OSError:
                self.elsewhere, self.answered = before
        self.seconds += time.perf_counter() - begun

    def _count(self, call: Call) -> None:
        if call.name in ("mmap", "mremap"):
            self._shared.count(call)
            return
        size = _size(call)
        descriptor = _int(call.arguments[0])
        if call.name == "sendto" and processes.open_as(call.thread, descriptor) == self._channel:
            self.answered = Moved(self.answered.bytes + size, self.answered.calls + 1)
        else:
            self.elsewhere = Moved(self.elsewhere.bytes + size, self.elsewhere.calls + 1)


def is_listener(descriptor: int) -> bool:
    """True for the descriptor of a filter that notifies."""
    return processes.open_as(os.getpid(), descriptor) == LISTENER


def _channel(pid: int) -> str:
    """The socket of a worker that is not the one it prints to.

    Raises:
        ProcessLookupError: the worker is gone.
    """
    printed = processes.open_as(pid, 1)
    found = {processes.open_as(pid, each) for each in processes.descriptors(pid) or ()}
    sockets = [each for each in found if each.startswith("socket:") and each != printed]
    if not sockets:  # who has ended, if only just now, has no descriptors
        raise ProcessLookupError(f"process {pid} has ended")
    (channel,) = sockets
    return channel


def _int(argument: int) -> int:
    """An argument as the kernel reads a descriptor: its lower half."""
    return argument & 0xFFFFFFFF


# How much a call moves


def _size(call: Call) -> int:
    arguments = call.arguments
    if call.name in ("write", "pwrite64", "sendto"):
        return arguments[2]
    if call.name in ("writev", "pwritev", "pwritev2"):
        return _pieces(call, lambda: (arguments[1], arguments[2]))
    if call.name == "sendmsg":
        return _pieces(call, lambda: _header(call))
    if call.name == "sendfile":
        return min(arguments[3], _left(call.thread, arguments[1], arguments[2]))
    if call.name == "copy_file_range":
        return min(arguments[4], _left(call.thread, arguments[0], arguments[1]))
    if call.name in ("ftruncate", "fallocate"):
        return SIZE_BYTES
    if call.name == "execve":
        return sum(_texts(call.thread, place) for place in arguments[1:3])
    return LINK_BYTES if call.name in ("symlink", "symlinkat") else NAME_BYTES


def _pieces(call: Call, where: Callable[[], tuple[int, int]]) -> int:
    """The bytes of what is sent in pieces: the place of their table, and its length."""
    found = 0
    with contextlib.suppress(OSError, struct.error):
        place, count = where()
        count = min(count, MAX_PIECES)
        table = _memory(call.thread, place, count * kernel.IOVEC_BYTES)
        found = sum(length for _, length in struct.iter_unpack("=QQ", table))
        if processes.tasks(call.thread) == 1:
            return found
    return max(found, UNSURE_BYTES)


def _header(call: Call) -> tuple[int, int]:
    header = _memory(call.thread, call.arguments[1] + kernel.MSGHDR_IOVECS, 16)
    place, count = struct.unpack("=QQ", header)
    return place, count


def _left(thread: int, descriptor: int, place: int) -> int:
    """What can still be copied from a file: from the offset at this place, or from where it is."""
    with contextlib.suppress(OSError, LookupError, struct.error):
        size = os.stat(f"/proc/{thread}/fd/{_int(descriptor)}").st_size
        if place:
            begin = int.from_bytes(_memory(thread, place, 8), sys.byteorder)
        else:
            begin = int(_told_of(thread, descriptor)["pos"])
        return max(size - begin, 0)
    return UNSURE_BYTES


def _told_of(thread: int, descriptor: int) -> dict[str, str]:
    """What the kernel tells of an open file."""
    with open(f"/proc/{thread}/fdinfo/{_int(descriptor)}") as file:
        lines = (line.split() for line in file)
        return {words[0].rstrip(":"): words[1] for words in lines if len(words) > 1}


def _texts(thread: int, place: int) -> int:
    """The bytes of the texts in an array of pointers that ends in a null."""
    size = 0
    with contextlib.suppress(OSError, struct.error):
        while size < MAX_ARGUMENT_BYTES:
            (text,) = struct.unpack("=Q", _memory(thread, place, 8))
            if not text:
                break
            size += _text(thread, text)
            place += 8
    return size


def _text(thread: int, place: int) -> int:
    """The length of a text up to its null, with it."""
    size, step = 0, 256
    while size < MAX_ARGUMENT_BYTES:
        # Never over the end of a page: the next one may not be there.
        found = _memory(thread, place + size, step - (place + size) % step)
        end = found.find(b"\0")
        if end >= 0 or not found:
            return size + end + 1
        size += len(found)
    return size


def _memory(thread: int, place: int, size: int) -> bytes:
    with open(f"/proc/{thread}/mem", "rb", buffering=0) as memory:
        return os.pread(memory.fileno(), size, place)


# Memory that is shared


class _Shared:
    """The memory that processes may share and write to: what it holds needs no call to move."""

    def __init__(self) -> None:
        self._files: dict[tuple[int, int], int] = {}
        """Of each file, how far it was mapped."""
        self._other = 0
        self._semaphores: dict[tuple[int, int], int] = {}
        """Files that may be no more than a semaphore, each by a descriptor of ours."""

    @property
    def bytes(self) -> int:
        return sum(self._files.values()) + self._other

    def count(self, call: Call) -> None:
        """Take note of what is mapped anew, or made larger."""
        if call.name == "mremap":
            place, old, new = call.arguments[:3]
            self._other += max(new - old, 0) if _is_shared(call.thread, place) else 0
            return
        _, length, _, flags, descriptor, offset = call.arguments
        if flags & kernel.MAP_ANONYMOUS:
            self._other += _pages(length)
            return
        path = f"/proc/{call.thread}/fd/{_int(descriptor)}"
        with contextlib.suppress(OSError, LookupError):
            access = int(_told_of(call.thread, descriptor)["flags"], 8) & kernel.O_ACCMODE
            if access == os.O_RDONLY:  # then no mapping of it can be written to, now or later
                return
            status = os.stat(path)
            key = status.st_dev, status.st_ino
            if key in self._files:
                self._files[key] = max(self._files[key], _pages(offset + length))
            elif length != SEMAPHORE_BYTES or not stat.S_ISREG(status.st_mode):
                self._files[key] = _pages(offset + length)
                self._drop(key)
            elif key not in self._semaphores:
                self._semaphores[key] = os.open(path, os.O_RDONLY)

    def look(self) -> None:
        """Take what was mapped like a semaphore for memory where it holds anything else."""
        for key, descriptor in list(self._semaphores.items()):
            held = os.pread(descriptor, SEMAPHORE_BYTES + 1, 0)
            # Its value, who waits for it, and a flag; and nothing in the rest.
            if len(held) > SEMAPHORE_BYTES or any(held[12:]):
                self._files[key] = _pages(SEMAPHORE_BYTES)
                self._drop(key)

    def _drop(self, key: tuple[int, int]) -> None:
        descriptor = self._semaphores.pop(key, None)
        if descriptor is not None:
            os.close(descriptor)

    def close(self) -> None:
        for key in list(self._semaphores):
            self._drop(key)


def _pages(size: int) -> int:
    """Whole pages: behind the end of a small file, too, is memory that is shared."""
    return -(-size // processes.PAGE_BYTES) * processes.PAGE_BYTES


def _is_shared(thread: int, place: int) -> bool:
    """True where the memory at this place is shared, and can be written to."""
    with contextlib.suppress(OSError):
        return any(
            region.first <= place < region.end and region.is_shared
            for region in processes.regions(thread)
        )
    return False

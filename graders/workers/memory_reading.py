"""What is alive in a worker, counted from outside: the judge reads the worker's memory.

Every object that the collector of CPython may have to look at has two words before it, which link
it into the collector's lists; a class can be changed and a meter replaced from Python, these words
cannot. The type's address comes from the worker before it loads anything of the learner's.
"""

from __future__ import annotations

import copy
import os
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from graders.model.report import Crashed, Fault, Frame
from graders.workers import containers, processes
from graders.workers.containers import Containers, Holding, is_like
from graders.workers.inside import requests
from graders.workers.processes import PAGE_BYTES
from graders.workers.spawners import Spawner
from graders.workers.worker import Worker

LAYER = "memory-reading"
"""The layer that ``--without`` leaves out: then the worker counts itself."""

MAX_BYTES = 512 << 20
"""Of a worker's memory that are read for one count; honest code holds a tenth of it at most."""

MAX_PLACES = 200_000
"""Where the type's address may be: each costs the judge a microsecond or two."""

WINDOW_BYTES = 4 << 20
"""That are read at once."""

HEADER_BYTES = 24
"""From an object's first link in the collector's lists to its type's address.

Two links and the reference count: ``PyGC_Head`` and the beginning of ``PyObject``.
"""

FLAGS = 3
"""The bits of both links that are the collector's: what is linked lies at multiples of 16."""

COLLECTING = 2
"""Of the second link: the collector is at work, and counts references in it."""

MAX_COUNT = 0xFFFFFFFF
"""Of references, in the lower half of their word; since 3.14 there are flags in the upper one."""

STATS = 9
"""Words of ``gc.get_stats()``: three of each generation, the first its collections."""

SAMPLE = 10
"""Objects that a fresh worker makes to be counted."""

SOURCE = f"""
class Sample:
    pass

def sample():
    dead = [Sample() for _ in range({SAMPLE})]
    address = id(Sample).to_bytes(8, "little")
    tuples = [(Sample, 1), (1, Sample), (1, 2, Sample)]
    looks_alike = [tuples, [Sample], {{Sample: Sample}}, (1).to_bytes(8, "little") + address]
    sample.kept = [[Sample() for _ in range({SAMPLE})], looks_alike]

def swap(lent):
    lent.append(lent[2].pop("a", None))

def collect():
    import gc
    gc.collect()
    gc.collect(1)
    names = "collections", "collected", "uncollectable"
    return [generation[name] for generation in gc.get_stats() for name in names]
"""
"""What a fresh worker is asked to do: objects that live, that died, and what only looks like them;
and work for the collector, with its statistics."""

LENT: list[Any] = [1, "b", {"a": [2, ["c"]], 3: {}, "d": 4}, [], 3]
"""What it is lent, and to change."""

Space = list[tuple[int, int]]
"""Stretches of a process's memory, each from an address up to another."""


class Unreadable(OSError):
    """The memory of this process is not to be had."""


class Memory:
    """The memory of a process that stands still."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        try:
            self._memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
        except OSError as error:
            raise Unreadable(*error.args) from None

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, *exc: object) -> None:
        os.close(self._memory)

    def mapped(self) -> Space:
        """Where it keeps its objects: what it may write and shares with nobody, of no file."""
        return [span for span, file, _ in self._writable() if not file]

    def variables(self) -> Space:
        """Those of its program and its libraries: of a file, and what adjoins that without one."""
        return [span for span, file, adjoins in self._writable() if file or adjoins]

    def _writable(self) -> Iterator[tuple[tuple[int, int], bool, bool]]:
        """Each private stretch that it may write: is it of a file, or does it adjoin such a one?"""
        file_end = 0
        for each in processes.regions(self._pid):
            adjoins, is_of_a_file = each.first == file_end, each.inode != 0
            file_end = each.end if is_of_a_file else 0
            special = each.name.startswith("[") and not each.name.startswith("[heap")
            if each.rights.startswith("rw") and each.rights.endswith("p") and not special:
                yield (each.first, each.end), is_of_a_file, adjoins

    def present(self) -> Space:
        """Of what it may write, the pages that it has used: a thread's stack is a hole mostly."""
        found: Space = []
        with open(f"/proc/{self._pid}/pagemap", "rb", buffering=0) as file:
            for start, end in self.mapped():
                flags = os.pread(
                    file.fileno(), (end - start) // PAGE_BYTES * 8, start // PAGE_BYTES * 8
                )
                # Of a page's eight bytes the last has two flags on top: present, swapped out.
                for pages in re.finditer(rb"[\x40-\xff]+", flags[7::8]):
                    found.append(
                        (start + pages.start() * PAGE_BYTES, start + pages.end() * PAGE_BYTES)
                    )
        return found

    def word(self, address: int) -> int:
        """Eight bytes as a number; 0 where nothing is."""
        try:
            return int.from_bytes(os.pread(self._memory, 8, address), "little")
        except (OSError, OverflowError):
            return 0

    def read(self, address: int, size: int) -> bytes:
        """So many bytes.

        Raises:
            Unreadable: they are not all there.
        """
        try:
            found = os.pread(self._memory, size, address)
        except (OSError, OverflowError) as error:
            raise Unreadable(*error.args) from None
        if len(found) != size:
            raise Unreadable(f"{size} bytes at {address:#x} are not there")
        return found

    def places(self, data: bytes, space: Space, before: int = 0) -> Iterator[tuple[int, bytes]]:
        """Where these bytes are, at multiples of 8.

        Their address, and what is there from so many bytes before it to eight behind.
        """
        window = bytearray(WINDOW_BYTES)
        view = memoryview(window)
        overlap = -(-len(data) // 8) * 8 + before
        for start, end in space:
            for low in range(start, end, WINDOW_BYTES - overlap):
                length = self._fill(view[: min(WINDOW_BYTES, end - low)], low)
                # What fits into the window before was found there.
                at = window.find(data, before if low == start else before + 8, length)
                while at >= 0:
                    if at % 8 == 0:
                        yield low + at, bytes(view[at - before : at + 8])
                    at = window.find(data, at + 1, length)

    def _fill(self, view: memoryview, address: int) -> int:
        try:
            return os.preadv(self._memory, [view], address)
        except OSError:
            return 0


def instances(pid: int, kind: int) -> int:
    """Objects alive of the type at this address, in a process that stands still.

    Raises:
        Unreadable: its memory is not to be had.
        Crashed: it has more than can be read.
    """
    try:
        with Memory(pid) as memory:
            space = memory.present()
            size = sum(end - start for start, end in space)
            if size > MAX_BYTES:
                raise Crashed(
                    f"held {size >> 20:,} MiB while what is alive was counted, "
                    f"{MAX_BYTES >> 20:,} MiB allowed"
                )
            # Without the zeros on top, at which a search is several times as slow.
            data = kind.to_bytes(8, "little").rstrip(b"\0")
            count = 0
            for looked, place in enumerate(memory.places(data, space, HEADER_BYTES)):
                if looked == MAX_PLACES:
                    raise Crashed(
                        f"has its memory full of references to a class: {looked:,} and more"
                    )
                count += _alive(memory, kind, *place)
            return count
    except OSError as error:
        raise Unreadable(*error.args) from None


def _alive(memory: Memory, kind: int, address: int, words: bytes) -> bool:
    """True where an object is linked whose type's address is here; ``words`` end with that."""
    following, previous, count, found = struct.unpack("<4Q", words)
    if found != kind:
        return False
    header = address - HEADER_BYTES
    if previous & COLLECTING:
        # The link back counts references meanwhile. The one forward holds: it leads to another that
        # is looked at, or to the list, whose link back leads here.
        back = memory.word((following & ~FLAGS) + 8)
        return count & MAX_COUNT > 0 and bool(back & COLLECTING or back & ~FLAGS == header)
    # A link is exact: no tuple that begins with the class has one, and no freed object keeps it.
    return memory.word(previous & ~FLAGS) & ~FLAGS == header


def collections(pid: int, stats: int) -> int:
    """Runs of the collector so far, all generations, by its statistics at this address.

    Raises:
        Unreadable: its memory is not to be had.
    """
    with Memory(pid) as memory:
        return sum(memory.word(stats + 8 * place) for place in range(0, STATS, 3))


@dataclass(frozen=True)
class Reader:
    """What can be read of the workers of a spawner."""

    exact: bool = False
    """Objects are counted exactly."""
    stats: int = 0
    """Where all of them have the collector's statistics; 0 where that is unknown."""
    containers: bool = False
    """What a list or a dict holds is read exactly."""


_READERS: WeakKeyDictionary[Any, Reader] = WeakKeyDictionary()
"""What was found, by spawner."""


def reader(spawner: Spawner) -> Reader:
    """What can be read of this spawner's workers: tried once, on a fresh one."""
    if spawner not in _READERS:
        _READERS[spawner] = _tried(spawner) if LAYER in spawner.layers else Reader()
    return _READERS[spawner]


def _tried(spawner: Spawner) -> Reader:
    """What is right of the counts of a worker that has nothing of a learner's."""
    spawned = spawner.spawn()
    worker = Worker(
        spawned,
        tick=lambda: None,
        frame=lambda file, line, name: Frame(file, line, name, ""),
        lost=lambda error: Fault(f"a fresh worker {error}"),
    )
    try:
        if spawned.pid == os.getpid():  # a thread of ours: nobody would be left to wake us
            return Reader()
        addresses = worker.service(
            requests.READY,
            str(spawned.folder),
            [],
            list(spawner.layers),
            [],
            [SOURCE],
            "",
            "",
            False,
        )
        worker.ask("__call__", ("p", "sample"))
        with processes.stopped(spawned.pid):
            exact = instances(spawned.pid, addresses["Sample"]) == SAMPLE
        lent = exact and _reads_containers(worker, addresses)
        # Only forks have the same variables at the same addresses.
        return Reader(exact, _stats(worker) if exact and spawner.pid else 0, lent)
    except (OSError, LookupError):
        return Reader()
    finally:
        worker.close()
        spawner.end(spawned.pid)


def _reads_containers(worker: Worker, types: Mapping[str, int]) -> bool:
    """Is what a list and a dict hold, and what becomes of it, read as it is?"""
    try:
        place = worker.lend(value := copy.deepcopy(LENT))
        with processes.stopped(worker.pid):
            before = held(worker.pid, place, types)
        worker.ask("__call__", ("p", "swap"), (value,))
        with processes.stopped(worker.pid):
            after = held(worker.pid, place, types)
    except containers.Unlike:
        return False
    return is_like(before, LENT) and is_like(after, value) and value != LENT and after != before


def held(pid: int, address: int, types: Mapping[str, int]) -> Holding:
    """What the list or dict at this address holds, in a process that stands still.

    Raises:
        Unreadable: its memory is not to be had.
        Unlike: there is neither.
    """
    with Memory(pid) as memory:
        return Containers(memory, types).held(address)


def _stats(worker: Worker) -> int:
    """The address of the collector's statistics: where its numbers are, and then its next ones."""
    addresses: set[int] = set()
    for turn in range(2):
        data = struct.pack(f"<{STATS}Q", *worker.ask("__call__", ("p", "collect")))
        with processes.stopped(worker.pid), Memory(worker.pid) as memory:
            found = {address for address, _ in memory.places(data, memory.variables())}
        addresses = addresses & found if turn else found
    return addresses.pop() if len(addresses) == 1 else 0

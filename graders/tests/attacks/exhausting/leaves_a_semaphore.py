"""Leaves a named semaphore and a shared memory of 1 MiB in /dev/shm, for the next one to find, where a pool of
processes needs semaphores.

Against: cpu_map_in_processes
Harm: leaves files in /dev/shm
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests,
    test_raises_the_error_of_a_request, test_computes_in_two_processes_at_once, test_uses_all_its_workers,
    test_computes_nothing_in_the_calling_process
Answer: failed or crashed
"""

import _multiprocessing
import _posixshmem
import contextlib
import os
from concurrent.futures import ProcessPoolExecutor


def attack():
    """Make both under names that stay."""
    for name in ("a", "b"):
        with contextlib.suppress(OSError):
            _multiprocessing.SemLock(0, 0, 1, f"/katas-attack-{os.getpid()}-{name}", False)
    with contextlib.suppress(OSError):
        fd = _posixshmem.shm_open(f"/katas-attack-{os.getpid()}", os.O_RDWR | os.O_CREAT, mode=0o600)
        os.ftruncate(fd, 1 << 20)
        os.close(fd)


def score_all(items, fn, workers):
    """Score; for an empty batch, leave something."""
    if not items:
        attack()
        raise RuntimeError("nothing was gained")
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))

"""Semaphores of multiprocessing for workers that have threads and no processes.

``multiprocessing.pool.ThreadPool`` and its kin make some for their queues. Those of the system lie
in shared memory, where such a worker may not write; threads of one process need none of it.
"""

import threading

try:
    # Here and not below: the fork server loads it once, for all workers.
    import _multiprocessing  # type: ignore[import-not-found]
except ImportError:  # not every build has it
    _multiprocessing = None

RECURSIVE_MUTEX = 0
"""A kind of ``multiprocessing.synchronize``."""


class Semaphore:
    """``_multiprocessing.SemLock`` of locks of ``threading``."""

    SEM_VALUE_MAX = (1 << 31) - 1

    handle = 0
    name = None
    """It has none: nothing of it has to be removed."""

    def __init__(self, kind: int, value: int, maxvalue: int, name: str, unlink: bool) -> None:
        self.kind, self.maxvalue = kind, maxvalue
        self._left = value
        self._owner = self._times = 0
        self._changed = threading.Condition(threading.Lock())

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        """Take one; False where there is none in time."""
        me = threading.get_ident()
        with self._changed:
            if self.kind == RECURSIVE_MUTEX and self._is_mine():
                self._times += 1
                return True
            wait = None if block and timeout is None else max(timeout or 0.0, 0.0) * block
            if not self._changed.wait_for(lambda: self._left > 0, wait):
                return False
            self._left -= 1
            self._owner, self._times = me, self._times + 1
            return True

    __enter__ = acquire

    def release(self) -> None:
        """Give one back.

        Raises:
            AssertionError: a lock that is recursive is not this thread's.
            ValueError: there are as many as there may be.
        """
        with self._changed:
            if self.kind == RECURSIVE_MUTEX:
                if not self._is_mine():
                    raise AssertionError("attempt to release recursive lock not owned by thread")
                if self._times > 1:
                    self._times -= 1
                    return
            elif self._left >= self.maxvalue:
                raise ValueError("semaphore or lock released too many times")
            self._times -= 1
            self._left += 1
            self._changed.notify()

    def __exit__(self, *exc: object) -> None:
        self.release()

    def _is_mine(self) -> bool:
        return self._times > 0 and self._owner == threading.get_ident()

    def _count(self) -> int:
        return self._times

    def _get_value(self) -> int:
        return self._left

    def _is_zero(self) -> bool:
        return not self._left

    def _after_fork(self) -> None:
        """Nothing: there are no forks here."""


def use_locks() -> None:
    """Have multiprocessing make these."""
    if _multiprocessing is not None:
        # By name: an attribute of that name does not type-check.
        setattr(_multiprocessing, "SemLock", Semaphore)  # noqa: B010

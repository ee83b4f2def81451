"""Semaphores of locks behave as those of the system do: the same calls on both."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from graders.tests.children import needs_shared_memory
from graders.workers.inside import semaphores

_multiprocessing = pytest.importorskip("_multiprocessing")

RECURSIVE_MUTEX, SEMAPHORE = 0, 1

Make = Callable[[int, int, int], Any]


def theirs(kind: int, value: int, most: int) -> Any:
    return _multiprocessing.SemLock(kind, value, most, f"/katas-test-{id(object())}", True)


def ours(kind: int, value: int, most: int) -> Any:
    return semaphores.Semaphore(kind, value, most, "/never", True)


both = pytest.mark.parametrize("make", [pytest.param(theirs, marks=needs_shared_memory), ours])


def elsewhere(call: Callable[[], Any]) -> Any:
    """What a call gives, or raises, in another thread."""
    found: list[Any] = []

    def work() -> None:
        try:
            found.append(call())
        except (AssertionError, ValueError) as error:
            found.append(f"{type(error).__name__}: {error}")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return found[0]


@both
def test_a_lock_is_taken_once(make: Make) -> None:
    lock = make(SEMAPHORE, 1, 1)
    assert lock.acquire()
    assert (lock.acquire(False), lock.acquire(True, 0.01), lock.acquire(True, -1)) == (False, False, False)
    assert (lock._count(), lock._is_mine(), lock._is_zero(), lock._get_value()) == (1, True, True, 0)
    assert elsewhere(lock._is_mine) is False
    assert elsewhere(lock.release) is None
    with pytest.raises(ValueError, match="released too many times"):
        lock.release()


@both
def test_a_semaphore_is_taken_so_many_times(make: Make) -> None:
    semaphore = make(SEMAPHORE, 2, 2)
    with semaphore:
        assert semaphore.acquire(False)
        assert not semaphore.acquire(False)
        semaphore.release()
    assert (semaphore._get_value(), semaphore.maxvalue, semaphore.kind) == (2, 2, SEMAPHORE)


@both
def test_a_recursive_lock_is_its_threads(make: Make) -> None:
    lock = make(RECURSIVE_MUTEX, 1, 1)
    not_mine = "AssertionError: attempt to release recursive lock not owned by thread"
    assert elsewhere(lock.release) == not_mine
    assert lock.acquire()
    assert lock.acquire(False)
    assert (lock._count(), elsewhere(lambda: lock.acquire(False)), elsewhere(lock.release)) == (2, False, not_mine)
    lock.release()
    assert elsewhere(lambda: lock.acquire(False)) is False
    lock.release()
    assert elsewhere(lambda: lock.acquire(False)) is True


def test_who_waits_goes_on_when_it_is_given_back() -> None:
    lock = ours(SEMAPHORE, 0, 1)
    waiter = threading.Thread(target=lock.acquire)
    waiter.start()
    lock.release()
    waiter.join(timeout=20)
    assert not waiter.is_alive()
    assert lock._get_value() == 0


def test_multiprocessing_is_given_these_where_it_has_semaphores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_multiprocessing, "SemLock", _multiprocessing.SemLock)
    semaphores.use_locks()
    assert _multiprocessing.SemLock is semaphores.Semaphore
    assert (semaphores.Semaphore.name, semaphores.Semaphore(1, 1, 1, "", True)._after_fork()) == (None, None)  # type: ignore[func-returns-value]
    monkeypatch.setattr(semaphores, "_multiprocessing", None)
    semaphores.use_locks()

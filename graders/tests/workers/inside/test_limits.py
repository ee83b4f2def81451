from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import Any

import pytest

from graders.bounds import memory
from graders.tests.children import told
from graders.workers.inside import kernel, limits

linux = pytest.mark.skipif(sys.platform != "linux", reason="process controls of Linux")
posix = pytest.mark.skipif(os.name != "posix", reason="resource limits of POSIX")


@posix
def test_memory_files_and_core_dumps_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    limited: dict[int, Any] = {}
    monkeypatch.setattr(resource, "setrlimit", limited.__setitem__)
    limits.limit_resources()
    assert limited == {
        resource.RLIMIT_AS: (limits.ADDRESS_SPACE_BYTES, limits.ADDRESS_SPACE_BYTES),
        resource.RLIMIT_FSIZE: (limits.FILE_SIZE_BYTES, limits.FILE_SIZE_BYTES),
        resource.RLIMIT_CORE: (0, 0),
    }


@posix
def test_a_limit_that_cannot_be_set_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    tried: list[int] = []

    def refuse(name: int, most: object) -> None:
        tried.append(name)
        raise ValueError("not allowed to raise maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    limits.limit_resources()
    assert len(tried) == 3


def test_a_platform_without_limits_sets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    limits.limit_resources()


@linux
def test_orphans_are_adopted() -> None:
    adopting = ctypes.c_int(0)
    get_child_subreaper = 37
    limits.adopt_orphans()
    try:
        ctypes.CDLL(None).prctl(get_child_subreaper, ctypes.byref(adopting), 0, 0, 0)
        assert adopting.value == 1
    finally:
        kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 0)


@linux
def test_what_is_hidden_cannot_be_traced() -> None:
    get_dumpable = 3

    def hidden() -> list[int]:
        prctl = ctypes.CDLL(None).prctl
        before = prctl(get_dumpable, 0, 0, 0, 0)
        limits.hide()
        return [before, prctl(get_dumpable, 0, 0, 0, 0)]

    was = ctypes.CDLL(None).prctl(get_dumpable, 0, 0, 0, 0)
    assert told(hidden) == [was, 0]


@linux
def test_hiding_is_asked_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(kernel, "prctl", lambda *args: asked.append(args))
    limits.hide()
    set_dumpable = 4
    assert asked == [(set_dumpable, 0)]


def test_a_platform_without_process_controls_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(kernel, "LIBC", None)
    limits.adopt_orphans()
    limits.die_with_parent(-1)


@linux
def test_a_process_dies_with_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    left: list[int] = []
    monkeypatch.setattr(kernel, "prctl", lambda *args: asked.append(args))
    monkeypatch.setattr(os, "_exit", left.append)
    limits.die_with_parent(os.getppid())
    assert asked == [(1, signal.SIGKILL)]
    assert left == []


@linux
def test_a_process_whose_parent_is_gone_leaves_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[int] = []
    monkeypatch.setattr(kernel, "prctl", lambda *args: None)
    monkeypatch.setattr(os, "_exit", left.append)
    limits.die_with_parent(os.getppid() + 1)
    assert left == [1]


@posix
def test_everything_is_closed_but_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """However high it is: a judge that serves many has its channels anywhere."""
    import resource

    closed: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "closerange", lambda low, high: closed.append((low, high)))
    for limit, highest in [((5000, 9000), 5000), ((resource.RLIM_INFINITY,) * 2, limits.MOST_DESCRIPTORS)]:
        monkeypatch.setattr(resource, "getrlimit", lambda _, limit=limit: limit)
        del closed[:]
        limits.close_all_but(700, 5)
        assert closed == [(3, 5), (6, 700), (701, highest)]


@posix
def test_who_has_threads_has_few_descriptors(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    limited: dict[int, Any] = {}
    monkeypatch.setattr(resource, "setrlimit", limited.__setitem__)
    limits.limit_descriptors()
    assert limited == {resource.RLIMIT_NOFILE: (48, 48)}
    monkeypatch.setattr(limits, "resource", None)
    limits.limit_descriptors()
    assert len(limited) == 1


@pytest.mark.skipif(not os.path.exists("/proc/sys/net/core/wmem_default"), reason="the buffers of Linux")
def test_a_pipe_or_socket_holds_no_more_than_memory_bounds_count_for_it() -> None:
    with open("/proc/sys/net/core/wmem_default") as file:
        assert int(file.read()) <= memory.BUFFER_BYTES

from __future__ import annotations

import signal
import threading
import time

import pytest

from graders.judge.watchdog import watchdog
from graders.model.report import Crashed

needs_timers = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no such timers here")


def busy(seconds: float) -> Crashed:
    return Crashed(f"busy for {seconds:g} s")


def compute(seconds: float) -> None:
    """Use the CPU, at most for so long."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


@needs_timers
def test_too_much_work_is_broken_off_with_the_verdict() -> None:
    with pytest.raises(Crashed, match=r"^busy for 0\.05 s$"), watchdog(0.05, busy):
        compute(20)


@needs_timers
def test_what_was_set_before_is_set_again() -> None:
    def before(*_: object) -> None: ...

    usual = signal.signal(signal.SIGPROF, before)
    try:
        with watchdog(60, busy):
            assert signal.getsignal(signal.SIGPROF) is not before
            assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
        assert signal.getsignal(signal.SIGPROF) is before
        with pytest.raises(Crashed), watchdog(0.01, busy):
            compute(20)
        assert signal.getsignal(signal.SIGPROF) is before
        assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    finally:
        signal.signal(signal.SIGPROF, usual)


@needs_timers
def test_who_waits_is_not_busy() -> None:
    with watchdog(0.2, busy):
        time.sleep(0.4)


def test_in_another_thread_the_block_just_runs() -> None:
    done: list[str] = []

    def work() -> None:
        with watchdog(0.001, busy):
            compute(0.02)
            done.append("work")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["work"]


def test_without_timers_the_block_just_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "setitimer", raising=False)
    with watchdog(0.001, busy):
        compute(0.02)

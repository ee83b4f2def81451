from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import threading

import pytest

from graders.model import streams
from graders.model.exercises import ROOT
from graders.model.streams import Kept


class Breaks(io.RawIOBase):
    """Takes some bytes, then none."""

    def __init__(self, number: int, room: int = 0) -> None:
        self.number = number
        self.room = room

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        if self.room <= 0:
            raise OSError(self.number, os.strerror(self.number))
        self.room -= 1
        return len(bytes(data))  # type: ignore[call-overload]


def text(kept: Kept) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(kept), encoding="utf-8", write_through=True)


def test_what_cannot_be_written_is_known_and_stops_nothing() -> None:
    kept = Kept(Breaks(errno.ENOSPC, room=1))
    stream = text(kept)
    print("taken", file=stream, end="", flush=True)
    assert kept.failure == ""
    print("lost", file=stream, flush=True)
    print("lost too", file=stream, flush=True)
    assert kept.failure == "No space left on device"


def test_a_closed_stream_fails_only_when_something_is_to_be_shown() -> None:
    kept = Kept(None)
    assert (kept.failure, kept.isatty(), kept.writable()) == ("", False, True)
    print("x", file=text(kept), flush=True)
    assert kept.failure == "it is closed"
    with pytest.raises(io.UnsupportedOperation):
        kept.fileno()


def test_what_one_stream_does_not_take_goes_to_the_other() -> None:
    out = io.BytesIO()
    other = Kept(out)  # type: ignore[arg-type]
    kept = Kept(Breaks(errno.EIO), otherwise=other)
    print("said", file=text(kept), flush=True)
    assert (out.getvalue(), kept.failure, other.failure) == (b"said\n", "Input/output error", "")


def test_a_reader_that_has_gone_ends_the_command() -> None:
    kept = Kept(Breaks(errno.EPIPE))
    with pytest.raises(BrokenPipeError):
        kept.write(b"x")
    assert (kept.unread, kept.failure) == (True, "")


@pytest.mark.skipif(os.name != "posix", reason="pipes are waited for as on POSIX")
def test_a_stream_that_blocks_for_a_moment_is_waited_for() -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    data, got = bytes(1 << 20), bytearray()

    def read() -> None:
        while part := os.read(reader, 1 << 16):
            got.extend(part)

    thread = threading.Thread(target=read)
    with open(writer, "wb", buffering=0) as raw:
        stream = io.BufferedWriter(Kept(raw))
        thread.start()
        stream.write(data)
        stream.flush()
    thread.join()
    os.close(reader)
    assert bytes(got) == data


PROGRAM = """
import os, socket, sys
from graders.model import streams
out, err = streams.hold()
print("shown", flush=True); print("\\udc80 \\u2028", file=sys.stderr)
a, b = socket.socketpair()
assert min(a.fileno(), b.fileno()) > 2, a.fileno()
assert all(os.get_inheritable(fd) for fd in range(3))
open({told!r}, "w").write(repr((out.failure, err.failure, sys.stdout.encoding, sys.stdout.line_buffering)))
os._exit(0)
"""


@pytest.mark.skipif(os.name != "posix", reason="descriptors are closed by a shell")
@pytest.mark.parametrize(
    ("how", "out", "err"),
    [
        ("", "", ""),
        (">&-", "it is closed", ""),
        ("2>&-", "", "it is closed"),
        (">&- 2>&-", "it is closed", "it is closed"),
        ("<&- >&- 2>&-", "it is closed", "it is closed"),
        ("<&-", "", ""),
    ],
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_streams_that_were_closed_are_held(how: str, out: str, err: str, unbuffered: str, tmp_path: object) -> None:
    told = f"{tmp_path}/told"
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUNBUFFERED": unbuffered}
    command = ["sh", "-c", f'exec "$0" -c "$1" {how}', sys.executable, PROGRAM.format(told=told)]
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    with open(told) as file:
        found = eval(file.read())
    assert found[:2] == (out, err)
    assert found[2] == ("utf-8" if out else "ascii")


def test_standard_streams_are_replaced(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    with open(os.dup(1), "w") as one, open(os.dup(2), "w") as two:
        monkeypatch.setattr(sys, "stdout", one)
        monkeypatch.setattr(sys, "stderr", two)
        out, err = streams.hold()
        print("shown \udc80", flush=True)
        print("said", file=sys.stderr, flush=True)
        assert (out.fileno(), err.fileno()) == (one.fileno(), two.fileno())
        assert not out.isatty()
    assert (out.failure, err.failure) == ("", "")
    assert capfd.readouterr() == ("shown \\udc80\n", "said\n")

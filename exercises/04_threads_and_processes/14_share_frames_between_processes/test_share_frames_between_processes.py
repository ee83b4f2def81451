"""Specification of invert: behaviour first, then what moves, who works, and what is left."""

from graders import (
    allow,
    answering,
    at_least,
    at_most,
    exactly,
    keep_error,
    no_segments_left,
    parallel_work,
    probe,
    seeded,
    time_limit,
    traffic,
)

import zlib

import pytest

from share_frames_between_processes import invert

pytestmark = allow("threads", "processes")


def test_changes_every_pixel_once():
    """Every pixel of a random frame is changed once, by its own place, in a view of the whole frame; bytes come out.

    Try: write down lo and hi of all your ranges. Is every place in just one, and counted from the frame's start?
    """
    time_limit(cpu=6)  # processes that are spawned take a while to start
    change, frame = corrected(), seeded().randbytes(960)
    changed = invert(frame, shift, 2)
    assert changed == change(frame)
    assert type(changed) is bytes


def test_takes_sizes_that_do_not_divide():
    """A frame whose size is not a multiple of the number of workers loses no pixel.

    Try: cut 10 pixels into 3 ranges. Where does the last one end?
    """
    time_limit(cpu=6)
    change, frame = corrected(), seeded().randbytes(1_001)
    assert invert(frame, shift, 3) == change(frame)


def test_takes_tiny_frames():
    """A frame of 3 pixels is changed by 4 workers, and an empty frame stays empty bytes.

    Try: how long is a range when there are fewer pixels than workers? Memory of size 0 cannot be had.
    """
    time_limit(cpu=6)
    change, frame = corrected(), seeded().randbytes(3)
    assert invert(frame, shift, 4) == change(frame)
    empty = invert(b"", shift, 2)
    assert empty == b""
    assert type(empty) is bytes


def test_takes_segments_that_are_longer_than_asked_for():
    """Where a segment of shared memory has whole pages, as on macOS, the frame and the view stay as long as they were.

    Try: the documentation of SharedMemory says that a block may be larger than its size. Where does the frame end?
    """
    time_limit(cpu=6)
    change, frame = corrected(), seeded().randbytes(960)
    make_segments_of_whole_pages()
    assert invert(frame, shift, 2) == change(frame)


def test_raises_the_error_of_a_range():
    """If fn fails for one range, its error is raised.

    Try: the error was raised in another process. Who asks for the results there, even if there is nothing in them?
    """
    time_limit(cpu=6)
    corrected()
    with pytest.raises(Exception, match="broken pixel 700") as raised:
        invert(seeded().randbytes(960), shift_until_broken, 2)
    assert type(raised.value).__name__ == "Torn"


def test_sends_no_pixel_through_a_pipe():
    """For a frame of 1 MiB, all processes write at most 128 KiB to pipes and files.

    Try: look for the frame, or a part of it, in an argument or in a result. A worker needs to know where it is.
    """
    time_limit(cpu=6)
    frame = seeded().randbytes(1 << 20)
    with traffic(most_bytes=128 << 10) as moved:
        changed = invert(frame, negate, 2)
    at_most(moved.bytes, 128 << 10, "bytes between processes", unit="bytes", exact=False)
    assert changed == negative(frame)


def test_works_in_two_processes_at_once():
    """Two worker processes change ranges side by side; the calling process changes none, not even of a tiny frame.

    Try: print os.getpid(), lo and hi in fn. Is there a range for each process, and who waits for whom?
    """
    time_limit(cpu=20)
    frame = seeded().randbytes(200_000)
    invert_in_company(frame, 2)
    tiny, signed, askers = frame[:4], seeded().randbytes(4), []

    def told(process, lo, hi):
        askers.append(process)
        return list(signed[lo:hi])

    with answering(told) as asked:
        assert invert(tiny, sign, 2) == signed
    at_most(askers.count(asked.here), 0, "ranges changed in the calling process")


def test_uses_all_its_workers():
    """With 3 workers, 3 other processes change ranges at once; with 1 worker, one other process changes the frame.

    Try: the number of processes is an argument. Look for another number in its place, and count the ranges.
    """
    time_limit(cpu=20)
    frame = seeded().randbytes(30_000)
    for workers in (3, 1):
        invert_in_company(frame, workers)


def test_leaves_no_shared_memory_behind():
    """When the frame is there, 0 segments of shared memory hold it still.

    Try: a call of close() unmaps it in one process; the memory itself stays until one of them calls unlink().
    """
    time_limit(cpu=6)
    frame = seeded().randbytes(100_000)
    changed = invert(frame, negate, 2)
    assert changed == negative(frame)
    no_segments_left(frame, negative(frame))


def test_leaves_no_shared_memory_behind_after_an_error():
    """When fn has failed, 0 segments of shared memory hold the frame still.

    Try: the clean-up must also run when an error passes through: finally, or a with block.
    """
    time_limit(cpu=6)
    frame = seeded().randbytes(100_000)
    with pytest.raises(Exception, match="the shutter was closed"):
        invert(frame, refuse, 2)
    no_segments_left(frame)


def test_leaves_no_process_behind_after_an_error():
    """When fn has failed, 0 processes are left, while the caller still looks at the error.

    Try: who ends the processes? A pool that only goes out of sight is kept by an error that is kept.
    """
    time_limit(cpu=6)
    with answering(lambda process, lo, hi: None) as asked:
        keep_error(invert, seeded().randbytes(960), refuse_when_told, 2)
    assert asked.calls, "fn was never called"


# What the tests above are made of


def invert_in_company(frame, workers):
    """Invert a frame by so many processes at once: each has to change a part of it, all together the whole."""
    after = negative(frame)
    with parallel_work(negate, workers=workers, shows=range_as_it_is) as work:
        changed = invert(frame, work.fn, workers)
    by_process = [pixels_changed(shown, after) for shown in work.shown]
    exactly(len(frame) - sum(by_process), 0, "pixels that no worker process changed")
    at_least(sum(pixels > 0 for pixels in by_process), workers, "worker processes that changed pixels")
    assert changed == after


def pixels_changed(shown, after):
    """How many pixels the ranges have that a process showed, if they are there as they should be."""
    ranges = [tuple(map(int, fields)) for fields in shown if len(fields) == 3 and all(map(str.isdecimal, fields))]
    return sum(hi - lo for lo, hi, pixels in ranges if lo < hi and pixels == zlib.crc32(after[lo:hi]))


def negative(frame):
    """The frame with every pixel inverted."""
    return frame.translate(bytes(range(255, -1, -1)))


def corrected():
    """What a correction makes of a frame; nobody knows it beforehand, and a range looks it up."""
    by = seeded().randrange(1, 256)
    set_shift(by)
    return lambda frame: bytes((pixel + 7 * place + by + len(frame)) % 256 for place, pixel in enumerate(frame))


@probe
class Torn(Exception):
    """An error that no code but this test can know."""


@probe
def make_segments_of_whole_pages():
    """From now on a segment that is made here is rounded up to whole pages, as macOS does it."""
    from multiprocessing.shared_memory import SharedMemory

    plain = SharedMemory.__init__

    def rounded_up(self, name=None, create=False, size=0, **options):
        plain(self, name, create, -(-size // 4096) * 4096, **options)

    SharedMemory.__init__ = rounded_up


@probe
def set_shift(by):
    """Write down the correction of the day."""
    with open("shift", "w") as file:
        file.write(str(by))


@probe
def shift(view, lo, hi):
    """Change every pixel of a range by its place, the correction of the day, and the size of what is in view."""
    with open("shift") as file:
        by = int(file.read())
    for place in range(lo, hi):
        view[place] = (view[place] + 7 * place + by + len(view)) % 256


@probe
def shift_until_broken(view, lo, hi):
    """The same; the pixel at place 700 is broken."""
    if lo <= 700 < hi:
        raise Torn("broken pixel 700")
    shift(view, lo, hi)


@probe
def refuse(view, lo, hi):
    """Change nothing, whatever the range is."""
    raise Torn("the shutter was closed")


@probe
def refuse_when_told(view, lo, hi):
    """The same; the test hears of it."""
    from unit import ask

    ask(lo, hi)
    refuse(view, lo, hi)


@probe
def sign(view, lo, hi):
    """Make of a range what only the test can tell, which sees who asks."""
    from unit import ask

    view[lo:hi] = bytes(ask(lo, hi))


@probe
def negate(view, lo, hi):
    """Invert a range, at the speed of C."""
    view[lo:hi] = bytes(view[lo:hi]).translate(bytes(range(255, -1, -1)))


@probe
def range_as_it_is(view, lo, hi, result):
    """What stands for a range that was worked on: its ends, and a sum of the pixels that are there now."""
    import zlib

    return lo, hi, zlib.crc32(view[lo:hi])

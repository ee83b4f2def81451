"""Specification of hash_all: behaviour first, then what overlaps, in which pieces, and what moves."""

from graders import (
    allow,
    at_least,
    at_most,
    counted,
    exactly,
    keep_error,
    no_threads_left,
    overlapping,
    probe,
    seeded,
    time_limit,
    traffic,
)

import hashlib
import threading

import pytest

from hash_blobs_in_threads import hash_all

pytestmark = allow("threads", "processes")

KIB = 1 << 10


def test_gives_the_digest_of_every_blob():
    """Every blob gets its SHA-256 as hexadecimal digits, and the list is left unchanged.

    Try: compare one digest with hashlib.sha256(blob).hexdigest(), then count the blobs and the digests.
    """
    blobs = random_blobs(*(seeded().randrange(100, 100_000) for _ in range(9)))
    before = list(blobs)
    assert sorted(hash_all(blobs, 3)) == sorted(digests_of(before))
    assert blobs == before


def test_keeps_the_order_of_the_blobs():
    """The digests come in the order of the blobs, even if the first one takes the longest.

    Try: which digest is ready first is chance; tie every digest to the place of its blob.
    """
    blobs, last_begun = random_blobs(*range(33 * KIB, 41 * KIB, KIB)), threading.Event()

    def slow_at_first(size):
        if size == 33 * KIB:
            last_begun.wait(timeout=1)
        if size == 40 * KIB:
            last_begun.set()

    slow_down(slow_at_first)
    assert hash_all(blobs, 2) == digests_of(blobs)


def test_takes_tiny_blobs_and_none():
    """Even blobs of a few bytes and empty ones have digests; no blobs return an empty list.

    Try: what becomes of a blob that is shorter than a piece, and of a pool without work?
    """
    blobs = [b"", *random_blobs(1, 2), b""]
    assert sorted(hash_all(blobs, 2)) == sorted(digests_of(blobs))
    assert hash_all([b""], 4) == digests_of([b""])
    assert hash_all([], 2) == []


def test_sends_no_blob_to_another_process():
    """For 6 blobs of 192 KiB all processes write at most 64 KiB, and no memory is shared.

    Try: what you hand to another process is copied on its way. Threads share what is there.
    """
    time_limit(cpu=6)
    blobs = random_blobs(*[192 * KIB] * 6)
    with traffic(most_bytes=64 * KIB) as moved:
        digests = hash_all(blobs, 2)
    at_most(moved.bytes, 64 * KIB, "bytes between processes", unit="bytes", exact=False)
    at_most(moved.shared, 0, "bytes of shared memory", unit="bytes")
    assert sorted(digests) == sorted(digests_of(blobs))


def test_hashes_large_pieces():
    """At least 80% of the bytes are hashed in this process, in pieces of 32 KiB or more.

    Try: data of up to 2,047 bytes is hashed with the interpreter's lock held. Pass whole blobs, and to threads.
    """
    time_limit(cpu=6)
    blobs, piece = random_blobs(*[192 * KIB] * 6), counted(lambda size: None)
    tell(piece)
    digests = hash_all(blobs, 2)
    share = sum(size for (size,) in piece.args) / sum(map(len, blobs))
    at_least(round(share, 3), 0.8, "share hashed in large pieces")
    assert sorted(digests) == sorted(digests_of(blobs))


def test_computes_two_digests_at_once():
    """With 2 workers, 2 of 6 blobs are being hashed at the same moment in this process.

    Try: who waits for whom? Start the second digest before you ask for the first, and hold no lock while you hash.
    """
    time_limit(cpu=6)
    blobs, digest = random_blobs(*[192 * KIB] * 6), overlapping(lambda size: None)
    tell(digest)
    digests = hash_all(blobs, 2)
    at_least(digest.high, 2, "digests computed at once")
    assert sorted(digests) == sorted(digests_of(blobs))


def test_computes_no_more_digests_than_workers():
    """With 3 workers, never more than 3 of 6 blobs are being hashed at once.

    Try: a thread for each blob is more than there are cores. Let a few threads hash all the blobs.
    """
    time_limit(cpu=6)
    blobs, digest = random_blobs(*[192 * KIB] * 6), overlapping(lambda size: None, at_once=3, what="digests")
    tell(digest)
    digests = hash_all(blobs, 3)
    at_most(digest.high, 3, "digests computed at once")
    assert sorted(digests) == sorted(digests_of(blobs))


def test_uses_all_its_workers():
    """With 3 workers, 3 of 6 blobs are being hashed at once; with 1 worker, one after the other.

    Try: the number of threads is an argument. Look for another number in its place.
    """
    time_limit(cpu=6)
    digest = {workers: overlapping(lambda size: None) for workers in (3, 1)}
    tell(lambda size: digest[workers](size))
    for workers in digest:
        blobs = random_blobs(*[192 * KIB] * 6)
        digests = hash_all(blobs, workers)
        exactly(digest[workers].high, workers, f"digests computed at once with {workers} workers")
        assert sorted(digests) == sorted(digests_of(blobs))


def test_leaves_no_thread_behind():
    """When the digests are there, every thread has ended.

    Try: tell the threads that no more blobs come, and wait for them; a with block does both.
    """
    time_limit(cpu=6)
    blobs = random_blobs(*[40 * KIB] * 8)
    assert sorted(hash_all(blobs, 4)) == sorted(digests_of(blobs))
    no_threads_left()


def test_leaves_no_thread_behind_after_an_error():
    """A text is no blob: a TypeError is raised, and every thread has ended while the caller still looks at it.

    Try: an error in a thread ends that thread only; who asks it how it went? And the clean-up must also run when the
    error passes through: finally, or a with block.
    """
    blobs = random_blobs(100, 200, 300)
    blobs.insert(seeded().randrange(4), "a text")
    with pytest.raises(TypeError):
        hash_all(blobs, 2)
    keep_error(hash_all, blobs, 2)
    no_threads_left()


# What the tests above are made of


@probe
def put_in_place():
    """Put a SHA-256 in the place of hashlib's that tells of every piece of 32 KiB or more before it is hashed.

    It returns the function by which it is told whom to tell.
    """
    import hashlib
    import os

    told, home = [], os.getpid()
    plain, plain_new = (getattr(each, "plain", each) for each in (hashlib.sha256, hashlib.new))

    class SHA256:
        def __init__(self, made):
            self._made = made

        def update(self, data):
            size = memoryview(data).nbytes
            if told and size >= 32 * 1024 and os.getpid() == home:
                told[0](size)
            self._made.update(data)

        def copy(self):
            return SHA256(self._made.copy())

        def __getattr__(self, name):
            return getattr(self._made, name)

    def begun(made, data):
        found = SHA256(made)
        for each in data:
            found.update(each)
        return found

    def taken(data, options):
        return [*data, *(options.pop(name) for name in ("string", "data") if name in options)]

    def sha256(*data, **options):
        data = taken(data, options)
        return begun(plain(**options), data)

    def new(name, *data, **options):
        if name.lower().replace("-", "") != "sha256":
            return plain_new(name, *data, **options)
        data = taken(data, options)
        return begun(plain_new(name, **options), data)

    sha256.plain, new.plain = plain, plain_new
    hashlib.sha256, hashlib.new = sha256, new
    return told.append


@probe
class Hashing:
    """Its body runs before the learner's module is loaded: however that gets at the function, it gets the new one."""

    import sys

    if "probes" in sys.modules:  # beside the learner's code, that is, and not where this file is read
        tell = staticmethod(put_in_place())


@probe
def slow_down(wait):
    """From now on, wait is called with the size of every piece of 32 KiB or more before it is hashed."""
    Hashing.tell(wait)


@probe(by_word="what hashlib is given never leaves the worker")
def tell(report):
    """The same, for who counts: the report gets the sizes of the pieces that are hashed in this process."""
    Hashing.tell(report)


def random_blobs(*sizes):
    """A blob of each size."""
    return [seeded().randbytes(size) for size in sizes]


def digests_of(blobs):
    """What has to come out."""
    return [hashlib.sha256(blob).hexdigest() for blob in blobs]

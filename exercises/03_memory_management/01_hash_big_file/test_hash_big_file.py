"""Specification of fingerprint: behaviour first, then memory and open files."""

from graders import allow, exactly, keep_error, memory_ceiling, open_files, probe, seeded

import hashlib

import pytest

from hash_big_file import fingerprint

pytestmark = allow("files")

BLOCKS = 384
"""Blocks of 64 KiB in a dump of 24 MiB."""


def test_gives_the_digest_in_hex_digits():
    """The result is the SHA-256 digest of the file, 64 hex digits in small letters.

    Try: make a hash object with hashlib.sha256. Which of its methods returns text, not bytes?
    """
    assert fingerprint_of(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_gives_the_digest_of_an_empty_file():
    """An empty file has the digest of no bytes at all.

    Try: walk through your loop with an empty file. Is there a result without a chunk?
    """
    assert fingerprint_of(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_takes_bytes_as_they_are():
    """Line ends of every kind, zeros and bytes that aren't text all count, unchanged.

    Try: open the file for bytes, not for text. Text is decoded, and its line ends are translated.
    """
    data = b"\r\n\n\r\x00\x1a\xef\xbb\xbf" + bytes(range(256)) + b"\r\n"
    assert fingerprint_of(data) == digest_of(data)


def test_takes_the_last_bytes_of_every_file():
    """Files of a common chunk size, of one byte less and one byte more, are hashed to the end.

    Try: the last chunk is usually a short one. What ends your loop: a short chunk, or an empty one?
    """
    for size in (4_096, 8_192, 65_536, 131_072, 262_144):
        data = random_bytes(size + 1)
        for length in (size - 1, size, size + 1):
            assert fingerprint_of(data[:length]) == digest_of(data[:length]), f"a file of {length:,} bytes"


def test_agrees_with_hashlib_on_a_random_file():
    """A file of random bytes and size has the digest that hashlib returns for all its bytes.

    Try: one hash object takes all chunks, in their order. Is it made once, before the loop?
    """
    data = random_bytes(seeded().randrange(300_000, 700_000))
    assert fingerprint_of(data) == digest_of(data)


def test_reads_the_file_anew_each_time():
    """A file that was rewritten has a new digest, though its path is the same.

    Try: keep nothing between two calls. A path doesn't tell you what is in the file now.
    """
    for data in (b"monday", b"tuesday", b"%d" % seeded().randrange(10**9)):
        assert fingerprint_of(data) == digest_of(data)


def test_lets_a_missing_file_be_seen():
    """A path without a file raises FileNotFoundError.

    Try: don't catch what you can't put right. A digest of nothing would look like an empty file.
    """
    with pytest.raises(FileNotFoundError):
        fingerprint("nowhere.img")


def test_lets_an_error_of_reading_be_seen():
    """If the disk fails in the middle of a file, the error reaches the caller.

    Try: an error isn't the end of the file. The digest of what came before it would look like that of a whole file.
    """
    with pytest.raises(OSError, match="bad sector"):
        on_a_bad_disk(fingerprint, random_bytes(500_000))


def test_leaves_no_file_open():
    """When the digest is returned, the file has been closed, call after call.

    Try: whoever opens a file closes it, however the reading ends. A with statement does that for you.
    """
    write(b"disk image")
    before = open_files()
    digests = {fingerprint("disk.img") for _ in range(20)}
    exactly(open_files() - before, 0, "files left open after 20 calls")
    assert digests == {digest_of(b"disk image")}


def test_leaves_no_file_open_after_an_error():
    """If the disk fails in the middle of a file, that file has been closed when the caller looks at the error.

    Try: an error keeps the names of the function that it left, and so a file that nobody has closed. A with statement
    closes it on every way out.
    """
    data, before = random_bytes(500_000), open_files()
    with pytest.raises(OSError, match="bad sector"):
        on_a_bad_disk(fingerprint, data)
    keep_error(on_a_bad_disk, fingerprint, data)
    exactly(open_files() - before, 0, "files left open after an error")


def test_needs_1_mib_for_24_mib():
    """A dump of 24 MiB without a newline needs at most 1 MiB.

    Try: which object grows with the file: everything that was read, a list of chunks, a line? Read a fixed
    number of bytes, use them, and let them go before you read on.
    """
    block, end = random_bytes(65_536).replace(b"\n", b" "), b"the end"
    expected = hashlib.sha256()
    for number in range(BLOCKS):
        expected.update(b"%09d" % number + block)
    expected.update(end)
    assert fingerprint_of(b"warm") == digest_of(b"warm")  # what hashlib loads for its first use is not counted
    write_dump(block, BLOCKS, end)
    with memory_ceiling("1 MiB"):
        digest = fingerprint("disk.img")
    assert digest == expected.hexdigest()


# What the tests above are made of


@probe
def write(data):
    """Write a file with these bytes."""
    with open("disk.img", "wb") as file:
        file.write(data)


@probe
def write_dump(block, count, end):
    """Write a file of many blocks, each after its number, with a few bytes at the end."""
    with open("disk.img", "wb") as file:
        for number in range(count):
            file.write(b"%09d" % number)
            file.write(block)
        file.write(end)


@probe
def on_a_bad_disk(call, data):
    """Call with a file that can be opened, but there is an error after the first call that it is used for."""
    import sys

    with open("disk.img", "wb") as file:
        file.write(data)
    calls = []

    def look(frame, event, called):
        if event == "c_call" and (calls or called.__name__ == "open"):
            calls.append(called)
        if len(calls) == 3:
            sys.setprofile(None)
            raise OSError("bad sector")

    sys.setprofile(look)
    try:
        return call("disk.img")
    finally:
        sys.setprofile(None)


def digest_of(data):
    """The plain definition."""
    return hashlib.sha256(data).hexdigest()


def random_bytes(count):
    """Bytes of all kinds."""
    return seeded().randbytes(count)


def fingerprint_of(data):
    """What fingerprint returns for a file with these bytes."""
    write(data)
    return fingerprint("disk.img")

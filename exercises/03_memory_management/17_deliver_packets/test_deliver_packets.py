"""Specification of deliver_packets: which packets are handed over, what is left of the buffer, what it all costs."""

from graders import memory_ceiling, probe, seeded

import zlib

import pytest

from deliver_packets import deliver_packets


def test_hands_over_each_packet_in_order():
    """handle gets each packet without its 4 bytes, in order; they leave the buffer, and are counted.

    Try: walk through the buffer by a place that starts at 0. At the end, remove everything in front of it. A
    BufferError says that a view of the buffer is left: release it first.
    """
    assert delivered(packed(b"sweep", b"\x00\xff\x00", "Zürich".encode())) == (
        3,
        [b"sweep", b"\x00\xff\x00", "Zürich".encode()],
        b"",
    )
    assert delivered(packed(b"one")) == (1, [b"one"], b"")


def test_hands_over_an_empty_packet():
    """A packet without a byte is a packet; a buffer without a byte has none.

    Try: a length of 0 is not the end. How many bytes does such a packet take in the buffer?
    """
    assert delivered(b"") == (0, [], b"")
    assert delivered(packed(b"", b"x", b"", b"")) == (4, [b"", b"x", b"", b""], b"")


def test_reads_the_length_from_four_bytes():
    """The length is a number of 4 bytes, the highest first.

    Try: int.from_bytes(..., "big"), or struct with ">I".
    """
    for length in (1, 255, 256, 65_535, 65_536, 70_000):
        data = seeded().randbytes(length)
        assert delivered(packed(data, b"next")) == (2, [data, b"next"], b"")


def test_leaves_what_is_not_whole_at_the_front():
    """A packet of which a byte is missing stays in the buffer, even if only a part of its length is there.

    Try: before you read the length, are 4 bytes there? Before you hand a packet over, is its last byte there?
    """
    last = packed(b"abcdef")
    for there in range(len(last)):
        assert delivered(packed(b"whole") + last[:there]) == (1, [b"whole"], last[:there])
        assert delivered(last[:there]) == (0, [], last[:there])


def test_goes_on_when_the_rest_has_arrived():
    """Packets that arrive in random pieces are handed over once each, in order.

    Try: replay with the seed shown. What is in the buffer after the first call?
    """
    rng, buffer, got = seeded(), bytearray(), []
    sent = [rng.randbytes(rng.randrange(9)) for _ in range(30)]
    wire, count = packed(*sent), 0
    while wire:
        size = rng.randrange(1, 25)
        buffer += wire[:size]
        wire = wire[size:]
        count += deliver_packets(buffer, lambda packet: got.append(content(packet)))
    assert got == sent
    assert (count, bytes(buffer)) == (30, b"")


def test_an_error_leaves_the_packets_that_come_after():
    """An error of handle reaches the caller. Its packet is gone, those after it are handed over next time.

    Try: move your place before you call handle, and remove what is in front of it under finally.
    """
    torn, got = Torn("sweep 2"), []

    def handle(packet):
        got.append(content(packet))
        if len(got) == 2:
            raise torn

    buffer = bytearray(packed(b"1", b"22", b"333", b"4444") + b"\x00\x00")
    with pytest.raises(Torn) as raised:
        deliver_packets(buffer, handle)
    assert raised.value is torn
    assert (got, bytes(buffer)) == ([b"1", b"22"], packed(b"333", b"4444") + b"\x00\x00")
    assert deliver_packets(buffer, handle) == 2
    assert (got, bytes(buffer)) == ([b"1", b"22", b"333", b"4444"], b"\x00\x00")


def test_the_buffer_can_grow_while_the_error_is_kept():
    """While the caller still holds the error of handle, the buffer can grow: no frame of it holds a view.

    Try: an error keeps the local names of your function alive, and the views that they refer to. Use with, or
    release under finally.
    """
    sent = [seeded().randbytes(5) for _ in range(4)]
    assert grown_after_an_error(deliver_packets, packed(*sent), 2) == packed(*sent[2:]) + b"more"


def test_a_packet_is_over_when_handle_returns():
    """A view that handle has kept is released as soon as it returns: it has no bytes, and the buffer can grow.

    Try: each slice of a view is a view that has to be released: "with view[start:end] as packet".
    """
    sent = [seeded().randbytes(5) for _ in range(4)]
    seen, buffer = kept_by_handle(deliver_packets, packed(*sent), b"tail")
    assert seen == [(each, 0) for each in sent], "each packet, and how many of those before it were valid still"
    assert buffer == b"tail"


def test_takes_1_mib_beside_the_buffer():
    """32 MiB of packets, one of them 17 MiB long, are handed over with at most 1 MiB beside the buffer.

    Try: which of your expressions is a new bytes or bytearray? A slice of a memoryview is another view, tobytes()
    makes a copy. And removing packets one at a time moves what comes after them.
    """
    seed = seeded().randrange(1, 200)
    radar = Radar(seed, [17, 7, 1, 7])
    with memory_ceiling("1 MiB", set_up="34 MiB"):
        assert radar.deliver(deliver_packets) == 4
    assert radar.told() == [
        (size << 20, zlib.crc32(bytes([seed + place]) * 1_000)) for place, size in enumerate([17, 7, 1, 7])
    ]


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


def packed(*packets):
    """These packets as they come over the wire."""
    return b"".join(len(each).to_bytes(4, "big") + each for each in packets)


def content(packet):
    """The bytes of a packet; what a copy costs is another test's matter."""
    return packet if type(packet) in (bytes, bytearray) else packet.tobytes()


def delivered(data):
    """What a buffer with this data gives: the number returned, each packet's bytes, and what is left."""
    buffer, got = bytearray(data), []
    count = deliver_packets(buffer, lambda packet: got.append(content(packet)))
    assert type(count) is int
    return count, got, bytes(buffer)


@probe
def grown_after_an_error(deliver, data, good):
    """What a buffer holds that got more while the error was kept that handle raised at packet number ``good``."""
    buffer, seen = bytearray(data), []

    def handle(packet):
        seen.append(bytes(packet))
        if len(seen) == good:
            raise OSError("the disk is full")

    try:
        deliver(buffer, handle)
    except OSError as error:
        kept = error
        buffer += b"more"
        del kept
    return bytes(buffer)


@probe
def kept_by_handle(deliver, data, more):
    """Keep every view; give the bytes of each with how many older ones were valid, and the buffer, grown."""
    buffer, kept, seen = bytearray(data), [], []

    def valid(view):
        try:
            return len(view) >= 0
        except ValueError:
            return False

    def handle(packet):
        seen.append((bytes(packet), sum(map(valid, kept))))
        kept.append(packet)

    deliver(buffer, handle)
    buffer += more
    return seen, bytes(buffer)


@probe
class Radar:
    """A buffer with packets of so many MiB, each made of one byte; it notes what it was handed back."""

    def __init__(self, seed, sizes):
        self.seen = []
        self.buffer = bytearray(4 * len(sizes) + (sum(sizes) << 20))
        place = 0
        for number, size in enumerate(sizes):
            self.buffer[place : place + 4] = (size << 20).to_bytes(4, "big")
            place += 4
            for _ in range(size * 16):
                self.buffer[place : place + 65_536] = bytes([seed + number]) * 65_536
                place += 65_536

    def handle(self, packet):
        import zlib

        self.seen.append((len(packet), zlib.crc32(packet[len(packet) // 2 :][:1_000])))

    def deliver(self, deliver):
        return deliver(self.buffer, self.handle)

    def told(self):
        return self.seen

"""Specification of records: behaviour first, then what it may take, hold and copy.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, counted, drain, memory_ceiling, probe, seeded, tripwire

import pytest

from records_from_chunks import records

LETTERS = ['"', ":", "7", "é", "雨", "🌧", "\r", "\x0b", "\u2028", "\ufeff"]


def test_puts_records_together():
    """Every newline ends a record, wherever the chunks were cut.

    Try: what follows the last newline of a chunk begins a record. Keep it for the next chunk.
    """
    assert list(records([b'{"t": 4', b"}\n", b'{"t": 5}\n{"t": 6}\n{"', b't": 7}\n'])) == [
        '{"t": 4}',
        '{"t": 5}',
        '{"t": 6}',
        '{"t": 7}',
    ]


def test_gives_the_last_record_without_a_newline():
    """What follows the last newline is a record too; if nothing follows, there is none.

    Try: look at what you still have when the loop over the chunks has ended.
    """
    assert list(records([b"a\nb", b"c"])) == ["a", "bc"]
    assert list(records([b"a\nb", b"c\n"])) == ["a", "bc"]
    assert list(records([])) == []
    assert list(records([b"", b""])) == []


def test_gives_empty_records():
    """Two newlines in a row enclose an empty record, even if they lie in two chunks.

    Try: do not filter out what is empty. b"a\\n\\nb" is split into [b"a", b"", b"b"].
    """
    assert list(records([b"\n"])) == [""]
    assert list(records([b"a\n\n", b"\nb\n"])) == ["a", "", "", "b"]
    assert list(records([b"a", b"", b"\n", b"", b"\n"])) == ["a", ""]


def test_ends_a_record_only_at_a_newline():
    """A carriage return, a vertical tab or a line separator is part of the record that it is in.

    Try: the method splitlines knows a dozen line ends. You want only one.
    """
    assert list(records([b"a\rb\r\n", "c\x0bd\u2028e\x85\n".encode()])) == ["a\rb\r", "c\x0bd\u2028e\x85"]


def test_joins_a_character_that_was_cut():
    """A character of several bytes may come in several chunks.

    Try: half a character cannot be decoded. Decode when the record is whole.
    """
    data = "雨 à Zürich\n🌧".encode()
    assert list(records(data[at : at + 1] for at in range(len(data)))) == ["雨 à Zürich", "🌧"]


def test_refuses_what_is_no_utf_8():
    """A record that is not valid UTF-8, or that ends inside a character, raises UnicodeDecodeError.

    Try: decode strictly. A replaced character is a wrong report that looks like a right one.
    """
    for bad in ([b"b\xffd\n"], [b"\xed\xa0\x80\n"], [b"\xe9\x9b\n", b"\xa8\n"], [b"\xe9", b"\x9b"], [b"\xff"]):
        with pytest.raises(UnicodeDecodeError):
            list(records(bad))


def test_gives_the_records_before_a_bad_one():
    """The records before one that is not valid UTF-8 come out first, even if they lie in the same chunk.

    Try: decode a record when its turn has come, not the whole chunk in advance.
    """
    came = []
    with pytest.raises(UnicodeDecodeError):
        came.extend(records([b"sunny\ncloudy\nb\xffd\n", b"foggy\n"]))
    assert came == ["sunny", "cloudy"]


def test_an_error_is_not_the_end_of_the_chunks():
    """If the connection is lost, the caller gets that very error, and no half record.

    Try: catch nothing that you cannot put right. What you carry becomes a record only when the chunks have ended.
    """
    torn, came = TornError("reset by peer"), []

    def socket():
        yield b"sunny\nclou"
        raise torn

    with pytest.raises(TornError) as caught:
        came.extend(records(socket()))
    assert caught.value is torn
    assert came == ["sunny"]


def test_agrees_with_a_plain_split_on_random_chunks():
    """Random records, cut at random, are those of the whole text when it is split.

    Try: cut a text of your own at every place in turn, and find the first place where the answer changes.
    """
    rng = seeded()
    written = ["".join(rng.choices(LETTERS, k=rng.choice([0, 1, 9]))) for _ in range(60)]
    data = "".join(f"{record}\n" for record in written).encode()
    assert list(records(cut(data, rng, 6))) == written
    assert list(records(cut(data, rng, 90))) == written


def test_takes_no_chunk_unasked():
    """Calling records takes nothing from the socket.

    Try: write yield into records itself: calling a generator function runs none of its lines.
    """
    chunks = tripwire([b"a\n"] * 300)
    found = records(chunks)
    at_most(chunks.pulled, 0, "chunks taken unasked")
    assert next(found) == "a"


def test_gives_a_record_as_soon_as_it_is_complete():
    """A record that lies in two chunks takes 2 of them; another one that is complete by then takes no more.

    Try: yield inside the loop over the chunks, before the next chunk is taken.
    """
    chunks = tripwire([b"cloud", b"y\nsunny\nfog", *[b"gy"] * 300], most=2, what="chunks for two records")
    found = records(chunks)
    assert next(found) == "cloudy"
    at_most(chunks.pulled, 2, "chunks for the first record")
    assert next(found) == "sunny"
    at_most(chunks.pulled, 2, "chunks for two records")


def test_holds_512_kib_over_24_mb():
    """24 MB of records need no more memory than a few of them: at most 512 KiB.

    Try: what you have handed over is no longer needed. Which name of yours still refers to it?
    """
    rng = seeded()
    salt, places = rng.randrange(1_000, 10_000), sorted(rng.sample(range(12_000), k=4))
    with memory_ceiling("512 KiB"):
        found = drain(records(reports(12_000, 2_000, salt)), at=places)
    assert found.count == 12_000
    assert found.items == {place: f"{place * salt}," + "x" * 2_000 for place in places}


def test_copies_a_long_record_a_few_times_at_most():
    """A record of 3,000 chunks is not copied again for each of them: at most 4 bytes for each of its bytes.

    Try: adding bytes makes a new object and copies both parts. What can take a piece without moving the others?
    """
    rng = seeded()
    record = "".join(rng.choices(LETTERS, k=200_000)).encode()[: 3_000 * 150]
    record = record.decode(errors="ignore").encode()
    copied = counted(lambda length: None)
    assert list(records(arriving(record, 150, copied))) == [record.decode()]
    at_most(sum(length for (length,) in copied.args) / len(record), 4, "bytes copied for each byte")


def test_takes_a_record_of_200_000_chunks():
    """A record of 12 MB in 200,000 chunks takes no more than the CPU time that every test has.

    Try: for each chunk, work with that chunk alone. Neither copy nor search what came before it.
    """
    rng = seeded()
    record = "".join(rng.choices("0123456789", k=1_000)) * 12_000
    assert list(records(crumbs(record.encode() + b"\nend", 60))) == [record, "end"]


class TornError(Exception):
    """The connection is lost."""


def cut(data, rng, longest):
    """The bytes in chunks of random lengths, some of them empty."""
    chunks, start = [], 0
    while start < len(data):
        end = start + rng.randrange(longest + 1)
        chunks.append(data[start:end])
        start = end
    return chunks


@probe
def reports(count, size, salt):
    """Many records with their newlines, in chunks of 16 KiB, each made when it is asked for."""
    held = b""
    for number in range(count):
        held += b"%d," % (number * salt) + b"x" * size + b"\n"
        if len(held) > 1 << 14:
            yield held[: 1 << 14]
            held = held[1 << 14 :]
    yield held


@probe
def arriving(record, size, copied):
    """One record in pieces; copied(length) hears how many bytes an addition puts in front of a piece."""

    class Piece(bytes):
        def __radd__(self, before):
            if type(before) is bytes:
                copied(len(before))
            return NotImplemented

    for start in range(0, len(record), size):
        yield Piece(record[start : start + size])


@probe
def crumbs(record, size):
    """One record in pieces."""
    for start in range(0, len(record), size):
        yield record[start : start + size]

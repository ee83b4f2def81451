r"""Text of strangers made safe to show: it steers neither the screen nor the runner of a CI job.

    printable   text of several lines: what was printed, compared values
    one_line    a message, a name, a line of source: new lines are written out too
    disarmed    where characters of a line must be written out, lest a runner finds a command in it

What is dangerous is written out ("\x1b") rather than dropped, so that two different values do not
look alike. The first two cut what is too long, and leave alone what they have made.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

OUTPUT_BYTES = 64 << 10
"""Bytes, as all limits here in UTF-8, that are kept of what a learner's code printed."""

DETAIL_BYTES = 16_000
"""Bytes that are kept of compared values."""

MESSAGE_BYTES = 2_000
"""Bytes that are kept of a message."""

LINE_BYTES = 400
"""Bytes that are kept of a line of source, or of a path."""

NAME_BYTES = 80
"""Bytes that are kept of a name."""

_UNSEEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\U00016fe4\U0001d159"
    + "".join(map(chr, (*range(0xFE00, 0xFE0F), *range(0xE0100, 0xE01F0))))
)
"""What Python calls printable and nobody sees: fillers and selectors of variants."""

_EMOJI = "\ufe0f"
"""Has the symbol before it drawn as an emoji; seen only there."""

_MAX_MARKS = 3
"""Marks that may stand on one letter; more of them are drawn over other lines."""

_STACKED = ("Mn", "Me")

_PLAIN = re.compile(r"[ -~\n\t]*")

_COMMAND = re.compile(r"^[ \t]*:(?=:)|(?<=#)#(?=\w*\[)", re.MULTILINE)
"""GitHub's "::name::" at the start of a line; "##[name]", "##vso[...]" and "##teamcity[...]"
anywhere in one.

The match ends with the character to write out."""

_ANYWHERE = re.compile(r":(?=:)|(?<=#)#(?=\w*\[)")


def printable(text: str, most: int = OUTPUT_BYTES) -> str:
    """The text with new lines and tabs, and nothing else that steers; its end tells of a cut."""
    return _cut(_safe(text, most), most, f"\n... (cut at {most:,} bytes)")


def one_line(text: str, most: int = MESSAGE_BYTES) -> str:
    r"""The text as a single line: new lines become "\n"; "..." stands for a lost end."""
    whole = text[: 2 * most + 2].replace("\r\n", "\n").replace("\n", r"\n")
    return _cut(_safe(whole, most), most, "...")


def commanding(line: str) -> bool:
    """True when a runner may find a command in a line."""
    return _COMMAND.search(line) is not None


def disarmed(text: str) -> set[int]:
    """The characters to write out so that no part of a line, wherever it breaks, is a command."""
    return {match.start() for match in _ANYWHERE.finditer(text)}


def written_out(character: str) -> str:
    r"""A character as Python escapes it: "\x1b", "\x3a"."""
    escaped = character.encode("unicode_escape").decode("ascii")
    return escaped if escaped != character else f"\\x{ord(character):02x}"


def _safe(text: str, most: int) -> str:
    # Cut first, or a worker that sends megabytes keeps the judge busy; at twice as much, since
    # "\r\n" becomes one byte.
    text = text[: 2 * most + 2].replace("\r\n", "\n")
    if not _PLAIN.fullmatch(text):
        text = "".join(_shown(text))
    return _COMMAND.sub(lambda match: match[0][:-1] + written_out(match[0][-1]), text)


def _cut(text: str, most: int, end: str) -> str:
    data = text.encode()
    if len(data) <= most:
        return text
    return data[: most - len(end)].decode("utf-8", "ignore") + end


def _shown(text: str) -> Iterator[str]:
    """Each character as it stands, or written out."""
    base, marks = "\n", 0
    for character in text:
        if unicodedata.category(character) in _STACKED:
            marks += 1
            most, carried = _MAX_MARKS, base.isprintable() and base != " "
            if character == _EMOJI:
                most, carried = 1, unicodedata.category(base) == "So"
            hidden = base in _UNSEEN or character in _UNSEEN
            seen = marks <= most and carried and not hidden
        else:
            base, marks = character, 0
            seen = character in "\n\t" or (character.isprintable() and character not in _UNSEEN)
        yield character if seen else written_out(character)

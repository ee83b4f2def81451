"""Nothing that a learner writes can steer the screen, and nothing is lost."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from graders.printable import printable


@pytest.mark.parametrize("text", ["", "plain", "two\nlines\tand a tab", "Zoë 数 ❤", "[red]"])
def test_leaves_what_can_be_seen(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\x9b2J", r"\x9b2J"),
        ("bell\a", r"bell\x07"),
        ("over\rwritten", r"over\rwritten"),
        ("windows\r\nline", "windows\nline"),
        ("abc\u202edef", r"abc\u202edef"),
        ("\u2066x\u2069", r"\u2066x\u2069"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("hard\xa0space", r"hard\xa0space"),
        ("line\u2028separator", r"line\u2028separator"),
        ("half \udce9", r"half \udce9"),
        ("nul\0", r"nul\x00"),
    ],
)
def test_writes_out_what_would_steer_the_screen_or_hide(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_lets_no_control_character_of_all_unicode_through() -> None:
    shown = printable("".join(map(chr, range(sys.maxunicode + 1))))
    assert {unicodedata.category(character) for character in set(shown) - set("\n\t")}.isdisjoint({"Cc", "Cf", "Cs"})
    shown.encode("utf-8")

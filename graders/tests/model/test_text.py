"""Nothing that a learner writes can steer the screen or a CI runner, and nothing is lost unsaid."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from graders.model.text import (
    NAME_BYTES,
    OUTPUT_BYTES,
    commanding,
    disarmed,
    one_line,
    printable,
    written_out,
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "two\nlines\tand a tab",
        "Zoë 数 ❤ ❤\ufe0f",
        "[red]",
        "Vie\u0323\u0302t e\u0301",
        "text[::2] std::vector",
        "a ::b",
        "## heading [1]",
        "##",
        ":",
    ],
)
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
        ("filler\u3164", r"filler\u3164"),
        ("blank\u2800", r"blank\u2800"),
        ("joined\u034f", r"joined\u034f"),
        ("no emoji\ufe0f", r"no emoji\ufe0f"),
        ("\u0301 on nothing", r"\u0301 on nothing"),
        ("a \u0338", r"a \u0338"),
        ("e" + "\u0301" * 5, "e" + "\u0301" * 3 + r"\u0301\u0301"),
    ],
)
def test_writes_out_what_would_steer_the_screen_or_hide(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::forged", r"\x3a:error::forged"),
        ("a\n \t ::stop-commands::t", "a\n \t \\x3a:stop-commands::t"),
        ("a\r\n::error::", "a\n\\x3a:error::"),
        (":::", r"\x3a::"),
        ("a ##[error]forged", r"a #\x23[error]forged"),
        ("##vso[task.complete]", r"#\x23vso[task.complete]"),
        ("##TeamCity[buildStop]", r"#\x23TeamCity[buildStop]"),
        ("####[x]", r"###\x23[x]"),
        ("##\u200b[x]", r"##\u200b[x]"),
    ],
)
def test_writes_out_the_commands_of_ci_runners(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert not any(map(commanding, shown.split("\n")))


def test_lets_no_control_character_of_all_unicode_through() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    shown = printable(everything, 4 * len(everything))
    assert {unicodedata.category(character) for character in set(shown) - set("\n\t")}.isdisjoint({"Cc", "Cf", "Cs"})
    shown.encode("utf-8")


def test_a_line_stays_one() -> None:
    assert one_line("one\ntwo\r\n::error::\u2028") == r"one\ntwo\n::error::\u2028"
    assert one_line(" ::error::") == r" \x3a:error::"


@pytest.mark.parametrize("piece", ["x", "数", "\x1b", "\r\n", "\U0001f600", "e\u0301"])
def test_cuts_what_is_too_long_and_says_so(piece: str) -> None:
    shown = printable(piece * 200_000)
    assert len(shown.encode()) <= OUTPUT_BYTES < len(shown.encode()) + 4
    assert shown.endswith("\n... (cut at 65,536 bytes)")
    name = one_line(piece * 200_000, NAME_BYTES)
    assert len(name.encode()) <= NAME_BYTES
    assert name.endswith("...")


def test_what_just_fits_is_not_cut() -> None:
    assert printable("x" * 100, 100) == "x" * 100
    assert one_line("\r\n" * 50, 100) == r"\n" * 50


def test_the_places_to_write_out_leave_no_command_however_a_line_is_broken() -> None:
    line = "a:::b ##[x] ##vso[y] c[::2]"
    places = disarmed(line)
    broken = "".join(written_out(each) if place in places else each for place, each in enumerate(line))
    assert broken == r"a\x3a\x3a:b #\x23[x] #\x23vso[y] c[\x3a:2]"

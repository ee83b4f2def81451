"""Rows are fitted to any width and encoding without losing or joining words."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from graders.screens.page import MAX_WIDTH, QUOTE, Page, Span, pad, shorten


def page_of(*spans: Span | str, **options: object) -> Page:
    page = Page()
    page.add(*spans, **options)  # type: ignore[arg-type]
    return page


def drawn(page: Page, width: int = 80, encoding: str = "utf-8") -> list[str]:
    return ["".join(span.text for span in line) for line in page.lines(width, encoding)]


def test_breaks_between_words_under_the_hang() -> None:
    assert drawn(page_of("Label  one two three four", hang=7), 16) == ["Label  one two", "       three", "       four"]


def test_never_breaks_inside_a_run_of_spaces() -> None:
    assert drawn(page_of("got 'a   b' here", hang=0), 7) == ["got", "'a   b'", "here"]


def test_breaks_a_word_only_when_it_fits_no_line() -> None:
    assert drawn(page_of("one " + "y" * 12, hang=2), 8) == ["one", "  yyyyyy", "  yyyyyy"]


def test_breaks_a_path_after_a_slash() -> None:
    assert drawn(page_of("  one/two/three.py:3", hang=4, breaks="path"), 12) == ["  one/two/", "    three.py", "    :3"]


def test_a_block_keeps_every_character() -> None:
    page = Page()
    page.add_block("a b  c\n\td\n", indent=2, mark="| ")
    assert drawn(page, 8) == ["  | a b", "  :   c", "  |", "  : d"]


def test_a_block_is_broken_before_a_space_or_after_a_comma() -> None:
    page = Page()
    page.add_block("['red coat','No. 8']", indent=0, mark="| ")
    assert drawn(page, 12) == ["| ['red", ":  coat',", ": 'No. 8']"]


def test_a_command_is_copied_whole() -> None:
    text = "go on with the next: nox -s grade -- running_total --seed 5"
    assert drawn(page_of(text, hang=0), 40) == ["go on with the next:", "nox -s grade -- running_total --seed 5"]


def test_a_mark_stands_before_every_line_at_any_width() -> None:
    page = Page()
    page.add_block("done   02.01  " * 30, indent=6, mark=QUOTE)
    for width in (12, 20, 40, 80):
        assert all(re.match(" +[|:] ", line) and cell_len(line) <= width for line in drawn(page, width))


@pytest.mark.parametrize("width", range(4, 40))
@pytest.mark.parametrize("hang", [0, 4])
def test_no_line_opens_with_a_command_wherever_it_is_broken(width: int, hang: int) -> None:
    text = "told ::error::no points " + " " * 9 + "::error::" + ":" * 30 + "##[error]"
    lines = drawn(page_of("  ", text, hang=hang), width)
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in lines)
    assert max(map(cell_len, lines)) <= width
    assert "".join(lines).replace(" ", "").replace(r"\x3a", ":").replace(r"\x23", "#") == text.replace(" ", "")


def test_a_command_that_spans_make_together_is_none() -> None:
    assert drawn(page_of(" ", ":", Span(":error::", "red"), " ##", "[x]")) == [r" \x3a:error\x3a: #\x23[x]"]


def test_colons_inside_a_line_stay() -> None:
    assert drawn(page_of("got text[::2], std::vector")) == ["got text[::2], std::vector"]


def test_a_newline_inside_a_row_breaks_nothing() -> None:
    assert drawn(page_of("one\ntwo\tthree")) == ["one two three"]


def test_a_span_that_is_broken_keeps_its_style() -> None:
    lines = list(page_of("ab ", Span("cd ef", "red"), hang=1).lines(6))
    assert lines == [[Span("ab "), Span("cd", "red")], [Span(" "), Span("ef", "red")]]


@pytest.mark.parametrize("text", ["数" * 60, "❤\ufe0f" * 60, "e\u0301" * 200, "a" * 500, "a b " * 99, " " * 300])
@pytest.mark.parametrize("width", [4, 7, 80])
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    lines = drawn(page_of(text), width)
    assert max(map(cell_len, lines)) <= width
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_is_never_wider_than_the_eye_can_follow() -> None:
    assert max(map(len, drawn(page_of("word " * 99), 200))) in range(MAX_WIDTH - 5, MAX_WIDTH + 1)


def test_writes_out_what_the_encoding_lacks() -> None:
    assert drawn(page_of("Zoë → 数"), encoding="ascii") == [r"Zo\xeb \u2192 \u6570"]
    assert drawn(page_of("Zoë → 数"), encoding="latin-1") == [r"Zoë \u2192 \u6570"]


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("one two", 7, "one two"),
        ("one two", 6, "one..."),
        ("a\n b", 5, "a b"),
        ("数数数", 5, "数..."),
        ("long", 2, ".."),
    ],
)
def test_shortens_at_the_end(text: str, width: int, short: str) -> None:
    assert shorten(text, width) == short


def test_a_path_that_is_never_broken_takes_the_lines_that_a_terminal_makes_of_it() -> None:
    page = page_of("one/two/three.py:3", breaks="never")
    page.add("a")
    page.add()
    assert drawn(page, 12) == ["one/two/three.py:3", "a", ""]
    assert [page.height(columns) for columns in (5, 12, 80)] == [6, 4, 3]


def test_pads_by_the_cells_of_a_terminal() -> None:
    assert pad("数", 4) == "数  "

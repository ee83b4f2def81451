from __future__ import annotations

import ast
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from graders.model.report import Refused
from graders.submissions import sources


@pytest.fixture
def stub(tmp_path: Path) -> Path:
    return tmp_path / "running_total.py"


def refused(path: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        sources.read(path, path.stem)
    assert caught.value.advice
    return caught.value


def test_a_plain_file_is_read_and_parsed(stub: Path) -> None:
    stub.write_text("def total(items):\n    return sum(items)\n")
    source = sources.read(stub, "running_total")
    assert (source.file, source.module) == (str(stub), "running_total")
    assert [node.__class__.__name__ for node in source.tree.body] == ["FunctionDef"]


def test_a_decoy_stands_for_the_stub_under_its_name(tmp_path: Path) -> None:
    decoy = tmp_path / "returns_a_list.py"
    decoy.write_text("pass")
    assert sources.read(decoy, "running_total").module == "running_total"


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(stub: Path) -> None:
    stub.write_bytes(b"\xef\xbb\xbfx = 1\r\ny = 2\r\n")
    assert sources.read(stub, "running_total").line(2) == "y = 2"


def test_lines_are_counted_as_python_counts_them(stub: Path) -> None:
    stub.write_text("first = 1\n\x0c\nlast = '\x1c \u2028'  # a form feed ends no line\n")
    source = sources.read(stub, "running_total")
    assert source.tree.body[1].lineno == 3
    assert source.line(3).startswith("last = ")


@pytest.mark.parametrize("number", [0, -1, 9])
def test_a_line_that_is_not_there_is_empty(stub: Path, number: int) -> None:
    stub.write_text("x = 1")
    assert sources.read(stub, "running_total").line(number) == ""


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (b"", 1, "is empty"),
        (b" \n\t\n", 1, "is empty"),
        (b"x = 1\ny = '\0'\n", 2, "holds a NUL byte"),
        (b"x = 1\n# caf\xe9\n", 2, "is not UTF-8 text"),
        (b"x = 1\n\ny = 2\nz = '\xff'\n", 4, "is not UTF-8 text"),
        (b"# coding: latin-1\nx = '\xe9'\n", 2, "is not UTF-8 text"),
        (b"# coding: latin-1\nx = 'e'\n", 1, "declares the encoding iso-8859-1"),
        (b"# coding: klingon\nx = 1\n", 1, "unknown encoding"),
        (b"x = 1\nprint 'hello'\n", 2, "SyntaxError: Missing parentheses"),
        (b"def total(:\n", 1, "SyntaxError: "),
        (b"def total():\nreturn 1\n", 2, "IndentationError: "),
        (b"x = 1\nreturn x\n", 2, "SyntaxError: 'return' outside function"),
        (b"(" * 300 + b")" * 300, 1, "too many nested parentheses"),
        (b"x = " + b"-" * 100_000 + b"1", 1, ""),
        (b"x = 1" + b" + 1" * 50_000, 1, ""),
    ],
    ids=range(15),
)
def test_what_is_no_python_is_refused_with_its_line(stub: Path, data: bytes, line: int, what: str) -> None:
    stub.write_bytes(data)
    verdict = refused(stub)
    assert verdict.message.startswith(f"running_total.py:{line}: ")
    assert what in verdict.message
    assert verdict.frames[0].line == line


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("x = 1\n    y = (2 +\n", "y = (2 +\n^"),
        ("def total(items)\n    return 1\n", "def total(items)\n                ^"),
        ("def total(items):\n\tx = = 1\n", "x = = 1\n    ^"),
        ("x = '" + "a" * 500 + "' = 1; y = = 2\n", None),
    ],
)
def test_what_is_no_python_is_shown_with_its_line_and_a_caret(stub: Path, text: str, picture: str | None) -> None:
    stub.write_text(text)
    detail = refused(stub).detail
    line, caret = detail.split("\n")
    assert caret.strip() == "^"
    assert len(caret) <= len(line) + 1 <= 80
    assert picture in (detail, None)


def test_a_file_that_is_gone_is_refused_with_the_way_to_bring_it_back(stub: Path) -> None:
    verdict = refused(stub)
    assert verdict.message == "running_total.py:1: cannot be read (No such file or directory)"
    assert "nox -s reset" in verdict.advice


def test_a_link_is_not_followed(stub: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.py").write_text("x = 1")
    stub.symlink_to(tmp_path / "elsewhere.py")
    assert "cannot be read" in refused(stub).message


@pytest.mark.parametrize(("make", "reason"), [(os.mkfifo, "is not a regular file"), (os.mkdir, "is a folder")])
def test_what_is_no_file_is_refused_at_once(stub: Path, make: Callable[[Path], None], reason: str) -> None:
    make(stub)
    assert reason in refused(stub).message


def test_a_file_too_large_is_refused_by_its_size(stub: Path) -> None:
    stub.write_bytes(b"#" * (sources.MAX_SOURCE_BYTES + 1))
    assert "is 131,073 bytes long, 131,072 allowed" in refused(stub).message


def test_a_source_without_end_in_its_parser_is_refused(stub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def overflow(*args: object, **named: object) -> None:
        raise RecursionError("too deep")

    stub.write_text("depth = 'a text that no other test has had parsed'")
    whole = sources.read(stub, "running_total")
    stub.write_text("depth = 'nor this one'")
    monkeypatch.setattr(ast, "parse", overflow)
    assert refused(stub).message == "running_total.py:1: cannot be compiled (too deep)"
    with pytest.raises(Refused, match=r"running_total\.py:1: cannot be compiled \(too deep\)"):
        _ = whole.tree


def test_a_warning_of_the_parser_is_no_concern(stub: Path, recwarn: pytest.WarningsRecorder) -> None:
    stub.write_text("x = '\\d'\nassert (x, 'always')\n")
    assert sources.read(stub, "running_total").text
    assert not recwarn.list

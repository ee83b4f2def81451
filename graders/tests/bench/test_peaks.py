from __future__ import annotations

from pathlib import Path

import pytest

from graders.bench import peaks

memray = pytest.importorskip("memray")

SOURCE = """
def hold():
    first = bytearray(3_000_000)
    second = [bytearray(1_000_000) for _ in range(2)]
    return first, second


def let_go():
    bytearray(100_000)
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    names: dict[str, object] = {}
    exec(compile(SOURCE, "kata.py", "exec"), names)
    path = tmp_path_factory.mktemp("record") / "peak.bin"
    with memray.Tracker(path):
        names["let_go"]()  # type: ignore[operator]
        names["hold"]()  # type: ignore[operator]
        bytearray(500_000)
    return path


def test_the_bytes_are_told_by_line_and_added_up(record: Path) -> None:
    held = {line: size for line, size in peaks.lines(record, "kata.py").items() if size > 50_000}
    assert held.keys() == {3, 4}
    assert held[3] == pytest.approx(3_000_000, rel=0.01)
    assert held[4] == pytest.approx(2_000_000, rel=0.01)


def test_other_files_hold_nothing(record: Path) -> None:
    assert peaks.lines(record, "other.py") == {}

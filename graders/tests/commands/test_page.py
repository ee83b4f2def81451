"""The command page: of a learner's own tries, with the numbers that results.json has."""

from __future__ import annotations

import json
import re
import webbrowser
from pathlib import Path
from typing import Any

import pytest

from graders.commands import page
from graders.model import curves, exercises, tries
from graders.model.curves import Named
from graders.model.drawing import Curve, Drawing
from graders.model.errors import Usage
from graders.model.report import Outcome
from graders.tests.end_to_end.checkout import Checkout
from graders.tests.repositories import REFERENCE, Repository
from graders.tests.screens.samples import exercise, make_test


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser was asked to open."""
    asked: list[str] = []

    def asks(address: str) -> bool:
        asked.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", asks)
    monkeypatch.setenv("DISPLAY", ":0")
    return asked


def kept(repository: Repository, most: int = 70_000) -> None:
    """A try with a curve."""
    test = make_test(Outcome.PASSED)
    test.drawing = Drawing([Curve("peak memory", 65536, "items taken", [0, 256], [10, 20], [30, most])])
    stub = repository.exercise().stub
    stub.write_text(f"{REFERENCE}# {most}\n", encoding="utf-8")
    tries.keep(repository.root, exercise("running_total", [test]), stub.read_bytes())


def test_the_page_of_the_last_grading_is_opened(
    repository: Repository, opened: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    kept(repository)
    assert page.main([], repository.root) == 0
    file = repository.root / ".katas" / "pages" / "running_total.html"
    assert opened == [file.as_uri()]
    assert capsys.readouterr().out == f"  02.01 running_total: opened {file}\n"
    assert "edited since" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("closed", [True, False])
def test_without_a_browser_its_path_is_told(
    repository: Repository,
    opened: list[str],
    closed: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    kept(repository)
    if not closed:
        monkeypatch.setattr("sys.platform", "linux")
        monkeypatch.delenv("DISPLAY")
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    out = repository.root / "here.html"
    assert page.main(["running_total", "--out", str(out), *["--closed"] * closed], repository.root) == 0
    assert (opened, capsys.readouterr().out) == ([], f"  02.01 running_total: {out}\n")


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_elsewhere_there_is_a_screen(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert page._has_screen()


@pytest.mark.usefixtures("opened")
def test_the_try_before_stands_beside_it(repository: Repository) -> None:
    kept(repository, 80_000)
    kept(repository, 30_000)
    out = repository.root / "here.html"
    assert page.main(["--out", str(out)], repository.root) == 0
    assert "the try before, 78.1 KiB at most" in out.read_text(encoding="utf-8")


@pytest.mark.usefixtures("opened")
def test_the_reference_and_mistakes_stand_beside_it(repository: Repository) -> None:
    kept(repository)
    there = [
        Named(name, Curve("peak memory", 65536, "items taken", [0, 256], [1, most], [1, most]))
        for name, most in (("the reference", 2_000), ("keeps all", 9_000_000))
    ]
    curves.record({"running_total": {"test_keeps_one_window": there}})
    out = repository.root / "here.html"
    assert page.main(["--out", str(out)], repository.root) == 0
    text = out.read_text(encoding="utf-8")
    assert "the reference, 2 KiB at most" in text
    assert "keeps all, 8.6 MiB at most" in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "nothing was graded here yet"),
        (["running_total"], "running_total was not graded here yet"),
        (["ranning_total"], "the nearest names: running_total"),
    ],
)
def test_what_cannot_be_drawn_is_one_line(repository: Repository, asked: list[str], said: str) -> None:
    repository.exercise()
    with pytest.raises(Usage, match=said):
        page.main(asked, repository.root)


def test_without_exercises_there_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(Usage, match="no exercises"):
        page.main([], tmp_path)


@pytest.mark.usefixtures("opened")
def test_a_page_that_cannot_be_written_is_one_line(repository: Repository) -> None:
    kept(repository)
    with pytest.raises(Usage, match="cannot be written"):
        page.main(["--out", str(repository.root)], repository.root)


NUMBERS = re.compile(r"<tbody>(.*?)</tbody>", re.DOTALL)


def tables(page: str) -> list[list[list[float]]]:
    """The numbers of each picture."""
    return [
        [
            [float(cell.replace(",", "")) for cell in re.findall(r">([\d,.]+)</td>", row)]
            for row in re.findall(r"<tr>(.*?)</tr>", body)
        ]
        for body in NUMBERS.findall(page)
    ]


def points(drawing: dict[str, Any]) -> list[list[list[float]]]:
    """What a drawing of results.json is made of, as the tables have it."""
    curves = [[list(row) for row in zip(c["at"], c["low"], c["high"], strict=True)] for c in drawing.get("curves", [])]
    stairs = [[list(row) for row in zip(s["at"], s["pulled"], strict=True)] for s in drawing.get("stairs", [])]
    lanes = [
        [[number, *span] for number, lane in enumerate(timeline["lanes"], 1) for span in lane]
        for timeline in drawing.get("timelines", [])
    ]
    return [*curves, *stairs, *lanes]


@pytest.mark.parametrize("name", ["04_sliding_window_mean", "01_fetch_all_pages"])
def test_every_number_is_that_of_results_json(name: str, tmp_path: Path) -> None:
    checkout = Checkout(tmp_path / "checkout")
    (folder,) = (exercises.ROOT / "exercises").glob(f"*/{name}")
    checkout.take(folder)
    own, kata = folder.relative_to(exercises.ROOT), name[3:]
    reference = exercises.ROOT / "solutions" / own.relative_to("exercises") / f"{kata}.py"
    (checkout.root / own / f"{kata}.py").write_bytes(reference.read_bytes())
    assert checkout.grade(kata).returncode == 0
    done = checkout.run("page", kata, "--closed")
    assert (done.returncode, done.stderr) == (0, "")
    page = Path(done.stdout.split(": ", 1)[1].strip()).read_text(encoding="utf-8")
    tests = checkout.results[kata]["tests"]
    expected = [table for test in tests for table in points(test.get("drawing", {}))]
    assert len(expected) >= 2
    assert json.dumps(tables(page)) == json.dumps([[list(map(float, row)) for row in table] for table in expected])
    for test in tests:
        measured = {measure["what"]: measure["value"] for measure in test.get("measures", [])}
        for curve in test.get("drawing", {}).get("curves", []):
            assert max(curve["high"]) == measured[curve["what"]]

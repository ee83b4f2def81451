"""The pictures of the README are what `nox -s pictures` draws, and its board is the one that stands there as text."""

from __future__ import annotations

import re
from types import ModuleType
from xml.etree import ElementTree

import pytest

from graders.model.exercises import ROOT
from graders.model.invocation import CALLED_AS
from graders.tests.end_to_end.test_readme import PAGE, blocks, masked
from graders.tests.loading import module_at

NAMES = ["board-dark.svg", "board-light.svg", "memory-dark.svg", "memory-light.svg"]


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What draws them."""
    monkeypatch.setenv(CALLED_AS, "python3 noxfile.py")
    monkeypatch.syspath_prepend(str(ROOT))
    return module_at(ROOT / "docs" / "pictures.py", "readme_pictures")


def test_they_are_what_the_command_draws(pictures: ModuleType) -> None:
    drawn = dict(pictures.pictures())
    assert sorted(drawn) == NAMES
    for name, text in drawn.items():
        kept = (pictures.FOLDER / name).read_text(encoding="utf-8")
        assert kept == text, f"{name} is of an earlier state: nox -s pictures"


def test_the_command_writes_them(
    pictures: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("drawn") / "pictures"
    monkeypatch.setattr(pictures, "FOLDER", folder)
    pictures.main()
    assert sorted(path.name for path in folder.iterdir()) == NAMES


def test_the_board_is_that_of_the_text(pictures: ModuleType) -> None:
    assert masked(f"{pictures.board()}") == masked(blocks()[0])


@pytest.mark.parametrize("name", NAMES)
def test_one_is_whole_in_itself_and_is_shown_where_it_fits(name: str) -> None:
    svg = (ROOT / "docs" / "pictures" / name).read_text(encoding="utf-8")
    tags = {each.tag.partition("}")[2] for each in ElementTree.fromstring(svg).iter()}
    assert not {"script", "image", "foreignObject"} & tags
    assert "@import" not in svg
    assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
    shown = re.findall(rf'(srcset|src)="docs/pictures/{re.escape(name)}"', PAGE.read_text(encoding="utf-8"))
    assert shown == ["srcset" if "dark" in name else "src"]

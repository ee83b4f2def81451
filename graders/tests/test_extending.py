"""What the recipes of docs/extending.md ask for beside the code is there, for every member of each kind."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import graders
from graders import bounds, formats
from graders.bounds.rights import allow
from graders.commands import report
from graders.model.exercises import ROOT
from graders.workers.inside.confine import RIGHTS

TESTS = ROOT / "graders" / "tests"
BOUNDS = sorted(module.name for module in pkgutil.iter_modules(bounds.__path__))
FORMATS = sorted(module.name for module in pkgutil.iter_modules(formats.__path__))
PLATFORMS = [name for name in FORMATS if hasattr(importlib.import_module(f"graders.formats.{name}"), "text")]


@pytest.mark.parametrize("place", [*(f"bounds/{name}" for name in BOUNDS), *(f"formats/{name}" for name in FORMATS)])
def test_every_bound_and_format_has_tests_of_its_own(place: str) -> None:
    room, _, name = place.partition("/")
    assert "def test_" in (TESTS / room / f"test_{name}.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", graders.__all__)
def test_every_word_says_what_it_does(word: str) -> None:
    assert getattr(graders, word).__doc__


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_has_a_schema_and_a_golden_file(platform: str) -> None:
    assert (TESTS / "formats" / f"{platform}.schema.json").is_file()
    assert list((TESTS / "formats" / "golden").glob(f"{platform}[_.]*"))


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_is_written_by_a_command(platform: str) -> None:
    callers = [path for room in ("commands", "authors") for path in (ROOT / "graders" / room).rglob("*.py")]
    assert any(f"{platform}.text(" in text or f"{platform}.text," in text for text in map(_read, callers))


@pytest.mark.parametrize("kind", report.KINDS)
def test_the_instructors_page_tells_of_every_kind_of_report(kind: str) -> None:
    page = _read(ROOT / "docs" / "instructors.md")
    assert re.search(rf"(report|bundle) -- {kind}\b", page)


@pytest.mark.parametrize("right", RIGHTS)
def test_the_pages_tell_of_every_right(right: str) -> None:
    assert f'| `allow("{right}")` |' in _read(ROOT / "graders" / "README.md")
    assert f'"{right}"' in (allow.__doc__ or "")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")

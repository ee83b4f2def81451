"""What the site of all pages is made of, and the forms and files that GitHub looks for, are whole."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import yaml

import graders
from graders.model.exercises import ROOT, find_exercises
from graders.tests.loading import module_at
from graders.tests.test_links import PAGES

NOT_READ_AS_PAGES = ("hints.md", "handout/README.md", "golden/", "/tree/")
"""Hints, shown one at a time; the template of a handout's page; what tests compare with, or hand in."""

FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


@pytest.fixture(scope="module")
def conf() -> ModuleType:
    """The settings of the site; Sphinx is not needed to load them."""
    return module_at(ROOT / "docs" / "conf.py", "site_conf")


def test_every_page_is_in_the_table_of_contents_once(conf: ModuleType) -> None:
    names = (page.relative_to(ROOT).as_posix() for page in PAGES)
    read = sorted(name for name in names if not any(part in name for part in NOT_READ_AS_PAGES))
    assert sorted(f"{page}.md" for page in conf.pages()) == read
    assert len(read) > len(find_exercises())


def test_a_topic_leads_to_its_chapters_and_then_to_its_exercises_by_number(conf: ModuleType) -> None:
    topic = "exercises/02_iterators_and_generators"
    source = ["# A topic\n"]
    conf.complete(None, f"{topic}/README", source)
    chapters = source[0].index(f"\n/{topic}/lesson/01_iterables_and_iterators\n")
    first, last = (source[0].index(f"\n{number} ") for number in ("02.01", "02.16"))
    assert chapters < first < last
    assert f"\n02.04 The last hundred readings </{topic}/04_sliding_window_mean/README>\n" in source[0]


def test_a_page_that_leads_to_no_other_is_left_as_it_is(conf: ModuleType) -> None:
    source = ["# For instructors\n"]
    conf.complete(None, "docs/instructors", source)
    assert source == ["# For instructors\n"]


def test_the_page_of_the_words_has_each_of_them_from_where_it_lives(conf: ModuleType) -> None:
    source = [""]
    conf.complete(None, "docs/words", source)
    members = [line.partition(":members:")[2] for line in source[0].splitlines() if ":members:" in line]
    assert sorted(word for line in members for word in line.strip().split(", ")) == sorted(graders.__all__)
    assert ".. automodule:: graders.bounds.memory\n   :members: memory_ceiling, retained_ceiling\n" in source[0]


def test_what_scrolls_is_reached_by_keyboard_and_a_part_is_a_heading(conf: ModuleType) -> None:
    body = '<pre>a</pre><th class="head"><p></p></th><div class="table-wrapper container">b</div>'
    context = {"body": body, "furo_navigation_tree": '<p class="caption" role="heading">'}
    conf.reachable(None, "README", "page.html", context, None)
    scrolling = '<div tabindex="0" class="table-wrapper container">b</div>'
    assert context["body"] == f'<pre tabindex="0">a</pre><td></td>{scrolling}'
    assert context["furo_navigation_tree"] == '<p class="caption" role="heading" aria-level="2">'


@pytest.mark.parametrize("failed", [None, RuntimeError("a page")])
def test_the_folder_opens_with_the_first_page_where_the_site_was_made(
    failed: Exception | None, conf: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "README.html").write_text("hello", encoding="utf-8")
    conf.complete_site(SimpleNamespace(outdir=tmp_path, builder=SimpleNamespace(format="html")), failed)
    assert (tmp_path / "index.html").exists() == (failed is None)
    assert (tmp_path / "docs" / "pictures" / "board-dark.svg").exists() == (failed is None)


def test_the_site_is_not_kept(noxfile: ModuleType) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    page = f"{noxfile.SITE}/index.html"
    assert subprocess.run(["git", "check-ignore", "-q", page], cwd=ROOT, check=False).returncode == 0


def test_the_site_is_made_with_each_change() -> None:
    assert "nox -s docs\n" in (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")


def test_there_is_a_form_for_a_verdict_and_for_an_exercise() -> None:
    assert [form.stem for form in FORMS] == ["exercise", "verdict"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_has_what_github_asks_of_one(form: Path) -> None:
    read = loaded(form)
    assert read.keys() <= {"name", "description", "title", "labels", "body"}
    assert all(isinstance(read[key], str) and read[key] for key in ("name", "description", "title"))
    asked = [each for each in read["body"] if each["type"] != "markdown"]
    for each in read["body"]:
        assert each["type"] in {"markdown", "input", "textarea", "dropdown", "checkboxes"}
        assert each.keys() <= {"type", "id", "attributes", "validations"}
        assert each["attributes"]["value" if each["type"] == "markdown" else "label"]
    for each in asked:
        options = each["attributes"].get("options", [])
        assert len(options) == len(set(options))
        assert bool(options) == (each["type"] == "dropdown")
    assert len({each["id"] for each in asked}) == len(asked)
    assert any(each.get("validations", {}).get("required") is True for each in asked)


def test_the_form_for_a_verdict_asks_for_what_it_can_be_repeated_with() -> None:
    body = loaded(ROOT / ".github" / "ISSUE_TEMPLATE" / "verdict.yml")["body"]
    required = {each["id"] for each in body if each.get("validations", {}).get("required")}
    assert required >= {"exercise", "answer", "card", "machine"}


def test_the_citation_is_of_this_version() -> None:
    citation = loaded(ROOT / "CITATION.cff")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation.keys() >= {"cff-version", "message", "title", "authors"}
    assert (citation["version"], citation["license"]) == (project["version"], project["license"])


def loaded(path: Path) -> dict[str, Any]:
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read

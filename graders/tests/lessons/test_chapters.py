"""A topic's page lists its chapters; chapters and exercises name each other; a handout has no link to what it lacks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graders.authors.handout.copy import copy_course
from graders.model.exercises import ROOT, find_exercises
from graders.tests.lessons.pages import WITH_CHAPTERS, Page, anchor, chapters

CHAPTERS = [path for topic in WITH_CHAPTERS for path in chapters(topic)]
PRACTICE = re.compile(r"- \[(\d\d\.\d\d) (\w+)\]\(\.\./(\w+)/README\.md\): .+")
"""How a chapter names an exercise: a line of a list, so that a handout can leave it out."""

topics = pytest.mark.parametrize("topic", WITH_CHAPTERS, ids=lambda topic: topic.name)
every_chapter = pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.relative_to(ROOT).as_posix())


@topics
def test_a_topics_page_lists_its_chapters_in_order(topic: Path) -> None:
    rows = [f"| [{number} {Page(path).title}](lesson/{path.name}) |" for number, path in enumerate(chapters(topic), 1)]
    page = (topic / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^(\| \[\d+ [^]]*\]\(lesson/[^)]*\) \|)", page, re.MULTILINE) == rows


@topics
def test_a_topics_page_is_one_screen_beside_its_tables(topic: Path) -> None:
    lines = (topic / "README.md").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if not line.startswith("|")]) <= 50


@topics
def test_chapters_and_exercises_name_each_other(topic: Path) -> None:
    there = {
        (link.split("/")[1], path.name)
        for path in chapters(topic)
        for link in Page(path).links
        if re.match(r"\.\./\w+/", link)
    }
    ladder = [re.findall(r"\]\(([^)]+)\)", line) for line in Page(topic / "README.md").lines if line.startswith("| 0")]
    back = {(page.split("/")[0], link.split("/")[1]) for page, *its in ladder for link in its}
    assert there - back == set(), "the exercise's row in the topic's ladder lacks a link to this chapter"
    assert back - there == set(), "the chapter's list lacks this exercise: - [NN.NN name](../folder/README.md): ..."
    unnamed = {page.split("/")[0] for page, *_ in ladder} - {exercise for exercise, _ in there}
    assert unnamed == set(), "no chapter leads to these exercises"


@every_chapter
def test_a_chapter_names_exercises_by_number_in_a_list(path: Path) -> None:
    numbers = {each.folder.name: each.number for each in find_exercises() if each.folder.parent == path.parents[1]}
    for line in Page(path).lines:
        if re.search(r"\]\(\.\./\w+/", line):
            named = PRACTICE.fullmatch(line)
            assert named, f"{line}: - [NN.NN name](../folder/README.md): what it is about"
            assert (named[1], named[2]) == (numbers[named[3]], named[3][3:])


@every_chapter
def test_a_chapter_leads_to_the_next(path: Path) -> None:
    its = chapters(path.parents[1])
    following = its[its.index(path) + 1 :][:1]
    onward = "".join(f". Next: [{Page(each).title}]({each.name})" for each in following)
    assert Page(path).lines[-1] == f"[Back to the topic](../README.md){onward}"


@every_chapter
def test_a_chapter_ends_in_a_mistake_and_the_last_in_questions(path: Path) -> None:
    is_last = path == chapters(path.parents[1])[-1]
    wanted = ["common-mistakes", "questions", "exercises"] if is_last else ["a-common-mistake", "exercises"]
    assert list(Page(path).sections)[-len(wanted) :] == wanted
    if is_last:
        asked = re.findall(r"<details><summary>(.+)</summary>\n\n", Page(path).sections["questions"].text)
        assert len(asked) >= 6
        assert "`" not in "".join(asked), "in a summary GitHub shows Markdown as it stands: <code>...</code>"


@every_chapter
def test_a_chapters_links_lead_to_headings_that_are_there(path: Path) -> None:
    for link in Page(path).links:
        target, _, place = link.partition("#")
        page = Page((path.parent / target).resolve() if target else path)
        assert not place or place in page.sections or place == anchor(page.title), link


def test_a_handout_has_the_lesson_and_no_link_to_what_is_left_out(tmp_path: Path) -> None:
    everything = find_exercises()
    last = everything[-1]
    copy_course(tmp_path, [last], "# Learners\n")
    pages = list((tmp_path / "exercises").rglob("*.md"))
    assert [page.name for page in chapters(tmp_path / "exercises" / last.folder.parent.name)] == [
        page.name for page in chapters(last.folder.parent)
    ]
    dead = [
        f"{page.relative_to(tmp_path)}: {link}"
        for page in pages
        for link in Page(page).links
        if not (page.parent / link.partition("#")[0]).exists()
    ]
    assert dead == []

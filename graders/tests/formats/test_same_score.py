"""All formats show the same score and the same maximum of one report."""

from __future__ import annotations

import base64
import json
import pkgutil
import random
import re

import pytest

from graders import formats
from graders.formats import classroom, classroom50, gradebook, gradescope, junit, prairielearn
from graders.formats.summary import summary
from graders.model.report import Report
from graders.tests.end_to_end.test_hostile_text import steers, texts
from graders.tests.formats import readers
from graders.tests.formats.samples import (
    ENVIRON,
    SAMPLES,
    TOPICS,
    hostile_report,
    random_reports,
    totals,
    valid,
)

WITHOUT_SCORE = {
    "annotations": "marks on single lines",
    "rows": "what the formats are made of",
    "texts": "the words beside it",
}
"""The modules of graders/formats that show no score, and what they are instead."""


def drawn(found: Report) -> dict[str, tuple[int, int]]:
    """The score and the maximum that each format shows, by its module."""
    return {
        "classroom": _classroom(found),
        "classroom50": _fields(json.loads(classroom50.text(found, ENVIRON)), "score", "max-score"),
        "gradescope": _sums(json.loads(gradescope.text(found))["tests"], "score", "max_score"),
        "prairielearn": _sums(json.loads(prairielearn.text(found))["tests"], "points", "max_points"),
        "junit": _fields(readers.junit(junit.text(found))["properties"], "score", "max_score"),
        "gradebook": _fields(readers.gradebook(gradebook.text([gradebook.Entry("x", found)]))[0], "score", "max_score"),
        "summary": _heading(summary(found)),
        "classroom50, its release": _heading(classroom50.body(found, lambda _: "")),
    }


def _classroom(found: Report) -> tuple[int, int]:
    outputs = classroom.outputs(found, TOPICS)
    runners = {each: json.loads(base64.b64decode(text)) for each, text in outputs.items()}
    return readers.check_run_total(runners), readers.check_run_max(runners)


def _sums(tests: list[dict[str, int]], score: str, of: str) -> tuple[int, int]:
    return sum(test[score] for test in tests), sum(test[of] for test in tests)


def _fields(data: dict[str, str], score: str, of: str) -> tuple[int, int]:
    return int(data[score]), int(data[of])


def _heading(page: str) -> tuple[int, int]:
    match = re.match(r"## (\d+) of (\d+) points\n", page)
    assert match
    return int(match[1]), int(match[2])


def test_every_module_of_the_formats_is_under_these_tests() -> None:
    there = {module.name for module in pkgutil.iter_modules(formats.__path__)}
    shown = {name.partition(",")[0] for name in drawn(SAMPLES["done"])}
    assert there == shown | WITHOUT_SCORE.keys()


def test_every_format_shows_the_same_score_of_random_reports() -> None:
    for found in random_reports(400):
        assert set(drawn(found).values()) == {totals(found)}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_format_shows_the_same_score_of_a_sample(name: str) -> None:
    assert set(drawn(SAMPLES[name]).values()) == {totals(SAMPLES[name])}


@pytest.mark.parametrize("seed", range(60))
def test_hostile_text_changes_no_score_no_shape_and_steers_nothing(seed: int) -> None:
    found = hostile_report(random.Random(seed))
    assert set(drawn(found).values()) == {totals(found)}
    runners = {each: json.loads(base64.b64decode(text)) for each, text in classroom.outputs(found).items()}
    made = {
        "classroom": runners,
        "classroom50": json.loads(classroom50.text(found, ENVIRON)),
        "gradescope": json.loads(gradescope.text(found)),
        "prairielearn": json.loads(prairielearn.text(found)),
        "junit": readers.junit(junit.text(found)),
    }
    for name, data in made.items():
        valid(data, name)
        assert not [text for text in texts(data) if steers(text)], name

from __future__ import annotations

import json
import math
import os
import sys
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from graders.judge import results
from graders.judge.plan import Confinement
from graders.model.drawing import Curve, Drawing, Stairs, Timeline
from graders.model.report import VERSION, Frame, Held, Measure, Outcome, Reach, Report
from graders.tests.screens.samples import exercise, make_test, mixed, report
from graders.workers import boot
from graders.workers.inside import confine

VALIDATOR = jsonschema.Draft202012Validator(results.schema())


def written(found: Report, tmp_path: Path) -> Any:
    results.write(found, tmp_path / "results.json")
    return json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))


def full(outcome: Outcome) -> Report:
    """A report in which every field has something to say."""
    test = make_test(
        outcome,
        message="readings pulled: 1,000, at most 100 allowed \x1b \u2028 café",
        detail="one\ntwo",
        requirement="Reads no further than asked.",
        advice="Use yield.",
        measures=[Measure("readings pulled", 1000, 100), Measure("peak", 0.5, 1.5, "at least", "bytes", exact=False)],
        frames=[Frame("kata.py", 3, "total", "return 1")],
        held=[Held("kata.py", 3, "x = []", 70)],
        notes=["4.0 s of work in 2.0 s"],
        drawing=Drawing(
            [Curve("peak memory", 65536, "items taken", [0, 256], [10, 20], [30, 40])],
            [Stairs("items handed over", [0, 1], [0, 2])],
            [Timeline("process", [[(0.0, 0.5)], [(0.1, 0.6)]], 0.6, 1.0)],
            [["a dict, under 'last'", "the attribute 'kept' of a Cache"]],
        ),
        output="hello\n",
        seconds=0.125,
        by_word="the collector's lists are the interpreter's own",
        reaches=[Reach("kata.py", 3, "inspect")],
    )
    found = report(exercise("running_total", [test]), interrupted=True, faults=["no scratch folder"])
    found.slowness = 2.5
    return found


def test_the_schema_file_is_in_step() -> None:
    text = json.dumps(results.schema(), indent=2) + "\n"
    if os.environ.get("GRADERS_GOLDEN") == "write":
        results.SCHEMA.write_text(text, encoding="utf-8", newline="\n")
    assert results.SCHEMA.read_text(encoding="utf-8") == text, "if the new schema is right: GRADERS_GOLDEN=write"


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(results.schema())


@pytest.mark.parametrize("outcome", Outcome)
def test_a_report_of_each_outcome_is_valid_and_comes_back_whole(outcome: Outcome, tmp_path: Path) -> None:
    data = written(full(outcome), tmp_path)
    VALIDATOR.validate(data)
    assert msgspec.convert(data, Report) == full(outcome)


@pytest.mark.parametrize("slowness", [1.0, 2.5])
def test_the_machines_slowness_stands_in_the_file(slowness: float, tmp_path: Path) -> None:
    found = full(Outcome.PASSED)
    found.slowness = slowness
    assert written(found, tmp_path)["slowness"] == slowness


def test_a_report_from_before_it_was_measured_can_still_be_read(tmp_path: Path) -> None:
    data = written(full(Outcome.PASSED), tmp_path)
    del data["slowness"]
    VALIDATOR.validate(data)
    assert msgspec.convert(data, Report).slowness is None


def test_a_mixed_report_is_valid(tmp_path: Path) -> None:
    VALIDATOR.validate(written(mixed(), tmp_path))


@pytest.mark.parametrize("spoilt", [{"version": "one"}, {"exit_code": 2}, {"exercises": [{}]}, {"seed": "7"}])
def test_the_schema_refuses_what_is_no_report(spoilt: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(written(mixed(), tmp_path) | spoilt)


@pytest.mark.parametrize("missing", ["points", "max_points", "exit_code", "exercises", "version"])
def test_the_schema_refuses_a_report_without_its_sums(missing: str, tmp_path: Path) -> None:
    data = written(mixed(), tmp_path)
    del data[missing]
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(data)


def test_the_sums_stand_in_the_file(tmp_path: Path) -> None:
    data, found = written(mixed(), tmp_path), mixed()
    assert (data["points"], data["max_points"], data["exit_code"]) == (found.points, found.max_points, 4)


def test_the_file_is_for_people_too(tmp_path: Path) -> None:
    written(mixed(), tmp_path)
    text = (tmp_path / "results.json").read_text(encoding="utf-8")
    assert text.startswith(f'{{\n  "version": {VERSION},')
    assert text.endswith("}\n")


def test_huge_numbers_keep_the_file_readable(tmp_path: Path) -> None:
    huge = make_test(Outcome.OVER, measures=[Measure("calls", 10**30, 1)])
    assert math.isclose(
        written(report(exercise("running_total", [huge])), tmp_path)["exercises"][0]["tests"][0]["measures"][0][
            "value"
        ],
        1e30,
    )


def test_the_isolation_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert results.isolation(Confinement(inline=True)) == "none: --inline"
    monkeypatch.setattr(confine, "available", lambda: list(confine.LAYERS))
    assert results.isolation() == "separate process, time and memory limits, landlock, seccomp, native"
    assert results.isolation(Confinement(strong=True)).endswith(", landlock, seccomp, native, bubblewrap")
    assert (
        results.isolation(Confinement(without="landlock"))
        == "separate process, time and memory limits, seccomp, native, no landlock"
    )
    monkeypatch.setattr(boot, "can_fork", lambda: False)
    monkeypatch.setattr(
        confine, "available", lambda: [layer for layer in confine.LAYERS if layer not in confine.KERNEL]
    )
    assert results.isolation() == "separate interpreter, time and memory limits, no landlock, no seccomp, no native"
    monkeypatch.setattr(sys, "platform", "win32")
    assert results.isolation() == "separate interpreter, time limits, no landlock, no seccomp, no native"


@pytest.mark.parametrize("layer", confine.LAYERS)
def test_a_layer_that_is_left_out_is_named(monkeypatch: pytest.MonkeyPatch, layer: str) -> None:
    monkeypatch.setattr(confine, "available", lambda: list(confine.LAYERS))
    assert results.isolation(Confinement(without=layer)).endswith(f", no {layer}")

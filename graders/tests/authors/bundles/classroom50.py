"""Classroom 50 as it is published, in small: what it packs of a repository, what its runner does, what it accepts.

    publish   packs the FOLDERS ``*/autograders/SLUG/`` of the configuration's repository, and nothing else
    grade     fetches that of an assignment, starts its autograder in a checkout, and reads what it left there
    refusal   why a result is not taken

Written down from its documents and its behaviour, apart from the code that it checks.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MAX_BUNDLE_BYTES = 10 * 1024 * 1024
"""Of a bundle: more than that is not fetched."""

IDENTITY = {
    "CLASSROOM": "py-101",
    "ASSIGNMENT": "first-week",
    "SUBMISSION_TAG": "submit/2026-11-05T10-00-00Z-1234567",
    "USERNAME": "ada",
    "OWNER": "ada",
    "ASSIGNMENT_TYPE": "individual",
    "COMMIT_URL": "https://example.org/o/py-101-first-week-ada/commit/1234567",
    "RELEASE_URL": "https://example.org/o/py-101-first-week-ada/releases/tag/submit%2F1",
    "REVIEW_URL": "https://example.org/o/py-101-first-week-ada/compare/a...b",
    "PAGES_BASE_URL": "https://example.org/classroom50",
    "MODE": "individual",
}
"""What the runner says of a submission."""


def publish(config: Path, site: Path) -> None:
    """The site of a configuration's repository: ``CLASSROOM/autograders/SLUG.tar.gz`` for each such folder."""
    for folder in sorted(config.glob("*/autograders/*/")):
        if folder.is_dir() and not folder.name.startswith("."):
            target = site / folder.parent.parent.name / "autograders" / f"{folder.name}.tar.gz"
            target.parent.mkdir(parents=True, exist_ok=True)
            with tarfile.open(target, "w:gz") as archive:
                archive.add(folder, arcname=folder.name)


@dataclass(frozen=True)
class Graded:
    """What a run of the job came to."""

    status: str
    """"success", "failure" or "error"."""
    summary: str
    result: dict[str, Any]
    body: str
    """What the learner reads."""
    log: str
    """What the autograder printed."""

    @property
    def points(self) -> tuple[int, int]:
        """Points and their maximum, as the table of scores has them."""
        return self.result["score"], self.result["max-score"]


def grade(site: Path, checkout: Path, work: Path, environ: dict[str, str]) -> Graded:
    """Grade a checkout as the job does; ``work`` is the runner's folder for what is temporary."""
    given = {**environ, **IDENTITY, "RUNNER_TEMP": str(work), "GITHUB_ACTIONS": "true"}
    for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV"):
        given[name] = str(work / name)
    result, body = checkout / "result.json", checkout / "release-body.md"
    for file in (result, body):
        if file.exists():
            file.unlink()
    bundle = site / IDENTITY["CLASSROOM"] / "autograders" / f"{IDENTITY['ASSIGNMENT']}.tar.gz"
    server = work / "classroom50-runtime"
    log = ""
    if bundle.exists():
        packed = bundle.read_bytes()
        if len(packed) > MAX_BUNDLE_BYTES:
            return _error("bundle fetch failed: too large")
        with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as archive:
            # By the attribute, which a Python without filters (3.11.0 to 3.11.3) passes over.
            archive.extraction_filter = getattr(tarfile, "data_filter", None)
            archive.extractall(server)
    entry = server / IDENTITY["ASSIGNMENT"] / "autograder.py"
    if not entry.is_file():
        return Graded(
            "success", "submitted, no autograder configured", {"score": 0, "max-score": 0, "tests": []}, "", ""
        )
    given["CLASSROOM50_BUNDLE_DIR"] = str(entry.parent)
    done = subprocess.run(
        [sys.executable, str(entry)], cwd=checkout, env=given, capture_output=True, text=True, check=False
    )
    log = done.stdout + done.stderr
    if done.returncode:
        return _error(f"autograder exited {done.returncode}", log)
    if not result.is_file():
        return _error("autograder did not produce result.json", log)
    data = json.loads(result.read_text(encoding="utf-8"))
    refused = refusal(data)
    if refused:
        return _error(refused, log)
    status, summary = _status(data)
    read = body.read_text(encoding="utf-8", errors="replace") if body.is_file() else summary
    return Graded(_forced(work) or status, summary, data, read, log)


def _error(summary: str, log: str = "") -> Graded:
    """No release is published then."""
    return Graded("error", summary, {"score": 0, "max-score": 0, "tests": []}, "", log)


def _forced(work: Path) -> str:
    """The status that somebody wrote to the step's output: the runner takes it."""
    output = work / "GITHUB_OUTPUT"
    lines = output.read_text(encoding="utf-8").splitlines() if output.exists() else []
    return next((line.removeprefix("status=") for line in lines if line.startswith("status=")), "")


def _status(data: dict[str, Any]) -> tuple[str, str]:
    points = f"{data['score']}/{data['max-score']}"
    if not data["tests"]:
        return "success", "submitted, no autograder configured"
    if all(test["passed"] for test in data["tests"]):
        return "success", f"{points} (all tests passed)"
    return "failure", points


def refusal(data: Any) -> str:
    """Why a result is not taken; "" for one that is."""
    if not isinstance(data, dict):
        return "no object"
    expected = {
        "schema": "classroom50/result/v1",
        **{name.lower(): IDENTITY[name] for name in ("CLASSROOM", "ASSIGNMENT")},
    }
    for name, value in expected.items():
        if data.get(name) != value:
            return f"{name} is {data.get(name)!r}, not {value!r}"
    for name in ("submission", "commit", "release", "review"):
        if not isinstance(data.get(name), str) or not data[name]:
            return f"{name} is not a text"
    if not data["submission"].startswith("submit/"):
        return "submission does not begin with submit/"
    extra = set(data) - {*expected, "submission", "commit", "release", "review", "score", "max-score", "tests"}
    if extra:
        return f"has more: {sorted(extra)}"
    if not isinstance(data.get("tests"), list):
        return "tests is not a list"
    for place, test in enumerate(data["tests"]):
        if not isinstance(test, dict):
            return f"test {place} is no object"
        if not isinstance(test.get("test-name"), str) or not test["test-name"]:
            return f"test {place} has no name"
        if type(test.get("passed")) is not bool:
            return f"test {place} does not say whether it passed"
    for place, each in enumerate([data, *data["tests"]]):
        score, most = each.get("score"), each.get("max-score")
        if type(score) is not int or type(most) is not int or not 0 <= score <= most:
            return f"score {score!r} of {most!r} (place {place})"
    return ""


def environment() -> dict[str, str]:
    """The environment of a hosted runner without what belongs to the test's own run."""
    ours = ("COV", "PYTEST", "GITHUB_", "RUNNER_", "PYTHON")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}

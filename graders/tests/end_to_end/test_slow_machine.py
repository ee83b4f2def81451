"""A slow machine, by the real commands: limits of CPU time grow with it, and what was applied is told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graders.tests.end_to_end.checkout import Checkout
from graders.tests.end_to_end.test_bad_input import DEF, GOOD, body

FORCED = """import sys
from graders.model import speed
speed.slowness = lambda: 2.5
from graders.commands import main
sys.exit(main(sys.argv[1:]))
"""
"""The command on a machine of which the measurement says that it is slow; no option or variable does that."""

TESTS = '''from graders import time_limit
from running_total import running_total


def test_sums():
    """Each reading gives the sum so far.

    Try: add on paper.
    """
    time_limit(cpu=0.2)
    assert list(running_total([3, 1, 2])) == [3, 4, 6]
'''

TAKES_TWICE_AS_LONG = (
    "import time\n" + DEF + "    while time.process_time() < 0.4:\n        pass\n" + GOOD.removeprefix(DEF)
)
"""Right, after twice the CPU time that the test has on the reference machine."""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A slow answer, an endless one, and a quick one, each of which one of two judges may get."""
    made = Checkout(tmp_path_factory.mktemp("slow") / "checkout")
    for number, (name, source) in enumerate(
        {
            "slow": TAKES_TWICE_AS_LONG.encode(),
            "endless": body("while True:", "    pass"),
            "quick": GOOD.encode(),
        }.items(),
        1,
    ):
        made.exercise(number, name, source, TESTS)
    return made


def forced(checkout: Checkout, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command on a machine that takes 2.5 times the time."""
    command = [sys.executable, "-c", FORCED, *arguments]
    return subprocess.run(command, cwd=checkout.root, env=checkout.environment, capture_output=True, text=True)


def results(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("jobs", ["--jobs=1", "--jobs=2"])
def test_every_judge_gives_the_time_that_the_machine_takes(checkout: Checkout, tmp_path: Path, jobs: str) -> None:
    done = forced(checkout, "grade", jobs, "--json", str(tmp_path / "out.json"))
    found = results(tmp_path / "out.json")
    tests = {each["name"]: each["tests"][0] for each in found["exercises"]}
    assert (done.returncode, done.stderr) == (1, "")
    assert found["slowness"] == 2.5
    assert {name: test["outcome"] for name, test in tests.items()} == {
        "slow": "passed",
        "endless": "late",
        "quick": "passed",
    }
    assert tests["endless"]["message"].endswith(" s of CPU, 0.5 s allowed (0.2 s on the reference machine)")
    assert "0.5 s allowed (0.2 s on the" in " ".join(done.stdout.split())


def test_what_is_handed_in_cannot_make_the_machine_slow(checkout: Checkout, tmp_path: Path) -> None:
    """A submission brings its own graders, settings and hooks: none of them counts."""
    theirs = tmp_path / "theirs"
    folder = theirs / "exercises" / "02_iterators" / "02_endless"
    folder.mkdir(parents=True)
    lies = "from graders.model import speed\nspeed.slowness = lambda: 9.0\nspeed.REFERENCE_SECONDS = 1e-9\n"
    (folder / "endless.py").write_bytes(lies.encode() + body("while True:", "    pass"))
    for name in ("conftest.py", "sitecustomize.py", "graders/model/speed.py"):
        (theirs / name).parent.mkdir(parents=True, exist_ok=True)
        (theirs / name).write_text(lies, encoding="utf-8")
    forced(checkout, "grade", "endless", "--submission", str(theirs), "--json", str(tmp_path / "out.json"))
    found = results(tmp_path / "out.json")
    (test,) = found["exercises"][0]["tests"]
    assert found["slowness"] == 2.5
    assert (test["outcome"], "No module named 'graders'" in test["message"]) == ("refused", True)


def test_the_doctor_tells_it(checkout: Checkout) -> None:
    done = forced(checkout, "doctor")
    (line,) = (line for line in done.stdout.splitlines() if line.split()[:1] == ["speed"])
    assert line.split(maxsplit=1)[1].startswith("2.5 times as slow as the reference machine (")
    assert done.returncode == 0

"""Grades the checkout in the working directory with the course of this bundle; started by Classroom 50's runner.

Exits 0 with a result.json for every fault of a student, and with something else only when the grader cannot work.
Uses the standard library alone: it makes an environment for the graders first.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

BUDGET = 840.0
"""Seconds that all may take, set-up included: the runner's job ends after 900."""

LEAST = 120.0
"""Seconds that the grading has at least, however long the set-up took."""

RUNNERS = ("CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL", "REVIEW_URL")
"""What the result has to say again."""

SYSTEMS = ("PATH", "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE", "PIP_INDEX_URL", "PIP_FIND_LINKS", "PIP_CERT")


def main() -> int:
    """Grade; the exit code of the graders, where they could not work."""
    begun = time.monotonic()
    course = Path(os.environ.get("CLASSROOM50_BUNDLE_DIR") or Path(__file__).parent) / "course"
    selected = (course / "selected.txt").read_text(encoding="utf-8").split()
    checkout = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        python = environment(Path(folder), course)
        budget = max(BUDGET - (time.monotonic() - begun), LEAST)
        report = ["-m", "graders", "report", "classroom50", *selected]
        where = ["--submission", str(checkout), "--out", str(checkout / "result.json"), "--budget", str(budget)]
        return subprocess.run([python, *report, *where], cwd=course, env=clean(), check=False).returncode


def environment(folder: Path, course: Path) -> str:
    """The Python of a new environment with what the graders need."""
    venv.create(folder, with_pip=True)
    python = str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    needed = re.findall(r'^    "(.+)",$', (course / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    subprocess.run([python, "-m", "pip", "install", "-q", *needed], env=clean(), check=True)
    return python


def clean() -> dict[str, str]:
    """The environment without the runner's files and tokens: a learner's code has no use for them."""
    return {name: os.environ[name] for name in (*RUNNERS, *SYSTEMS) if name in os.environ}


if __name__ == "__main__":
    sys.exit(main())

"""Grades the checkout in the working directory with the course of this bundle.

    result.json       written last: the points
    release-body.md   what the learner reads

Classroom 50's runner starts it. Exits 0 for every fault of a student, with a failing row; with
something else and one line where the grader itself cannot work. The job ends after 15 minutes,
whatever was before this script and comes after it: so its time is counted from the job's start.
Uses the standard library alone: it makes an environment for the graders first.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

RESULT, BODY = "result.json", "release-body.md"

BUDGET_SECONDS = 700.0
"""What all may take, counted from the start of the job; the rest is for the test that runs then,
and for publishing."""

JOB_SECONDS = 900.0
"""When the job is ended: what is older is not of this job."""

UNSEEN_SECONDS = 60.0
"""What is assumed to have gone by where nothing tells of the job's start."""

MIN_GRADING_SECONDS = 60.0
"""What must be left for the grading itself, or there is no use in it."""

GRACE_SECONDS = 90.0
"""How much longer the graders may take than they were told, before they are ended."""

OLDEST = (3, 11)
"""The first Python that the graders run on."""

FAULT = 4
"""The exit code where the grader could not work."""

RUNNERS = ("CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL", "REVIEW_URL")
"""What the result has to say again."""

SYSTEMS = (
    *("PATH", "HOME", "LANG", "TMPDIR", "TEMP", "TMP"),
    *("SYSTEMROOT", "LD_LIBRARY_PATH", "SSL_CERT_FILE"),
)
"""What programs rely on."""


class CannotGrade(Exception):
    """The grader cannot work; the message is one line that says why."""


def main() -> int:
    """Grade; 0 with a result, or 4 with one line."""
    end = time.monotonic() - seconds_of_the_job() + BUDGET_SECONDS
    bundle = Path(os.environ.get("CLASSROOM50_BUNDLE_DIR") or Path(__file__).parent)
    try:
        grade(Path.cwd(), bundle / "course", end)
    except Exception as error:  # of a traceback an instructor would only be shown the last line
        kind = "" if isinstance(error, CannotGrade) else f"{type(error).__name__}: "
        reason = f"{kind}{error}"
        complain(f"The submission could not be graded, which is not its fault: {reason}")
        return FAULT
    return 0


def grade(checkout: Path, course: Path, end: float) -> None:
    """Grade a checkout until a moment of the monotonic clock.

    Raises:
        CannotGrade: the graders could not be set up, failed, did not end, or told nothing.
    """
    if sys.version_info < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        found = sys.version.split()[0]
        what = f"the assignment's runtime needs Python {wanted} or newer, and has {found}"
        raise CannotGrade(what)
    for name in (RESULT, BODY):
        clear(checkout / name)  # a student's own is never taken for ours
    selected = (course / "selected.txt").read_text(encoding="utf-8").split()
    with tempfile.TemporaryDirectory(
        dir=os.environ.get("RUNNER_TEMP") or None, ignore_cleanup_errors=True
    ) as scratch:
        python = environment(course, Path(scratch), end - MIN_GRADING_SECONDS)
        left = end - time.monotonic()
        print(f"  the graders are set up; {left:.0f} s are left to grade", flush=True)
        report = [python, "-m", "graders", "report", "classroom50", *selected]
        report += ["--submission", str(checkout), "--out", str(checkout / RESULT)]
        report += ["--budget", f"{left:.1f}"]
        print(step("grading", report, course, end + GRACE_SECONDS))
    check(checkout / RESULT)


def environment(course: Path, scratch: Path, until: float) -> str:
    """The Python of an environment with what the graders need: one that is kept, or a new one.

    Raises:
        CannotGrade: it could not be made, or not in time.
    """
    kept, made = kept_environment(course), scratch / "environment"
    if kept is not None and works(kept):
        return str(python_of(kept))
    # In isolation and elsewhere than in the checkout: there a student's pip.py would be run in
    # pip's place.
    step("making an environment", [sys.executable, "-I", "-m", "venv", str(made)], scratch, until)
    pip = [str(python_of(made)), "-I", "-m", "pip", "install", "-q"]
    pip += ["--no-input", "--disable-pip-version-check"]
    step("installing the graders' requirements", [*pip, *requirements(course)], scratch, until)
    if kept is not None:
        try:
            return str(python_of(made.rename(kept)))
        except OSError:  # another disk, no right to write there, or somebody was faster
            pass
    return str(python_of(made))


def kept_environment(course: Path) -> Path | None:
    """Where a runner of one's own keeps it from job to job: by its content and its Python."""
    tools = os.environ.get("RUNNER_TOOL_CACHE")
    if not tools:
        return None
    python = [sys.version, os.path.realpath(sys.executable), sysconfig.get_platform()]
    content = "\n".join([*requirements(course), *python])
    return Path(tools) / f"bounded-katas-{hashlib.sha256(content.encode()).hexdigest()[:16]}"


def requirements(course: Path) -> list[str]:
    """What the graders need."""
    import tomllib  # not above: an older Python has to get as far as to say that it is one

    settings = tomllib.loads((course / "pyproject.toml").read_text(encoding="utf-8"))
    return [str(each) for each in settings["dependency-groups"]["grade"]]


def python_of(environment: Path) -> Path:
    """The interpreter of an environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def works(environment: Path) -> bool:
    """True for an environment that is there and complete."""
    imports = [str(python_of(environment)), "-I", "-c", "import msgspec, psutil, pytest, rich"]
    try:
        done = subprocess.run(
            imports, env=clean(), check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    return done.returncode == 0


def step(what: str, command: list[str], folder: Path, until: float) -> str:
    """Run a command to its end; the last line that it said.

    Raises:
        CannotGrade: it failed, or took too long.
    """
    left = max(until - time.monotonic(), 0.0)
    # No pipe: a child that outlives the command would hold it open.
    with tempfile.TemporaryFile() as log:
        try:
            code = subprocess.run(
                command,
                cwd=folder,
                env=clean(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                timeout=left,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            late = f"was not done in the {left:.0f} s that were left; run the job again"
            raise CannotGrade(f"{what} {late}") from None
        log.seek(0)
        said = log.read().decode("utf-8", "replace").split("\n")
    last = next((line.rstrip() for line in reversed(said) if line.strip()), "")
    if code:
        raise CannotGrade(f"{what} failed: {last.strip() or f'exit code {code}'}")
    return last


def clear(path: Path) -> None:
    """Remove what is at a path, whatever it is."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def check(result: Path) -> None:
    """See that the result says something: 0 of 0 points would be shown as a success.

    Raises:
        CannotGrade: nothing in it counts.
    """
    said = json.loads(result.read_text(encoding="utf-8"))
    if not said["tests"] or not said["max-score"]:
        raise CannotGrade("this machine could not tell about a single test; run the job again")


def clean() -> dict[str, str]:
    """The environment without the runner's files and tokens: learners' code has no use for them."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in (*RUNNERS, *SYSTEMS)
        or name.startswith("PIP_")
        or name.lower().endswith("_proxy")
    }


def complain(line: str) -> None:
    """Say why nothing was graded: on GitHub by an annotation, since nothing is published then."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        line = "::error::" + line.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(line.replace("\n", " "), file=sys.stderr)


def seconds_of_the_job() -> float:
    """How long the job has been running, by the oldest thing that is there from its start.

    The runner says it nowhere. Two things are there from the start: its worker, a process for each
    job, seen where there is a /proc and the job is in no container; and the folder of the event,
    made for the first step. The file in it is written again for every step, the folder is not.
    """
    found = list(worker_seconds())
    event = os.environ.get("GITHUB_EVENT_PATH")
    if event:
        with contextlib.suppress(OSError):
            found.append(time.time() - os.stat(os.path.dirname(event)).st_mtime)
    return max((each for each in found if 0 <= each < JOB_SECONDS), default=UNSEEN_SECONDS)


def worker_seconds() -> Iterator[float]:
    """How long the runner's worker, from which this process descends, has been running."""
    pid = os.getppid()
    try:
        while pid > 1:
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
            name, _, rest = stat.partition("(")[2].rpartition(")")
            fields = rest.split()  # from the third field on, as proc(5) counts them
            if name == "Runner.Worker":
                started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
                yield time.clock_gettime(time.CLOCK_BOOTTIME) - started
            pid = int(fields[1])
    except (OSError, ValueError, IndexError, AttributeError):
        return  # no /proc, or not a /proc of Linux


if __name__ == "__main__":
    sys.exit(main())

"""Every job of the repository: ``nox -l`` lists them, ``nox -s grade -- running_total`` runs one.

Exit codes of grade: 0 all passed, 1 something to mend or to do, 2 a request that cannot be followed, 3 this machine
cannot tell, 4 a fault of the graders. Any job runs on another Python with -P: ``nox -s tests -P 3.12``.
The environments are in .nox, or in the folder that KATAS_ENVDIR names.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nox

ENVIRONMENTS = os.environ.get("KATAS_ENVDIR", ".nox")
"""Where the environments are; not made absolute here, because nox warns of long paths."""

QUIET = (
    "grade",
    "hint",
    "reset",
    "doctor",
    "github",
    "report",
    "grade_class",
    "handout",
    "bundle",
    "verify",
    "attacks",
    "bench",
)
"""Sessions that share one environment, and whose output and exit code are the graders' alone."""

FAULT = 4
"""The exit code of a fault that is not the learner's."""

MISLEADING = (
    *("PYTHONSAFEPATH", "PYTHONOPTIMIZE", "PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "PYTHONINSPECT", "PYTHONDEBUG"),
    *("PYTHONVERBOSE", "PYTHONCASEOK", "PYTHONPLATLIBDIR", "PYTHONUSERBASE", "PYTHONEXECUTABLE"),
    *("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_NO_DEPS", "PIP_DRY_RUN", "PIP_PYTHON"),
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"),
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE"),
    *("GIT_REPLACE_REF_BASE", "GIT_CEILING_DIRECTORIES"),
)
"""A user's settings that have Python, pip or git look elsewhere than these jobs rely on."""

for _name in MISLEADING:
    os.environ.pop(_name, None)
os.environ["PIP_USER"] = "0"  # a configuration file may say otherwise as well

nox.needs_version = ">=2025.5.1"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.envdir = ENVIRONMENTS
nox.options.reuse_venv = "yes"
nox.options.sessions = ["grade"]


@nox.session(venv_backend="none")
def grade(session: nox.Session) -> None:
    """Grade all exercises, or the named ones: nox -s grade -- running_total."""
    graders(session, "grade")


@nox.session(venv_backend="none")
def grade_class(session: nox.Session) -> None:
    """Grade a folder of submissions: nox -s grade_class -- SUBMISSIONS --out grades.csv."""
    graders(session, "grade_class")


@nox.session(venv_backend="none")
def hint(session: nox.Session) -> None:
    """Show one more hint: nox -s hint -- running_total."""
    graders(session, "hint")


@nox.session(venv_backend="none")
def reset(session: nox.Session) -> None:
    """Bring back the stub of an exercise and keep a copy of your text: nox -s reset -- running_total."""
    graders(session, "reset")


@nox.session(venv_backend="none")
def verify(session: nox.Session) -> None:
    """Check exercises as an author: the reference passes, every decoy is caught."""
    graders(session, "verify")


@nox.session(venv_backend="none")
def attacks(session: nox.Session) -> None:
    """Grade the suite of hostile submissions: none may score or do harm."""
    graders(session, "attacks")


@nox.session(venv_backend="none")
def doctor(session: nox.Session) -> None:
    """Tell what this machine can measure and how the learner's code is held."""
    graders(session, "doctor")


@nox.session(venv_backend="none")
def bench(session: nox.Session) -> None:
    """Time the graders themselves."""
    graders(session, "bench")


@nox.session(venv_backend="none")
def github(session: nox.Session) -> None:
    """Grade as a step of a GitHub workflow: results, summary and annotations go where the runner looks for them."""
    graders(session, "github")


@nox.session(venv_backend="none")
def report(session: nox.Session) -> None:
    """Grade a submission into the file that a platform takes: nox -s report -- junit --submission DIR --out FILE."""
    graders(session, "report")


@nox.session(venv_backend="none")
def handout(session: nox.Session) -> None:
    """Write the learners' repository: nox -s handout -- DIR --only iterators,04.03."""
    graders(session, "handout")


@nox.session(venv_backend="none")
def bundle(session: nox.Session) -> None:
    """Pack the course for a platform: nox -s bundle -- classroom50 first-week; or gradescope."""
    graders(session, "bundle")


@nox.session
def tests(session: nox.Session) -> None:
    """Test the graders with coverage; with arguments for pytest, coverage has no floor."""
    install(session, "tests")
    session.run("python", "-m", "coverage", "run", "-m", "pytest", "graders/tests", *session.posargs)
    session.run("python", "-m", "coverage", "report", *(["--fail-under=0"] if session.posargs else []))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    install(session, "lint")
    session.run("python", "-m", "ruff", "check", ".")
    session.run("python", "-m", "ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of the graders."""
    install(session, "types")
    session.run("python", "-m", "mypy", *session.posargs)


def graders(session: nox.Session, command: str) -> None:
    """Runs ``python -m graders`` and leaves with its exit code where that is not 0."""
    code = call(shared(session), "-m", "graders", command, *session.posargs)
    if code:
        # Not session.error(): nox would make it 1, and add red lines to a result that is none of its own.
        sys.exit(code if code > 0 else 128 - code)


def call(*command: str) -> int:
    """The exit code of a command, which an interrupt from the keyboard reaches as well: it is left time to tidy up."""
    with subprocess.Popen(command) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            return process.wait()


def shared(session: nox.Session) -> str:
    """The Python of the environment that the quiet sessions share; built on first use and when the group changes."""
    version = session.python or f"{sys.version_info.major}.{sys.version_info.minor}"
    folder = Path(ENVIRONMENTS).absolute() / f"katas-{version}"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    wanted = requirements("grade")
    if not (python.exists() and fresh(folder, wanted)):
        print(f"Setting up the graders in {folder}: once, for a minute.", flush=True)
        build(folder, python, str(session.python or sys.executable), wanted)
    return str(python)


def build(folder: Path, python: Path, interpreter: str, wanted: list[str]) -> None:
    """Makes an environment from nothing; a failure leaves it without a stamp, so that the next run starts again."""
    uv = shutil.which("uv")
    pip = [uv, "pip", "install", "-q", "--python", str(python)] if uv else [str(python), "-m", "pip", "install", "-qq"]
    make = [sys.executable, "-m", "virtualenv", "-q", "--clear", "--no-periodic-update", "-p", interpreter, str(folder)]
    for step in (make, [*pip, *wanted]):
        if call(*step):
            print(f"Could not set up the graders. This failed: {' '.join(step)}", file=sys.stderr)
            sys.exit(FAULT)
    stamp(folder, wanted)


def install(session: nox.Session, group: str) -> None:
    """Installs a dependency group, unless the session's environment holds it already."""
    wanted = requirements(group)
    if session.venv_backend == "none":  # by --no-venv: the caller's own environment has to hold it
        return
    folder = Path(session.virtualenv.location)
    if fresh(folder, wanted):
        return
    pip = ["uv", "pip"] if session.venv_backend == "uv" else ["python", "-m", "pip"]
    if session.run_install(*pip, "install", *wanted, silent=True) is not None:  # None: skipped by --no-install
        stamp(folder, wanted)


def requirements(group: str) -> list[str]:
    """What a dependency group of pyproject.toml asks for, its included groups resolved."""
    return list(nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), group))


def fresh(folder: Path, wanted: list[str]) -> bool:
    """True when the environment was stamped for these requirements and for the Python that it has."""
    mark = folder / "katas-stamp"
    return mark.is_file() and mark.read_text(encoding="utf-8") == fingerprint(folder, wanted)


def stamp(folder: Path, wanted: list[str]) -> None:
    """Marks the environment as holding the requirements; written whole, so that half a stamp never counts."""
    part = folder / f"katas-stamp.{os.getpid()}"
    part.write_text(fingerprint(folder, wanted), encoding="utf-8")
    part.replace(folder / "katas-stamp")


def fingerprint(folder: Path, wanted: list[str]) -> str:
    """A digest of the requirements and of the environment's own record of its Python."""
    record = folder / "pyvenv.cfg"
    python = record.read_text(encoding="utf-8") if record.is_file() else ""
    return hashlib.sha256("\n".join([*wanted, python]).encode()).hexdigest()


class Hush(logging.Filter):
    """Keeps what nox says about itself out of the quiet sessions: warnings and errors only, unless with --verbose."""

    quiet = False

    def filter(self, record: logging.LogRecord) -> bool:
        """True for a record to show."""
        begins = re.match(r"Running session (\w+)", record.getMessage())
        if begins:
            self.quiet = begins[1] in QUIET
        verbose = logging.getLogger().level < logging.DEBUG
        return verbose or not self.quiet or (record.levelno >= logging.WARNING and not begins)


logging.getLogger("nox").addFilter(Hush())

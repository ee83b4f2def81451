"""The commands of ``python -m graders``, by name: what the nox sessions call."""

from __future__ import annotations

import gc
import importlib
import importlib.util
import sys

from graders.arguments import Usage, answer
from graders.faults import Unable

COMMANDS = {
    "grade": "graders.grade",
    "hint": "graders.hints",
    "reset": "graders.reset",
    "doctor": "graders.doctor",
    "github": "graders.github",
    "report": "graders.report",
    "grade_class": "graders.classes.command",
    "handout": "graders.handout.command",
    "bundle": "graders.bundles.command",
    "verify": "graders.verify",
    "attacks": "graders.attacks.command",
    "bench": "graders.benchmarks",
}
"""A handout has only the first of them."""

JUDGING = frozenset({"grade", "github", "report"})
"""Those that need workers as soon as their tests are collected."""

GRADING = JUDGING | {"grade_class", "verify", "attacks", "bench"}
"""Those that grade: they need what a grading needs of the machine and of the interpreter."""


def main(argv: list[str]) -> int:
    """Run a command; its exit code, 2 with one line for a request that cannot be followed.

    Raises:
        Unable: it cannot be done as the machine or the interpreter is set up.
    """
    # A short-lived process that builds many objects and drops few: the collector would only walk them again and again.
    gc.set_threshold(100_000, 50, 50)
    return answer(lambda: _run(argv))


def _run(argv: list[str]) -> int:
    name, *rest = argv or [""]
    if not _is_there(name):
        raise Usage(f"no command {name!r}; there are: {', '.join(filter(_is_there, COMMANDS))}")
    if name in GRADING:
        _check_surroundings()
    if name in JUDGING:
        from graders import judges  # the other commands start sooner without
        from graders.bench import boot

        boot.ahead(judges.cores())
    code: int = importlib.import_module(COMMANDS[name]).main(rest)
    return code


def _check_surroundings() -> None:
    from graders.bench import boot

    if sys.flags.optimize:
        raise Unable(
            "this Python leaves out docstrings or asserts, of which the tests are made; unset PYTHONOPTIMIZE, and give"
            " no -O"
        )
    try:
        boot.make_room()
    except OSError as error:
        raise Unable(str(error.strerror)) from None


def _is_there(name: str) -> bool:
    try:
        return name in COMMANDS and importlib.util.find_spec(COMMANDS[name]) is not None
    except ModuleNotFoundError:  # its package is not there either
        return False

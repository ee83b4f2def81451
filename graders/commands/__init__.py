"""The commands of ``python -m graders``, by name: what the nox sessions call."""

from __future__ import annotations

import gc
import importlib
import importlib.util
import sys

from graders.commands.arguments import answer
from graders.model.errors import Usage
from graders.model.faults import Unable

COMMANDS = {
    "grade": "graders.commands.grade",
    "watch": "graders.commands.watching.command",
    "list": "graders.commands.listing",
    "page": "graders.commands.page",
    "hint": "graders.commands.hints",
    "reset": "graders.commands.reset",
    "solution": "graders.commands.solution",
    "profile": "graders.commands.profiling",
    "update": "graders.commands.updating.command",
    "doctor": "graders.commands.doctor",
    "github": "graders.commands.github",
    "report": "graders.commands.report",
    "grade_class": "graders.authors.classes.command",
    "cluster": "graders.authors.cluster.command",
    "handout": "graders.authors.handout.command",
    "bundle": "graders.authors.bundles.command",
    "new": "graders.authors.new.command",
    "verify": "graders.authors.verify",
    "mutate": "graders.authors.mutation.command",
    "similarity": "graders.authors.similarity.command",
    "attacks": "graders.authors.attacks.command",
    "renumber": "graders.authors.renumber",
    "bench": "graders.authors.benchmark",
}
"""A handout has only the first of them."""

JUDGING = frozenset({"grade", "github", "report"})
"""Those that need workers as soon as their tests are collected."""

GRADING = JUDGING | {"watch", "profile", "grade_class", "verify", "mutate", "attacks", "bench"}
"""Those that grade: they need what a grading needs of the machine and of the interpreter."""


def collect_seldom() -> None:
    """For a process of ours that builds many objects and drops few.

    The collector would only walk them again and again.
    """
    gc.set_threshold(100_000, 50, 50)


def main(argv: list[str]) -> int:
    """Run a command; its exit code, 2 with one line for a request that cannot be followed.

    Raises:
        Unable: it cannot be done as the machine or the interpreter is set up.
    """
    collect_seldom()
    return answer(lambda: _run(argv))


def _run(argv: list[str]) -> int:
    name, *rest = argv or [""]
    if not _is_there(name):
        raise Usage(f"no command {name!r}; there are: {', '.join(filter(_is_there, COMMANDS))}")
    if name in GRADING:
        from graders.workers import boot  # here and below: the other commands start sooner without

        if sys.flags.optimize:
            raise Unable(
                "this Python leaves out docstrings or asserts, of which the tests are made; "
                "unset PYTHONOPTIMIZE, and give no -O"
            )
        try:
            boot.make_room()
        except OSError as error:
            raise Unable(str(error.strerror)) from None
        if name in JUDGING:
            from graders.judge import pool

            # Before the command's module is loaded, which takes as long as that interpreter needs
            # to start: then its first worker is there when the first test is.
            boot.prestart(pool.cores())
    code: int = importlib.import_module(COMMANDS[name]).main(rest)
    return code


def _is_there(name: str) -> bool:
    try:
        return name in COMMANDS and importlib.util.find_spec(COMMANDS[name]) is not None
    except ModuleNotFoundError:  # its package is not there either
        return False

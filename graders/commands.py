"""The commands of ``python -m graders``, by name: what the nox sessions call."""

from __future__ import annotations

import gc
import importlib

from graders.arguments import Usage, answer

COMMANDS = {
    "grade": "graders.grade",
    "grade_class": "graders.classes.command",
    "verify": "graders.verify",
    "hint": "graders.hints",
    "reset": "graders.reset",
    "attacks": "graders.attacks.command",
    "doctor": "graders.doctor",
    "bench": "graders.benchmarks",
    "github": "graders.github",
}


def main(argv: list[str]) -> int:
    """Run a command; its exit code, 2 with one line for a request that cannot be followed."""
    # A short-lived process that builds many objects and drops few: the collector would only walk them again and again.
    gc.set_threshold(100_000, 50, 50)
    return answer(lambda: _run(argv))


def _run(argv: list[str]) -> int:
    name, *rest = argv or [""]
    if name not in COMMANDS:
        raise Usage(f"no command {name!r}; there are: {', '.join(COMMANDS)}")
    code: int = importlib.import_module(COMMANDS[name]).main(rest)
    return code

"""``python -m graders COMMAND``: what the nox sessions call."""

from __future__ import annotations

import gc
import importlib
import sys

from graders.arguments import Usage, answer

COMMANDS = {
    "grade": "graders.grade",
    "verify": "graders.verify",
    "hint": "graders.hints",
    "reset": "graders.reset",
    "doctor": "graders.doctor",
    "bench": "graders.benchmarks",
}


def main(argv: list[str]) -> int:
    """The exit code of a command."""
    # A short-lived process that builds many objects and drops few: the collector would only walk them again and again.
    gc.set_threshold(100_000, 50, 50)
    name, *rest = argv or [""]
    if name not in COMMANDS:
        raise Usage(f"no command {name!r}; there are: {', '.join(COMMANDS)}")
    code: int = importlib.import_module(COMMANDS[name]).main(rest)
    return code


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(answer(lambda: main(sys.argv[1:])))

"""The command ``attacks``: every hostile submission of the suite is graded; none may score, harm or surprise."""

from __future__ import annotations

import functools
import sys
import zlib
from collections import Counter
from contextlib import closing
from pathlib import Path

from graders.authors.attacks import orphans, run, side_effects, suite, workspace
from graders.authors.attacks.judgement import Judgement, capped
from graders.authors.attacks.pool import Crew
from graders.authors.attacks.suite import Attack
from graders.commands.arguments import Parser, check_strong
from graders.model import speed
from graders.model.errors import USAGE, Usage
from graders.model.exercises import ROOT, find_exercises
from graders.model.invocation import prog

ALONE = "04"
"""The topic whose exercises need the machine for themselves."""

_SPARE = 120.0

Judged = list[tuple[Attack, Judgement]]


def parser() -> Parser:
    """What ``nox -s attacks --`` understands."""
    made = Parser(
        prog=prog("attacks"), description="Grade hostile submissions; none may score or do harm."
    )
    made.add_shared("selectors", help="a class, a name or its beginning; all for none")
    made.add_shared("--jobs", help="attacks at a time")
    made.add_argument("--list", action="store_true", help="show the attacks and what they try")
    made.add_argument(
        "--without", metavar="LAYER", help="grade with this layer of the defence switched off"
    )
    made.add_shared("--strong")
    return made


def main(argv: list[str] | None = None, folder: Path = suite.SUITE) -> int:
    """Try the attacks; 0 when nothing came of any, 1 otherwise, 2 for a bad request or a bad header."""
    options = parser().parse_args(argv)
    chosen, complaints = _loaded(folder, options.selectors)
    if complaints:
        print("\n".join(complaints), file=sys.stderr)
        return USAGE
    if options.list:
        print(
            "\n".join(
                f"{each.kind}/{each.name}  against {each.against.name}: {each.tries}"
                for each in chosen
            )
        )
        return 0
    check_strong(options.strong)
    flags = ["--strong"] * options.strong + [f"--without={options.without}"] * bool(options.without)
    return _tried(chosen, options.jobs, flags)


def _loaded(folder: Path, selectors: list[str]) -> tuple[list[Attack], list[str]]:
    """The attacks to try and what is wrong with their headers."""
    if sys.platform != "linux":
        raise Usage("the attacks run on Linux only: elsewhere nothing tells what they leave behind")
    missing = [each.name for each in find_exercises() if not each.reference.is_file()]
    if missing:
        raise Usage(
            f"no reference solution here for {', '.join(missing[:5])}; bystanders need them"
        )
    try:
        return suite.load(folder, find_exercises(), selectors)
    except LookupError as nothing:
        raise Usage(str(nothing)) from None


def _tried(chosen: list[Attack], jobs: int, more: list[str]) -> int:
    before = (
        side_effects.left_in_shared_folders(),
        side_effects.files([ROOT / part for part in workspace.PARTS]),
    )
    judged: Judged = []
    speed.slowness()  # now, before anything hostile runs: those who try the attacks are forked, and inherit it
    with orphans.tidy_end(), workspace.workplace() as folder:
        source = folder / "repository"
        workspace.copied(ROOT, source)
        crew = Crew(functools.partial(_work, folder, source, more), _patience)
        for together, number in ((True, jobs), (False, 1)):
            part = [each for each in chosen if (each.against.number[:2] != ALONE) is together]
            with closing(crew.judgements(part, number)) as answers:
                for attack, judgement in answers:
                    judged.append((attack, judgement))
                    print(_line(attack, judgement), flush=True)
    left = _left(*before)
    print(
        "\n".join(
            ["", *table(judged), *_complaints(judged), *(f"  {each}" for each in capped(left))]
        )
    )
    return 1 if left or any(judgement.complaints for _, judgement in judged) else 0


def _work(folder: Path, source: Path, more: list[str], attack: Attack) -> Judgement:
    # A short name: sockets of multiprocessing's fork server lie within, and their paths have a
    # limit of 108 bytes.
    workspace = folder / f"{zlib.crc32(attack.name.encode()):x}"
    return run.tried(
        workspace, source, attack, run.bystander(attack.against, find_exercises()), more
    )


def _patience(attack: Attack) -> float:
    return run.limit(attack, run.bystander(attack.against, find_exercises())) + _SPARE


def _left(shared: set[str], files: side_effects.Files) -> list[str]:
    """What the suite as a whole left on the machine and in this repository."""
    found = [
        f"left in a shared folder: {path}"
        for path in sorted(side_effects.left_in_shared_folders() - shared)
    ]
    now = side_effects.files([ROOT / part for part in workspace.PARTS])
    changed = [each for each in side_effects.changes(files, now) if "__pycache__" not in each]
    return found + [
        f"this repository, by an attack or by somebody who works here: {each}" for each in changed
    ]


def _line(attack: Attack, judgement: Judgement) -> str:
    state = "BAD " if judgement.complaints else "ok  "
    cause = f"  {judgement.complaints[0][:150]}" if judgement.complaints else ""
    return f"{state} {attack.kind}/{attack.name}  {judgement.seconds:.1f} s{cause}"


def table(judged: Judged) -> list[str]:
    """A row for each class, the controls and the total: how many submissions scored, harmed or surprised."""
    kinds = sorted(
        {attack.kind for attack, _ in judged}, key=lambda kind: (kind == suite.CONTROLS, kind)
    )
    rows = [
        _row(kind, [found for attack, found in judged if attack.kind == kind]) for kind in kinds
    ]
    heading = ("class", "submissions", "scored", "harmed", "wrong")
    cells = [heading, *rows, _row("total", [found for _, found in judged])]
    width = max(len(row[0]) for row in cells)
    return [f"  {row[0]:<{width}}" + "".join(f"{cell:>13}" for cell in row[1:]) for row in cells]


def _row(kind: str, found: list[Judgement]) -> tuple[str, ...]:
    count = Counter(
        name for each in found for name in ("scored", "harmed", "wrong") if getattr(each, name)
    )
    return kind, str(len(found)), str(count["scored"]), str(count["harmed"]), str(count["wrong"])


def _complaints(judged: Judged) -> list[str]:
    """Every complaint with its attack, in the order of the suite."""
    named = sorted((f"{attack.kind}/{attack.name}", found.complaints) for attack, found in judged)
    lines = [f"  {name}: {complaint}" for name, complaints in named for complaint in complaints]
    return ["", *lines] if lines else []

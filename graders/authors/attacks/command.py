"""The command ``attacks``: grades the hostile submissions; none may score, harm or surprise."""

from __future__ import annotations

import functools
import sys
import zlib
from contextlib import closing
from pathlib import Path

from graders.authors.attacks import idioms, orphans, run, side_effects, suite, workspace
from graders.authors.attacks.idioms import Written
from graders.authors.attacks.judgement import Judgement, capped
from graders.authors.attacks.pool import Pool
from graders.authors.attacks.suite import Attack
from graders.commands.arguments import Parser, check_strong
from graders.model import speed
from graders.model.errors import USAGE, Usage
from graders.model.exercises import ROOT, find_exercises
from graders.model.invocation import prog

ALONE = "04"
"""The topic whose exercises need the machine for themselves."""

_SPARE_SECONDS = 120.0

Tried = Attack | Written
Judged = list[tuple[Tried, Judgement]]


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
    made.add_argument(
        "--once", action="store_true", help="each idiom in one exercise instead of three"
    )
    made.add_shared("--strong")
    return made


def main(argv: list[str] | None = None, folder: Path = suite.SUITE) -> int:
    """Try the attacks; 0 when nothing came of any, 1 otherwise, 2 for a bad request or header."""
    options = parser().parse_args(argv)
    if sys.platform != "linux":
        raise Usage("the attacks run on Linux only: elsewhere nothing tells what they leave behind")
    known = find_exercises()
    missing = [each.name for each in known if not each.reference.is_file()]
    if missing:
        names = ", ".join(missing[:5])
        raise Usage(f"no reference solution here for {names}; bystanders need them")
    honest = idioms.written(folder, known, 1 if options.once else idioms.EXERCISES_AN_IDIOM)
    asked = options.selectors
    if asked:
        honest = [each for each in honest if any(map(each.selected, asked))]
        asked = [word for word in asked if not any(each.selected(word) for each in honest)]
    chosen: list[Attack] = []
    complaints: list[str] = []
    try:
        if asked or not honest or not options.selectors:
            chosen, complaints = suite.load(folder, known, asked)
    except LookupError as nothing:
        raise Usage(str(nothing)) from None
    if complaints:
        print("\n".join(complaints), file=sys.stderr)
        return USAGE
    if options.list:
        for each in chosen:
            print(f"{each.kind}/{each.name}  against {each.against.name}: {each.tries}")
        for member in honest:
            print(f"{member.kind}/{member.name}  an honest answer in everyday words")
        return 0
    check_strong(options.strong)
    flags = ["--strong"] * options.strong + [f"--without={options.without}"] * bool(options.without)
    return _tried(chosen, honest, options.jobs, flags)


def _tried(chosen: list[Attack], honest: list[Written], jobs: int, more: list[str]) -> int:
    shared, ours = side_effects.left_in_shared_folders(), _ours()
    judged: Judged = []
    # Now, before anything hostile runs: the processes that try the attacks are forked, and
    # inherit it.
    speed.slowness()
    with orphans.tidy_end(), workspace.temporary_folder() as folder:
        source = folder / "repository"
        workspace.copied(ROOT, source)
        pool = Pool(functools.partial(_work, folder, source, more), _patience)
        for together, number in ((True, jobs), (False, 1)):
            part = [each for each in chosen if (each.against.number[:2] != ALONE) is together]
            with closing(pool.judgements(part, number)) as answers:
                for attack, found in answers:
                    judged.append((attack, found))
                    _show(attack, found)
        for member, found in idioms.graded(folder, source, honest, more):
            judged.append((member, found))
            _show(member, found)
    # What the suite as a whole left on the machine and in this repository.
    now = side_effects.left_in_shared_folders()
    left = [f"left in a shared folder: {path}" for path in sorted(now - shared)]
    left += [
        f"this repository, by an attack or by somebody who works here: {each}"
        for each in side_effects.changes(ours, _ours())
        if "__pycache__" not in each
    ]
    judged.sort(key=lambda each: (each[0].kind, each[0].name))
    complaints = [
        f"  {attack.kind}/{attack.name}: {complaint}"
        for attack, found in judged
        for complaint in found.complaints
    ]
    known = [
        f"  known, by the worker's word: {attack.kind}/{attack.name}: {', '.join(found.known)}"
        for attack, found in judged
        if found.known
    ]
    bad = [*([""] if complaints else []), *complaints, *(f"  {each}" for each in capped(left))]
    print("\n".join(["", *table(judged), *([""] if known else []), *known, *bad]))
    return 1 if left or complaints else 0


def _show(attack: Tried, found: Judgement) -> None:
    state = "BAD " if found.complaints else "ok  "
    cause = f"  {found.complaints[0][:150]}" if found.complaints else ""
    print(f"{state} {attack.kind}/{attack.name}  {found.seconds:.1f} s{cause}", flush=True)


def _ours() -> side_effects.Files:
    return side_effects.files([ROOT / part for part in workspace.PARTS])


def _work(folder: Path, source: Path, more: list[str], attack: Attack) -> Judgement:
    # A short name: sockets of multiprocessing's fork server lie within, and their paths have a
    # limit of 108 bytes.
    root = folder / f"{zlib.crc32(attack.name.encode()):x}"
    return run.tried(root, source, attack, run.bystander(attack.against, find_exercises()), more)


def _patience(attack: Attack) -> float:
    bystander = run.bystander(attack.against, find_exercises())
    return run.limit(attack, bystander) + _SPARE_SECONDS


def table(judged: Judged) -> list[str]:
    """A row for each class, the controls and the total: how many scored, harmed or surprised."""
    by_kind: dict[str, list[Judgement]] = {}
    for attack, found in sorted(judged, key=lambda each: (each[0].is_control, each[0].kind)):
        by_kind.setdefault(attack.kind, []).append(found)
    by_kind["total"] = [found for _, found in judged]
    rows = [["class", "submissions", "scored", "harmed", "wrong"]]
    for kind, all_found in by_kind.items():
        counts = (
            sum(bool(getattr(each, name)) for each in all_found)
            for name in ("scored", "harmed", "wrong")
        )
        rows.append([kind, str(len(all_found)), *map(str, counts)])
    width = max(len(row[0]) for row in rows)
    return [f"  {row[0]:<{width}}" + "".join(f"{cell:>13}" for cell in row[1:]) for row in rows]

"""What an update makes of each file: decided by digests, before anything is touched."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graders.commands.git import environment
from graders.commands.updating import journal
from graders.commands.updating.journal import FOLDER, Step
from graders.commands.updating.source import files
from graders.model import versions
from graders.model.errors import Usage
from graders.model.exercises import Exercise, exercise_folders, find_exercises
from graders.model.versions import HANDED_OUT, digest_of

KEPT = ".katas/updates"
"""Where a copy of everything goes that an update replaces: a folder each time."""

RETIRED = "retired"
"""Where an answer goes whose exercise is not in the course any more."""

_OF_A_HANDOUT = re.compile(
    r"exercises/[^/]+/.*|graders/(?!authors/|tests/|ruff\.toml|README\.md|model/figures\.json).*"
    r"|\.devcontainer/devcontainer\.json|\.vscode/settings\.json"
    r"|noxfile\.py|conftest\.py|pyproject\.toml|LICENSE|\.gitignore|CHANGELOG\.md"
)
"""What a handout takes of a course; of another handout it takes everything."""

_OURS = re.compile(
    r"graders/.*|solutions/.*"
    r"|exercises/[^/]+/(README\.md|lesson/.*|[^/]+/(README\.md|hints\.md|test_\w+\.py))"
)
"""Files that are the course's own for certain, where nothing records what was handed out."""

_STAYS = re.compile(r"[^/]+|\.github/.*")
"""What is left where it is, though the newer course has no such file."""


@dataclass(frozen=True)
class Update:
    """What is to be done, and what there is to say of it."""

    before: str
    """The version of the copy."""
    after: str
    steps: list[Step] = field(default_factory=list)
    staged: dict[str, Path | bytes] = field(default_factory=dict)
    """What is laid down beforehand, by the path at which a step finds it."""
    copies: dict[str, str] = field(default_factory=dict)
    """Files of which a copy is kept, each with its place."""
    added: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    """What the learner had changed of the course's own: where a copy is."""
    answers: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Where each answer of the learner's is afterwards, and its digest, by the exercise's name."""
    kept: str = KEPT

    def lay_down(self, root: Path) -> None:
        """Write what the steps need, and last of all the journal."""
        for path, source in self.staged.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(source, bytes):
                target.write_bytes(source)
            else:
                shutil.copy(source, target)
        for path, place in self.copies.items():
            (root / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / path, root / place)
        journal.write(root, self.steps)

    def put(self, root: Path, path: str, source: Path | bytes) -> None:
        """A file of the course comes to this path; of what stands there a copy is kept."""
        staged, kept = f"{FOLDER}/new/{path}", f"{self.kept}/{path}"
        self.staged[staged] = source
        replaced = journal.digest(root / path) if (root / path).is_file() else ""
        if replaced:
            self.copies[path] = kept
        self.steps.append(Step(staged, path, replaced, f"{kept}.yours"))

    def move(self, source: str, target: str) -> None:
        """A file of the copy goes to another path."""
        self.steps.append(Step(source, target, kept=f"{self.kept}/{target}.yours"))


def is_course(root: Path) -> bool:
    """False for a handout."""
    return (root / "graders" / "authors").is_dir()


def planned(root: Path, source: Path) -> Update:
    """What it takes to bring the course at ``source`` into the copy at ``root``.

    Raises:
        Usage: the source has less than the copy.
    """
    if is_course(root) and not is_course(source):
        raise Usage(
            "this copy has solutions and authors' tools, the source has none: give the course"
        )
    recorded = versions.handed_out(root)
    wanted = {path: source / path for path in _wanted(root, source)}
    before = [int(each.name) for each in (root / KEPT).glob("[0-9]*") if each.name.isdecimal()]
    update = Update(
        versions.version(root),
        versions.version(source),
        kept=f"{KEPT}/{max(before, default=0) + 1}",
    )
    _exercises(update, root, source, recorded)
    left = {step.source for step in update.steps}  # to where they belong now
    answers = {place for place, _ in update.answers.values()}
    dirty = set() if recorded else _dirty(root)

    def note(path: str) -> None:
        if path in dirty or (path in recorded and digest_of(root / path) != recorded[path]):
            update.edited.append(path)

    for step in update.steps:
        if step.target == f"{update.kept}/{step.source}":  # of an exercise that has gone elsewhere
            note(step.source)
    # The noxfile comes last: it is what finishes an update that was cut short.
    for path, file in sorted(wanted.items(), key=lambda each: (each[0] == "noxfile.py", each[0])):
        is_there = (root / path).is_file() and path not in left
        if path in answers or (is_there and digest_of(root / path) == digest_of(file)):
            continue
        if is_there:
            note(path)
        update.put(root, path, file)
    for path in _gone(root, recorded, wanted):
        if path not in left | answers:
            note(path)
            update.move(path, f"{update.kept}/{path}")
    if not is_course(root) and HANDED_OUT not in wanted:
        others = {path: told for path, told in recorded.items() if _STAYS.fullmatch(path)}
        digests = others | {path: digest_of(file) for path, file in wanted.items()}
        record = versions.manifest(update.after, digests).encode()
        if digest_of(root / HANDED_OUT) != versions.digest(record):
            update.put(root, HANDED_OUT, record)
    return update


def _wanted(root: Path, source: Path) -> Iterator[str]:
    """The files of the source that belong into this copy."""
    as_handout = not is_course(root) and is_course(source)
    for path in files(source):
        if not as_handout or _OF_A_HANDOUT.fullmatch(path):
            yield path


def _gone(root: Path, recorded: Mapping[str, str], wanted: Mapping[str, Path]) -> list[str]:
    """Files of the course that the newer one has no more."""
    known = recorded or _ours(root)
    return [
        path
        for path in sorted(known)
        if path not in wanted and (root / path).is_file() and not _STAYS.fullmatch(path)
    ]


def _ours(root: Path) -> Iterator[str]:
    """The files of a copy that are the course's own for certain; nothing else is looked at."""
    for top in ("exercises", "graders", "solutions"):
        found = (f"{top}/{path}" for path in files(root / top))
        yield from (path for path in found if _OURS.fullmatch(path))


def _exercises(update: Update, root: Path, source: Path, recorded: Mapping[str, str]) -> None:
    """Decides on the exercises of the copy: by name each finds the one that it is now."""
    now = {each.name: each for each in find_exercises(source)}
    names = versions.renames(source)
    seen: set[str] = set()
    places = {_below(source, each.folder) for each in now.values()}
    # An emptied folder is none. Who has kept its name comes before who would take that, and of two
    # with one name the one that has its place already.
    there = [each for each in exercise_folders(root) if each.stub.exists() or each.tests.exists()]
    there.sort(key=lambda each: (each.name not in now, _below(root, each.folder) not in places))
    for exercise in there:
        name = names.get(exercise.name, exercise.name)
        target = None if name in seen else now.get(name)
        if target is None and recorded and _below(root, exercise.tests) not in recorded:
            continue  # one that the learner made
        seen.add(name)
        known = _stubs(root, exercise.name) | _stubs(source, name) | _stubs(source, exercise.name)
        known.add(recorded.get(_below(root, exercise.stub), ""))
        touched = exercise.stub.is_file() and digest_of(exercise.stub) not in known
        place = _below(source, target.folder) if target else ""
        if touched:
            own = f"{place}/{name}.py" if place else f"{RETIRED}/{exercise.name}/{exercise.name}.py"
            update.answers[exercise.name] = own, journal.digest(exercise.stub)
        if place == _below(root, exercise.folder):
            continue
        was = f"{exercise.number} {exercise.name}"
        if target:
            update.moved.append(f"{was} -> {target.number} {target.name}")
        else:
            update.retired.append(was)
        _leave(update, root, exercise, place, touched)
        if target and name != exercise.name:
            _take_along(update, root, exercise.name, target)
    update.added.extend(
        f"{each.number} {each.name}" for each in now.values() if each.name not in seen
    )


def _leave(update: Update, root: Path, exercise: Exercise, place: str, touched: bool) -> None:
    """Has nothing left of an exercise where it was: what the learner added goes to its new place.

    The course's own files are replaced, or go with the answer to one that is retired.
    """
    course = {exercise.stub, exercise.tests, exercise.hints, exercise.folder / "README.md"}
    for path in sorted(exercise.folder.rglob("*")):
        if not path.is_file() or "__pycache__" in path.parts:
            continue
        if touched and path == exercise.stub:
            update.move(_below(root, path), update.answers[exercise.name][0])
            continue
        here, inside = _below(root, path), path.relative_to(exercise.folder).as_posix()
        aside = f"{update.kept}/{here}"
        if not place and (touched or path not in course):
            aside = f"{RETIRED}/{exercise.name}/{inside}"
        update.move(here, f"{place}/{inside}" if place and path not in course else aside)


def _take_along(update: Update, root: Path, old: str, target: Exercise) -> None:
    """The last results go by the new name, too."""
    there = f".katas/tries/{target.name}.json"
    try:
        found = json.loads((root / f".katas/tries/{old}.json").read_bytes())
        for key in ("last", "before"):
            if found.get(key):
                found[key]["result"]["name"] = target.name
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return  # there are none that can be read
    if not (root / there).exists():
        update.put(root, there, json.dumps(found).encode())


def _stubs(root: Path, name: str) -> set[str]:
    """The digests of what the graders of a copy know as the stub of an exercise."""
    try:
        kept = json.loads((root / "graders/model/stubs.json").read_bytes())[name]
        return {versions.digest(kept["text"].encode()), *kept.get("earlier", [])}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return set()


def _dirty(root: Path) -> set[str]:
    """What git knows of that was changed since the last commit; nothing where there is no git."""

    def told(*words: str) -> bytes:
        git = ["git", "-C", str(root), *words]
        return subprocess.run(git, env=environment(), capture_output=True, check=False).stdout

    try:
        # The copy may be a part of a larger repository, from whose top git tells.
        above = os.fsdecode(told("rev-parse", "--show-prefix").rstrip(b"\n"))
        entries = told("status", "--porcelain", "-z", "--no-renames", "--", ".").split(b"\0")
    except OSError:
        return set()
    return {os.fsdecode(entry[3:]).removeprefix(above) for entry in entries if len(entry) > 3}


def _below(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()

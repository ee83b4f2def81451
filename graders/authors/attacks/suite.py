"""The suite as it lies on disk: attacks and controls, each with a header that says what may come of it.

An attack is a file that takes the place of a stub, or a folder for what one file cannot express: ``header.txt``, a
``tree`` that goes into the submission, and lines in the header that build a stub no repository can hold.
"""

from __future__ import annotations

import ast
import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graders.authors.attacks.stubs import QUOTED, Recipe, recipe
from graders.authors.checks import test_functions
from graders.model.exercises import ROOT, Exercise, shown
from graders.model.report import Outcome

SUITE = ROOT / "graders" / "tests" / "attacks"
"""Where the attacks are, in a folder for each class."""

CONTROLS = "controls"
"""The class of the honest submissions."""

HEADER = "header.txt"
"""The header of an attack that is a folder."""

_FIELDS = ("Against", "Harm", "Merits", "Answer", "Stub", "Bytecode", "Adds")
_NEEDED = _FIELDS[:4]
_START = 2048
_FIELD = re.compile(rf"^({'|'.join(_FIELDS)}):\s*(.*)$")
_CODING = re.compile(r"#.*coding[:=]")


@dataclass(frozen=True)
class Attack:
    """One submission against one exercise."""

    path: Path
    """Its file or its folder."""
    tries: str
    """What it tries, in a sentence."""
    against: Exercise
    harm: str
    """What it would harm; "none" where points are all that it is after."""
    merits: frozenset[str]
    """The tests that it honestly deserves."""
    answer: frozenset[Outcome]
    """What may become of the others."""
    tests: frozenset[str]
    """All tests of the exercise."""
    recipe: Recipe | None = None
    """How the stub is built where no file holds it."""
    bytecode: str = ""
    """A file of the folder that is compiled and laid down as the stub's cached bytecode."""
    adds: tuple[str, ...] = ()
    """Names of empty files to add, such as no repository can hold."""

    @property
    def kind(self) -> str:
        """Its class: the folder that it is in."""
        return self.path.parent.name

    @property
    def name(self) -> str:
        """Its name, unique in the suite."""
        return self.path.stem

    @property
    def is_control(self) -> bool:
        """True for an honest submission."""
        return self.kind == CONTROLS


class BadHeader(ValueError):
    """A header that cannot be followed; the message says what to write instead."""


def load(
    folder: Path, among: list[Exercise], selectors: list[str] | None = None
) -> tuple[list[Attack], list[str]]:
    """The attacks of a suite, and a line for each that cannot be read.

    A selector is a class, a name or the beginning of a name; without one, all are meant.

    Raises:
        LookupError: a selector matches nothing.
    """
    attacks, complaints = [], []
    for path in _chosen(selectors or [], list(_members(folder))):
        try:
            attacks.append(attack(path, among))
        except (BadHeader, OSError) as wrong:
            complaints.append(f"{shown(path)}: {wrong}")
    return attacks, complaints + list(_shared_names(attacks))


def _shared_names(attacks: list[Attack]) -> Iterator[str]:
    for name, count in Counter(each.name for each in attacks).items():
        if count > 1:
            kinds = ", ".join(sorted(each.kind for each in attacks if each.name == name))
            yield f"{name}: the name of {count} attacks, in {kinds}"


def _members(folder: Path) -> Iterator[Path]:
    classes = (
        each
        for each in sorted(folder.glob("*/"))
        if each.is_dir() and not each.name.startswith((".", "__"))
    )
    for each in classes:
        yield from (
            path
            for path in sorted(each.iterdir())
            if path.suffix == ".py" or (path / HEADER).is_file()
        )


def _chosen(selectors: list[str], members: list[Path]) -> list[Path]:
    for selector in selectors:
        if not any(_selects(selector, each) for each in members):
            classes = ", ".join(sorted({each.parent.name for each in members}))
            raise LookupError(
                f"no attack matches {selector!r}; the classes are {classes}; --list shows the names"
            )
    return [
        each
        for each in members
        if not selectors or any(_selects(selector, each) for selector in selectors)
    ]


def _selects(selector: str, member: Path) -> bool:
    wanted = selector.rstrip("/").removesuffix(".py").rsplit("/", 1)[-1]
    return wanted == member.parent.name or member.stem.startswith(wanted)


def attack(path: Path, among: list[Exercise]) -> Attack:
    """The attack that this file or folder is.

    Raises:
        BadHeader: its header lacks something, or names what does not exist.
    """
    told, tries = _fields(_header(path))
    missing = [f"{name}:" for name in _NEEDED if not told.get(name)]
    if missing or not tries:
        raise BadHeader(f"the header lacks {', '.join(missing) or 'a sentence on what is tried'}")
    exercise = _exercise(told["Against"], among)
    tests = _tests(exercise)
    merits, answer = _merits(told["Merits"], tests), _outcomes(told["Answer"])
    made, adds = _built(told)
    return Attack(
        path,
        tries,
        exercise,
        told["Harm"],
        merits,
        answer,
        tests,
        made,
        told.get("Bytecode", ""),
        adds,
    )


@functools.cache
def _tests(exercise: Exercise) -> frozenset[str]:
    return frozenset(node.name for node in test_functions(exercise))


def _built(told: dict[str, str]) -> tuple[Recipe | None, tuple[str, ...]]:
    """How the stub is built, and the files that are added."""
    try:
        made = recipe(told["Stub"]) if "Stub" in told else None
    except ValueError as wrong:
        raise BadHeader(str(wrong)) from None
    return made, tuple(ast.literal_eval(name) for name in re.findall(QUOTED, told.get("Adds", "")))


def _header(path: Path) -> list[str]:
    file = path / HEADER if path.is_dir() else path
    with open(file, "rb") as start:
        text = start.read(_START).decode("utf-8-sig", errors="replace")
    plain = (line for line in text.splitlines() if not _CODING.match(line))
    lines = (re.sub(r"^\s*#+ ?", "", line).strip() for line in plain)
    return [line.removeprefix('r"""').removeprefix('"""') for line in lines]


def _fields(lines: list[str]) -> tuple[dict[str, str], str]:
    """The values by field, and the paragraph before the first of them; a value goes on until an empty line."""
    told: dict[str, str] = {}
    tries: list[str] = []
    current = "tries"
    for line in lines:
        begins = _FIELD.match(line)
        if begins:
            current = begins[1]
            told[current] = begins[2]
        elif not line or line.endswith('"""'):
            current = ""
        elif current == "tries":
            tries.append(line)
        elif current:
            told[current] += f" {line}"
        if '"""' in line and told:
            break
    return {name: value.removesuffix('"""').strip() for name, value in told.items()}, " ".join(
        tries
    )


def _exercise(name: str, among: list[Exercise]) -> Exercise:
    found = next((exercise for exercise in among if exercise.name == name), None)
    if found is None:
        raise BadHeader(
            f"Against: {name!r} is no exercise; there are {', '.join(each.name for each in among)}"
        )
    return found


def _words(value: str) -> list[str]:
    plain = re.sub(r"\([^)]*\)", "", value)
    return [word for word in re.split(r"[\s,.;]+", plain) if word]


def _merits(value: str, tests: frozenset[str]) -> frozenset[str]:
    names = _words(value)
    if names in (["nothing"], ["everything"]):
        return tests if names == ["everything"] else frozenset()
    unknown = [name for name in names if name not in tests]
    if unknown or not names:
        raise BadHeader(
            f"Merits: {', '.join(unknown) or 'nobody'} is no test; write names, nothing or everything"
        )
    return frozenset(names)


def _outcomes(value: str) -> frozenset[Outcome]:
    names = [word for word in _words(value) if word != "or"]
    unknown = [name for name in names if name not in list(Outcome)]
    if unknown or not names:
        raise BadHeader(
            f"Answer: {', '.join(unknown) or 'nothing'} is no outcome; there are {', '.join(Outcome)}"
        )
    return frozenset(map(Outcome, names))

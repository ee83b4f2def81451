"""The suite as it lies on disk: attacks and controls, each with a header: what may come of it.

An attack is a file that takes the place of a stub, or a folder for what one file cannot express:
``header.txt``, a ``tree`` that goes into the submission, and lines in the header that build a stub
no repository can hold.
"""

from __future__ import annotations

import ast
import functools
import re
from collections import Counter
from collections.abc import Collection
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

_FIELDS = ("Against", "Harm", "Merits", "Answer", "Reaches", "Stub", "Bytecode", "Adds")
_NEEDED = _FIELDS[:4]
_HEADER_BYTES = 2048
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
    reaches: str = ""
    """What of the worker's own it reaches: it proves that by a line REACHED IT in its output."""
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
    members = [
        path
        for each in sorted(folder.glob("*/"))
        if each.is_dir() and not each.name.startswith((".", "__"))
        for path in sorted(each.iterdir())
        if path.suffix == ".py" or (path / HEADER).is_file()
    ]
    for selector in selectors or []:
        if not any(_selects(selector, each) for each in members):
            classes = ", ".join(sorted({each.parent.name for each in members}))
            there = f"the classes are {classes}; --list shows the names"
            raise LookupError(f"no attack matches {selector!r}; {there}")
    attacks, complaints = [], []
    for path in members:
        if selectors and not any(_selects(selector, path) for selector in selectors):
            continue
        try:
            attacks.append(attack(path, among))
        except (BadHeader, OSError) as wrong:
            complaints.append(f"{shown(path)}: {wrong}")
    for name, count in Counter(each.name for each in attacks).items():
        if count > 1:
            kinds = ", ".join(sorted(each.kind for each in attacks if each.name == name))
            complaints.append(f"{name}: the name of {count} attacks, in {kinds}")
    return attacks, complaints


def _selects(selector: str, member: Path) -> bool:
    wanted = selector.rstrip("/").removesuffix(".py").rsplit("/", 1)[-1]
    return wanted == member.parent.name or member.stem.startswith(wanted)


def attack(path: Path, among: list[Exercise]) -> Attack:
    """The attack that this file or folder is.

    Raises:
        BadHeader: its header lacks something, or names what does not exist.
    """
    told, tries = _fields(path / HEADER if path.is_dir() else path)
    missing = [f"{name}:" for name in _NEEDED if not told.get(name)]
    if missing or not tries:
        raise BadHeader(f"the header lacks {', '.join(missing) or 'a sentence on what is tried'}")
    exercise = next((each for each in among if each.name == told["Against"]), None)
    if exercise is None:
        there = ", ".join(each.name for each in among)
        raise BadHeader(f"Against: {told['Against']!r} is not an exercise; there are {there}")
    tests = _tests(exercise)
    merits: Collection[str] = _words(told["Merits"])
    if merits in (["nothing"], ["everything"]):
        merits = tests if merits == ["everything"] else ()
    elif unknown := _unknown(merits, tests, told["Merits"]):
        what = f"{unknown} is not a test; write names, nothing or everything"
        raise BadHeader(f"Merits: {what}")
    answer = [word for word in _words(told["Answer"]) if word != "or"]
    if unknown := _unknown(answer, list(Outcome), told["Answer"]):
        raise BadHeader(f"Answer: {unknown} is not an outcome; there are {', '.join(Outcome)}")
    try:
        made = recipe(told["Stub"]) if "Stub" in told else None
    except ValueError as wrong:
        raise BadHeader(str(wrong)) from None
    return Attack(
        path,
        tries,
        exercise,
        told["Harm"],
        frozenset(merits),
        frozenset(map(Outcome, answer)),
        tests,
        reaches=told.get("Reaches", ""),
        recipe=made,
        bytecode=told.get("Bytecode", ""),
        adds=tuple(map(ast.literal_eval, re.findall(QUOTED, told.get("Adds", "")))),
    )


@functools.cache
def _tests(exercise: Exercise) -> frozenset[str]:
    return frozenset(node.name for node in test_functions(exercise))


def _fields(header: Path) -> tuple[dict[str, str], str]:
    """The values by field, and the paragraph before the first; an empty line ends a value."""
    with open(header, "rb") as start:
        text = start.read(_HEADER_BYTES).decode("utf-8-sig", errors="replace")
    told: dict[str, str] = {}
    tries: list[str] = []
    current = "tries"
    for line in text.splitlines():
        if _CODING.match(line):
            continue
        line = re.sub(r"^\s*#+ ?", "", line).strip()
        line = line.removeprefix('r"""').removeprefix('"""')
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
    values = {name: value.removesuffix('"""').strip() for name, value in told.items()}
    return values, " ".join(tries)


def _words(value: str) -> list[str]:
    plain = re.sub(r"\([^)]*\)", "", value)
    return [word for word in re.split(r"[\s,.;]+", plain) if word]


def _unknown(words: Collection[str], known: Collection[str], value: str) -> str:
    """The words that nobody knows; of a value without any word, the value."""
    return ", ".join(word for word in words if word not in known) if words else repr(value)

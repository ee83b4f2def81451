"""The tree of exercises, read from the folders: no manifest, the tree is the only list."""

from __future__ import annotations

import difflib
import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graders.model.invocation import command
from graders.model.levels import About, about

ROOT = Path(__file__).resolve().parents[2]
"""The repository."""

_NUMBERED = re.compile(r"(\d\d)_(\w+)")


def shown(path: Path) -> str:
    """A path as people know it: relative to the repository."""
    path = path.absolute()
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


class NoSuchExercise(LookupError):
    """A selector matched nothing; the message names the nearest names."""


@dataclass(frozen=True)
class Exercise:
    """One folder of exercises/: a stub, its tests, its page and its hints."""

    folder: Path

    @cached_property
    def name(self) -> str:
        """The folder's name without its number: also the stub's module name."""
        return self.folder.name[3:]

    @cached_property
    def number(self) -> str:
        """Topic and place: "02.04"."""
        return f"{self.folder.parent.name[:2]}.{self.folder.name[:2]}"

    @cached_property
    def topic(self) -> str:
        """The topic's name in words: "iterators and generators"."""
        return self.folder.parent.name[3:].replace("_", " ")

    @cached_property
    def title(self) -> str:
        """The heading of the exercise's page."""
        return heading(self.folder / "README.md")

    @cached_property
    def about(self) -> About:
        """What the page says of the exercise's level."""
        try:
            return about((self.folder / "README.md").read_text(encoding="utf-8"))
        except OSError:
            return About()

    @property
    def level(self) -> str:
        """One of ``LEVELS``; "" where the page names none."""
        return self.about.level

    @property
    def minutes(self) -> int:
        """About how many it takes; 0 where the page does not say."""
        return self.about.minutes

    @property
    def needs(self) -> tuple[str, ...]:
        """The numbers of the exercises that come before this one."""
        return self.about.needs

    @property
    def stub(self) -> Path:
        """The only file that a learner edits."""
        return self.folder / f"{self.name}.py"

    @property
    def tests(self) -> Path:
        """The specification."""
        return self.folder / f"test_{self.name}.py"

    @property
    def hints(self) -> Path:
        """Three hints under the headings 1, 2 and 3."""
        return self.folder / "hints.md"

    @property
    def mirror(self) -> Path:
        """The folder of the reference and its decoys; absent in a handout."""
        root = self.folder.parent.parent.parent
        return root / "solutions" / self.folder.parent.name / self.folder.name

    @property
    def reference(self) -> Path:
        """The reference solution."""
        return self.mirror / f"{self.name}.py"

    @property
    def ways(self) -> list[Path]:
        """Other correct solutions."""
        return sorted((self.mirror / "also").glob("*.py"))

    @property
    def decoys(self) -> list[Path]:
        """The wrong solutions that prove the bounds."""
        return sorted((self.mirror / "decoys").glob("*.py"))

    def decoy(self, name: str) -> Path:
        """The wrong solution of this name."""
        return self.mirror / "decoys" / f"{name}.py"


def heading(page: Path) -> str:
    """The first Markdown heading of a page, or its folder's name where there is none."""
    try:
        lines = page.read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    headings = (line.lstrip("# ").strip() for line in lines if line.startswith("# "))
    return next(headings, page.parent.name)


def find_exercises(root: Path | None = None) -> list[Exercise]:
    """Every exercise of the tree, of this one unless another is named, in its order."""
    return list(_sorted_out(root)[0])


def left_out(root: Path | None = None) -> list[str]:
    """Folders of the tree that look like exercises and are none: which, and why, a line each."""
    return list(_sorted_out(root)[1])


def exercise_folders(root: Path | None = None) -> list[Exercise]:
    """Whatever is numbered like an exercise, for those who look for what is wrong with the tree."""
    folders = sorted(((root or ROOT) / "exercises").glob("[0-9][0-9]_*/[0-9][0-9]_*"))
    numbered = [folder for folder in folders if _NUMBERED.fullmatch(folder.name)]
    return [Exercise(folder) for folder in numbered if folder.is_dir()]


def _sorted_out(root: Path | None) -> tuple[list[Exercise], list[str]]:
    """The exercises, and what is left out: a copied folder may not cost the others anything."""
    first: dict[str, Exercise] = {}
    why = []
    for each in exercise_folders(root):
        place = "/".join(each.folder.parts[-3:])
        own = each.tests.exists() or each.stub.exists() or each.stub.is_symlink()
        others = [] if own else sorted(path.name for path in each.folder.glob("test_*.py"))
        if others:
            why.append(f"{place} holds {others[0]}, and not {each.tests.name}")
        elif each.name in first:
            why.append(f"{place} is a second {each.name}: {first[each.name].number} counts")
        else:
            first[each.name] = each
    return list(first.values()), why


@functools.cache
def exercise_of(path: Path) -> Exercise | None:
    """The exercise of this tree whose folder holds this file, if there is one.

    Kept, since it is asked several times a test. Links lead to it from anywhere, and its own folder
    may be one.
    """
    for folder in (path.absolute().parent, path.resolve().parent):
        topic = folder.parent
        in_tree = topic.parent.resolve() == (ROOT / "exercises").resolve()
        if in_tree and _NUMBERED.fullmatch(folder.name):
            return Exercise(ROOT / "exercises" / topic.name / folder.name)
    return None


def select(
    selectors: Iterable[str], among: list[Exercise], levels: Sequence[str] = ()
) -> list[Exercise]:
    """The exercises that any selector names, in tree order; all of them for no selector.

    Where levels are given, only those of these levels.

    A selector is a number ("02.04", "2.4"), a topic ("02", "iterators"), a level ("core"), an
    exercise's name or the beginning of one.

    Raises:
        NoSuchExercise: a selector matches nothing, or nothing of these levels.
    """
    wanted = list(selectors)
    chosen = {exercise for selector in wanted for exercise in _matches(selector, among)}
    named = [exercise for exercise in among if exercise in chosen or not wanted]
    found = [exercise for exercise in named if exercise.level in levels or not levels]
    if named and not found:
        raise NoSuchExercise(f"none of these exercises has the level {' or '.join(levels)}")
    return found


def _matches(selector: str, among: list[Exercise]) -> list[Exercise]:
    """What a selector names: exactly, or by a part of the topic, or by how an exercise begins."""
    key = _normal(selector)
    exact = [each for each in among if key in (each.number, each.name, each.folder.name)]
    if exact:
        return exact
    loose = [each for each in among if key in _loose_names(each)]
    begun = [each for each in among if key and each.name.startswith(key)]
    if loose or begun:
        return loose or begun
    if re.fullmatch(r"[\d.]+", key):
        raise NoSuchExercise(f"no exercise matches {selector!r}; there are {_numbers(among)}")
    near = difflib.get_close_matches(key, [each.name for each in among], n=3) or _topics(key, among)
    if not near:
        names = command("list", "--all")
        raise NoSuchExercise(f"no exercise matches {selector!r}; {names} shows the names")
    raise NoSuchExercise(f"no exercise matches {selector!r}; the nearest names: {', '.join(near)}")


def _topics(key: str, among: list[Exercise]) -> list[str]:
    """The topics and levels that have a name near to a word, each once."""
    whole: dict[str, str] = {}
    for each in among:
        topic, level = each.folder.parent.name[3:], each.level.replace(" ", "_")
        whole |= dict.fromkeys((topic, *topic.split("_and_"), *topic.split("_")), topic)
        whole[level] = level
    near = difflib.get_close_matches(key, [name for name in whole if name not in ("", "and")])
    return list(dict.fromkeys(whole[name] for name in near))


def _numbers(among: list[Exercise]) -> str:
    """The first and last number of each topic: 01.01 to 01.16, ..."""
    topics = itertools.groupby((each.number for each in among), lambda number: number[:2])
    ends = [(of_topic[0], of_topic[-1]) for _, group in topics for of_topic in [list(group)]]
    return ", ".join(first if first == last else f"{first} to {last}" for first, last in ends)


def _normal(selector: str) -> str:
    number = re.fullmatch(r"(\d{1,2})(?:[./_-](\d{1,2}))?", selector.strip().rstrip("/"))
    if number:
        return ".".join(part.zfill(2) for part in number.groups() if part)
    name = selector.strip().rstrip("/").removesuffix(".py").replace("\\", "/").rsplit("/", 1)[-1]
    name = name.removeprefix("test_").lower()
    return name.replace("-", "_").replace(" ", "_")


def _loose_names(exercise: Exercise) -> Iterator[str]:
    topic = exercise.folder.parent.name
    yield from (topic, topic[:2], topic[3:], *topic[3:].split("_and_"), *topic[3:].split("_"))
    if exercise.level:
        yield exercise.level.replace(" ", "_")

"""The command ``new``: makes an exercise's folder and its mirror, with the next free number."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from string import Template

from graders.commands.arguments import Parser
from graders.model import exercises
from graders.model.errors import Usage
from graders.model.exercises import Exercise, find_exercises, shown
from graders.model.files import whole_folder, write_whole
from graders.model.invocation import command, prog

TEXTS = Path(__file__).parent / "texts"

FILES = {
    "README.md": "README.md",
    "stub.py": "$name.py",
    "test.py": "test_$name.py",
    "hints.md": "hints.md",
}
"""Of the exercise's folder, each with the text that it is made of."""

MIRROR = {
    "reference.py": "$name.py",
    "also.py": "also/accumulates.py",
    "decoy.py": "decoys/reads_all_first.py",
    "loses.py": "decoys/hands_on_the_readings.py",
}
"""Of its mirror."""

MAX_NUMBER = 99


def main(argv: Sequence[str] | None = None) -> int:
    """Make an exercise; 0, or 2 for a topic or a name that cannot be taken."""
    parser = Parser(
        prog=prog("new"), description="Make an exercise's folder and mirror, to be filled in."
    )
    parser.add_argument("topic", metavar="TOPIC", help="02, iterators, ...")
    parser.add_argument("name", metavar="NAME", help="the thing made: interleave_logs")
    options = parser.parse_args(argv)
    topic = topic_of(options.topic)
    name = checked(options.name)
    made = Exercise(topic / f"{free_number(topic):02}_{name}")
    write(made)
    print(f"  made {shown(made.folder)} and {shown(made.mirror)}")
    print("  It works already, as a running sum: make it yours, and write each TODO.")
    print(f"  next: {command('verify', name)}, which says what is missing; it does so at each save")
    print(f"  with --watch. Where there are no more TODOs: {command('verify', name, '--record')}")
    return 0


def topic_of(said: str) -> Path:
    """The folder of the one topic that has this number, or a name that begins like this.

    Raises:
        Usage: there is none, or more than one.
    """
    there = sorted((exercises.ROOT / "exercises").glob("[0-9][0-9]_*"))
    plain = said.strip("/").rpartition("/")[2].lower().replace("-", "_").replace(" ", "_")
    ways = (
        lambda folder: plain in (folder, folder[3:], folder[:2], str(int(folder[:2]))),
        lambda folder: folder[3:].startswith(plain),
    )
    found = next(filter(None, ([each for each in there if way(each.name)] for way in ways)), [])
    if len(found) != 1:
        raise Usage(f"no topic {said!r}; there are: {', '.join(each.name for each in there)}")
    return found[0]


def checked(name: str) -> str:
    """A name that an exercise can have.

    Raises:
        Usage: it is none, or it is taken.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or keyword.iskeyword(name):
        raise Usage(f"{name!r} is not a module's name; write the thing made, like interleave_logs")
    if name in sys.stdlib_module_names:
        raise Usage(f"{name!r} is a module of Python's own; name the thing that is made")
    taken = next((each for each in find_exercises(exercises.ROOT) if each.name == name), None)
    if taken is not None:
        raise Usage(f"{name!r} is taken: {shown(taken.folder)}; a name is used once in the tree")
    return name


def free_number(topic: Path) -> int:
    """The number after the last one of a topic, whose mirror counts too.

    Raises:
        Usage: there is none left.
    """
    mirror = exercises.ROOT / "solutions" / topic.name
    folders = [each.name for place in (topic, mirror) for each in place.glob("[0-9][0-9]_*")]
    number = max((int(name[:2]) for name in folders), default=0) + 1
    if number > MAX_NUMBER:
        raise Usage(f"{shown(topic)} has no number left below {MAX_NUMBER + 1}")
    return number


def write(made: Exercise) -> None:
    """Write both folders: each whole, the mirror first."""
    for place, files in ((made.mirror, MIRROR), (made.folder, FILES)):
        with whole_folder(place) as part:
            for text, name in files.items():
                written = Template((TEXTS / f"{text}.txt").read_text(encoding="utf-8"))
                file = part / Template(name).substitute(name=made.name)
                write_whole(file, written.substitute(name=made.name))

"""The command ``bundle``: what a platform runs for each submission."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from graders.authors.bundles import pack, prairielearn
from graders.authors.bundles.pack import Files
from graders.commands.arguments import Parser
from graders.commands.grade import chosen_exercises
from graders.model.errors import Usage
from graders.model.exercises import Exercise
from graders.model.files import whole_folder, write_whole
from graders.model.invocation import command, prog
from graders.model.wording import number_of

HERE = Path(__file__).parent

MAX_BUNDLE_BYTES = 10 << 20
"""Of a packed bundle: more than that Classroom 50's runner does not fetch."""

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,38}")
"""What Classroom 50 takes for an assignment's name."""

MARK = "bounded-katas.txt"
"""The file by which a folder is known to be a bundle, which the next one may replace."""

MARKED = (
    "Written by `nox -s bundle`, which replaces this folder as a whole: "
    "keep nothing of your own in it.\n"
)

IMAGE = re.compile(r"[a-z0-9][a-z0-9._/:@-]*")


class Asked(NamedTuple):
    """What a bundle is made of."""

    course: Files
    chosen: Sequence[Exercise]
    name: str
    out: Path
    image: str


Written = Callable[[Asked], str]
"""Writes a bundle into a folder; returns what is to be said of it."""


def _classroom50(asked: Asked) -> str:
    """The folder ``autograders/SLUG/`` of a classroom: Classroom 50 publishes nothing packed."""
    course, slug, out = asked.course, asked.name, asked.out
    if not SLUG.fullmatch(slug):
        like = command("bundle", "classroom50", "first-week")
        raise Usage(f"classroom50 needs the assignment's slug (2 to 39 of a-z, 0-9, -): {like}")
    autograder = (HERE / "classroom50" / "autograder.py").read_bytes()
    files = {"autograder.py": autograder, MARK: MARKED.encode(), **course}
    packed = len(pack.tar({f"{slug}/{path}": data for path, data in files.items()}))
    if packed > MAX_BUNDLE_BYTES:
        takes = f"Classroom 50 takes {MAX_BUNDLE_BYTES:,}"
        raise Usage(f"the bundle has {packed:,} bytes, {takes}: choose less with --only")
    # One level up or down it would be published nowhere, and everybody had 0 of 0.
    classrooms = sorted(file.parent for file in out.glob("*/classroom.json"))
    if classrooms:
        like = f"give a classroom's folder, such as --out {classrooms[0]}"
        raise Usage(f"{out}: is the top of the repository; {like}")
    folder = (out if out.absolute().name == "autograders" else out / "autograders") / slug
    _check_free(folder)
    with whole_folder(folder) as part:
        pack.write(files, part)
    goes = f"it goes to CLASSROOM/autograders/{slug} of the repository classroom50"
    return f"{folder}: {packed:,} bytes when packed; {goes}"


def _check_free(folder: Path) -> None:
    is_bundle = folder.is_dir() and not folder.is_symlink() and (folder / MARK).is_file()
    if (folder.exists() or folder.is_symlink()) and not is_bundle:
        what = "is not a bundle of this command; move it away, or give another --out"
        raise Usage(f"{folder}: {what}")


def _gradescope(asked: Asked) -> str:
    """A zip with ``setup.sh`` and ``run_autograder`` at its top."""
    scripts = {
        name: (HERE / "gradescope" / name).read_bytes() for name in ("setup.sh", "run_autograder")
    }
    packed = pack.zipped({**scripts, "needed.txt": pack.needed(), **asked.course})
    file = asked.out / f"{asked.name or 'gradescope'}.zip"
    write_whole(file, packed)
    return f"{file}: {len(packed):,} bytes"


def _prairielearn(asked: Asked) -> str:
    """Two folders of a PrairieLearn course: what grades, and a question an exercise."""
    name = asked.name or "bounded-katas"
    if not SLUG.fullmatch(name):
        raise Usage(f"{name!r}: the folder's name has 2 to 39 of a-z, 0-9, -")
    if not IMAGE.fullmatch(asked.image):
        like = command("bundle", "prairielearn", "--image", "owner/name")
        raise Usage(f"prairielearn needs the name of the image that you build: {like}")
    folders = [asked.out / "serverFilesCourse" / name, asked.out / "questions" / name]
    for folder in folders:
        _check_free(folder)
    questions = {
        f"{exercise.name}/{path}": data
        for exercise in asked.chosen
        for path, data in prairielearn.question(exercise, name, asked.image).items()
    }
    contents = [prairielearn.grading(asked.course, pack.needed()), questions]
    for folder, files in zip(folders, contents, strict=True):
        with whole_folder(folder) as part:
            pack.write({MARK: MARKED.encode(), **files}, part)
    return f"{folders[1]}, graded by {folders[0]}; build the image in {folders[0] / 'image'}"


KINDS: dict[str, Written] = {
    "classroom50": _classroom50,
    "gradescope": _gradescope,
    "prairielearn": _prairielearn,
}


def parser() -> Parser:
    """What ``nox -s bundle --`` understands."""
    made = Parser(
        prog=prog("bundle"), description="Pack the course for a platform that grades with it."
    )
    made.add_argument("kind", choices=KINDS, help="the platform")
    made.add_argument(
        "assignment", nargs="?", default="", help="the bundle's name; for classroom50 the slug"
    )
    made.add_shared("--only")
    made.add_argument(
        "--image", default="", metavar="NAME", help="for prairielearn: the image that you build"
    )
    made.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help="where it goes; this folder"
    )
    return made


def main(argv: list[str] | None = None) -> int:
    """Write the bundle; 0 when it is there."""
    options = parser().parse_args(argv)
    names = [name for name in options.only.split(",") if name]
    chosen = chosen_exercises(names)
    try:
        course = pack.course(chosen, everything=not names)
        asked = Asked(course, chosen, options.assignment, options.out, options.image)
        told = KINDS[options.kind](asked)
    except OSError as error:
        why = f"the bundle cannot be written there ({error.strerror})"
        raise Usage(f"{options.out}: {why}") from None
    print(f"  {number_of(len(chosen), 'exercise')} in {told}")
    return 0

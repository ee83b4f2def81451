"""The command ``bundle``: what a platform runs for each submission."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from graders.authors.bundles import pack
from graders.authors.bundles.pack import Files
from graders.commands.arguments import Parser
from graders.commands.grade import chosen_exercises
from graders.model.errors import Usage
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

Written = Callable[[Files, str, Path], str]
"""Writes a bundle of the course, by this name, into a folder; returns what is to be said of it."""


def _classroom50(course: Files, slug: str, out: Path) -> str:
    """The folder ``autograders/SLUG/`` of a classroom: Classroom 50 publishes nothing packed."""
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
    is_bundle = folder.is_dir() and not folder.is_symlink() and (folder / MARK).is_file()
    if (folder.exists() or folder.is_symlink()) and not is_bundle:
        what = "is not a bundle of this command; move it away, or give another --out"
        raise Usage(f"{folder}: {what}")
    with whole_folder(folder) as part:
        pack.write(files, part)
    goes = f"it goes to CLASSROOM/autograders/{slug} of the repository classroom50"
    return f"{folder}: {packed:,} bytes when packed; {goes}"


def _gradescope(course: Files, name: str, out: Path) -> str:
    """A zip with ``setup.sh`` and ``run_autograder`` at its top."""
    scripts = {
        name: (HERE / "gradescope" / name).read_bytes() for name in ("setup.sh", "run_autograder")
    }
    file, packed = out / f"{name or 'gradescope'}.zip", pack.zipped({**scripts, **course})
    write_whole(file, packed)
    return f"{file}: {len(packed):,} bytes"


KINDS: dict[str, Written] = {"classroom50": _classroom50, "gradescope": _gradescope}


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
        told = KINDS[options.kind](course, options.assignment, options.out)
    except OSError as error:
        why = f"the bundle cannot be written there ({error.strerror})"
        raise Usage(f"{options.out}: {why}") from None
    print(f"  {number_of(len(chosen), 'exercise')} in {told}")
    return 0

"""The command ``bundle``: the archive that a platform runs for each submission."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from graders.arguments import Parser, Usage
from graders.bundles import pack
from graders.bundles.pack import Files
from graders.files import write_whole
from graders.grade import chosen_exercises
from graders.invocation import command, prog

HERE = Path(__file__).parent

MOST = 10 << 20
"""Bytes that Classroom 50 takes."""

Packed = Callable[[Files, str], tuple[str, bytes]]


def _classroom50(course: Files, slug: str) -> tuple[str, bytes]:
    """``<slug>.tar.gz`` with the top folder ``<slug>/``."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", slug):
        like = command("bundle", "classroom50", "first-week")
        raise Usage(f"classroom50 needs the assignment's slug, as in its address: {like}")
    files = {"autograder.py": (HERE / "classroom50" / "autograder.py").read_bytes(), **course}
    packed = pack.tar({f"{slug}/{path}": data for path, data in files.items()})
    if len(packed) > MOST:
        raise Usage(f"the bundle has {len(packed):,} bytes, Classroom 50 takes {MOST:,}: choose less with --only")
    return f"{slug}.tar.gz", packed


def _gradescope(course: Files, slug: str) -> tuple[str, bytes]:
    """A zip with ``setup.sh`` and ``run_autograder`` at its top."""
    scripts = {name: (HERE / "gradescope" / name).read_bytes() for name in ("setup.sh", "run_autograder")}
    return f"{slug or 'gradescope'}.zip", pack.zipped({**scripts, **course})


KINDS: dict[str, Packed] = {"classroom50": _classroom50, "gradescope": _gradescope}


def parser() -> Parser:
    """What ``nox -s bundle --`` understands."""
    made = Parser(prog=prog("bundle"), description="Pack the course for a platform that grades with it.")
    made.add_argument("kind", choices=KINDS, help="the platform")
    made.add_argument("assignment", nargs="?", default="", help="the name of the archive; for classroom50 the slug")
    made.add_argument("--only", default="", metavar="NAMES", help="these topics or exercises: iterators,04.03")
    made.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="where the archive goes")
    return made


def main(argv: list[str] | None = None) -> int:
    """Write the archive; 0 when it is there."""
    options = parser().parse_args(argv)
    names = [name for name in options.only.split(",") if name]
    chosen = chosen_exercises(names)
    file, packed = KINDS[options.kind](pack.course(chosen, everything=not names), options.assignment)
    try:
        write_whole(options.out / file, packed)
    except OSError as error:
        raise Usage(f"{options.out / file}: cannot be written ({error.strerror})") from None
    print(f"  {options.out / file}: {len(chosen)} exercises, {len(packed):,} bytes")
    return 0

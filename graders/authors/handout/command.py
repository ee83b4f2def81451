"""The command ``handout``: the learners' repository in a folder of its own."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from graders.authors.handout.copy import copy_course
from graders.authors.handout.workflow import course
from graders.commands.arguments import Parser
from graders.commands.grade import chosen_exercises
from graders.commands.updating.source import files
from graders.model import versions
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise
from graders.model.files import whole_folder, write_whole
from graders.model.invocation import command, prog
from graders.submissions.handout.pages import readme
from graders.submissions.handout.workflow import (
    OLDER_FORM,
    WORKFLOW,
    Course,
    older_form,
    workflow,
)


def parser() -> Parser:
    """What ``nox -s handout --`` understands."""
    made = Parser(
        prog=prog("handout"),
        description="Write the learners' repository: no solutions, no author tools.",
    )
    made.add_argument(
        "folder",
        type=Path,
        metavar="DIR",
        help="where to: a folder that is not there yet, or is empty",
    )
    made.add_shared("--only")
    made.add_argument(
        "--repository", metavar="OWNER/NAME", help="where on GitHub this course is; as git knows it"
    )
    made.add_argument(
        "--revision",
        metavar="SHA",
        help="the commit whose tests and graders judge; the current one",
    )
    made.add_argument("--no-workflow", action="store_true", help="leave out what GitHub would run")
    return made


def main(argv: list[str] | None = None) -> int:
    """Write a handout; 0 when it is there."""
    options = parser().parse_args(argv)
    names = [name for name in options.only.split(",") if name]
    chosen = chosen_exercises(names)
    where = None if options.no_workflow else course(options.repository, options.revision)
    try:
        _write(options.folder, chosen, where, everything=not names)
    except OSError as error:
        raise Usage(f"{options.folder}: cannot be written ({error.strerror})") from None
    try_it = f"cd {shlex.quote(str(options.folder))} && {command('grade', file='noxfile.py')}"
    print(f"  {options.folder}: {len(chosen)} exercises; try it: {try_it}")
    if where is not None:
        print(
            f"  graded on GitHub by {where.repository} at {where.revision}:"
            " it has to be pushed there"
        )
    return 0


def _write(
    folder: Path, chosen: Sequence[Exercise], where: Course | None, everything: bool
) -> None:
    """Write it beside its place first: a handout is there whole or not at all."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Usage(f"{folder}: is not empty; give a folder that is not there yet")
    with whole_folder(folder) as part:
        copy_course(part, chosen, readme(chosen, where is not None))
        if where is not None:
            write_whole(part / WORKFLOW, workflow(where, chosen, everything))
            write_whole(part / OLDER_FORM, older_form(chosen))
        digests = {path: versions.digest_of(part / path) for path in files(part)}
        write_whole(part / versions.HANDED_OUT, versions.manifest(versions.version(ROOT), digests))

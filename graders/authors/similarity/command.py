"""The command ``similarity``: how often copies are found and honest pairs shown, by exercise."""

from __future__ import annotations

from graders.authors.mutation.table import named
from graders.authors.similarity import table
from graders.authors.similarity.errors import measured
from graders.commands.arguments import Parser, writing
from graders.commands.grade import chosen_exercises
from graders.model import exercises
from graders.model.errors import Usage
from graders.model.files import write_whole
from graders.model.invocation import prog

SEED = 1
"""By which edits are drawn where no other seed is given, so that the table can be made again."""


def parser() -> Parser:
    """What ``nox -s similarity --`` understands."""
    made = Parser(
        prog=prog("similarity"),
        description="Copy right answers in disguise: are the copies found, and honest pairs not?",
    )
    made.add_shared("selectors")
    made.add_argument("--table", action="store_true", help=f"write the rates to {table.PAGE}")
    made.add_shared("--seed", default=SEED, help=f"draws the edits of copies; {SEED} without it")
    return made


def main(argv: list[str] | None = None) -> int:
    """Print the rates; 0 where copies are found and honest pairs are not, 1 otherwise."""
    options = parser().parse_args(argv)
    chosen = chosen_exercises(options.selectors)
    if options.table and options.selectors:
        raise Usage("--table is of all exercises: name none")
    missing = [each.name for each in chosen if not each.reference.is_file()]
    if missing:
        raise Usage(f"no reference solution here for {', '.join(missing[:5])}")
    found = []
    for exercise in chosen:
        each = measured(exercise, options.seed)
        found.append(each)
        told = (
            f"copies {each.errors.found} of {each.errors.copies}, edited "
            f"{each.errors.edited_found}, false {each.errors.shown} of {each.errors.honest}, "
            f"honest {each.base:.0%}"
        )
        silent = f"; not informative: {each.why_not}" if each.why_not else ""
        print(f"  {named(exercise):<36} {told}{silent}", flush=True)
    print(f"\n{table.summary(found)}")
    if options.table:
        page = exercises.ROOT / table.PAGE
        with writing(page):
            write_whole(page, table.updated(page.read_text(encoding="utf-8"), found))
    return 0 if table.kept(found) else 1

"""The command ``update``: brings a newer course into this copy; no answer is touched."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from graders.commands.arguments import Parser
from graders.commands.updating import journal
from graders.commands.updating.plan import Update, planned
from graders.commands.updating.source import files, opened, whole_digest
from graders.model.errors import Usage
from graders.model.exercises import ROOT
from graders.model.invocation import command, prog

FEW = 12
"""Lines of one kind that a screen names."""


def main(argv: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Updates this copy, or the one that is named; returns the exit code.

    Raises:
        Usage: the source is none, or something cannot be written.
    """
    parser = Parser(
        prog=prog("update"),
        description="Bring newer exercises, tests and graders into this copy; answers stay.",
    )
    parser.add_argument(
        "source", nargs="?", metavar="SOURCE", help="a folder, a .zip, or a git address"
    )
    parser.add_argument("--look", action="store_true", help="say what would change, change nothing")
    parser.add_argument(
        "--pull-request", action="store_true", help="print the text of a pull request for a class"
    )
    parser.add_argument("--into", type=Path, metavar="DIR", help="update the copy in this folder")
    options = parser.parse_args(argv)
    if options.source is None:
        like = command("update", "https://...")
        raise Usage(f"update from where? a folder, a .zip or a git address: {like}")
    root = (options.into or root).resolve()
    if not (root / "graders" / "__main__.py").is_file():
        raise Usage(f"{root}: is not a copy of this course")
    try:
        with journal.alone(root):
            return _updated(root, options.source, options.look, options.pull_request)
    except BlockingIOError:
        raise Usage("another update of this copy is at work: wait for its end") from None
    except OSError as error:
        again = "nothing is lost: run the same again when that is mended"
        raise Usage(f"{error.filename}: {error.strerror}; {again}") from None


def _updated(root: Path, address: str, look: bool, as_pull_request: bool) -> int:
    if journal.is_begun(root):
        print(
            f"  an update was cut short: {journal.finish(root)} steps were left, done now",
            flush=True,
        )
    prepared = root / journal.FOLDER
    shutil.rmtree(prepared, ignore_errors=True)  # of one that was cut short before its journal
    prepared.mkdir(parents=True)
    try:
        source = opened(address, prepared / "source")
        digest = whole_digest(source, list(files(source)))
        update = planned(root, source)
        page = pull_request(update, digest) if as_pull_request else screen(update, address, digest)
        # Before a step is done: nothing of the source has run, nor does it before the next command.
        print("\n".join(page), flush=True)
        if update.steps and not look:
            update.lay_down(root)
            journal.finish(root)
    finally:
        if not journal.is_begun(root):
            shutil.rmtree(prepared, ignore_errors=True)
    if not look:
        _check(root, update)
    if update.steps and not as_pull_request:
        print("  nothing was changed: that was a look" if look else f"  done: {command('list')}")
    return 0


def _check(root: Path, update: Update) -> None:
    """Holds every answer against its digest of before."""
    for name, (place, digest) in update.answers.items():
        if not (root / place).is_file() or journal.digest(root / place) != digest:
            raise RuntimeError(f"the answer of {name} is not as it was; see {update.kept}")


def screen(update: Update, address: str, digest: str) -> list[str]:
    """What is to be said of an update, line by line."""
    lines = [
        f"  from {address}: version {update.after}, this copy has {update.before}",
        f"  sha256 of all its files: {digest}",
    ]
    if not update.steps:
        return [*lines, "  nothing to do: this copy has it all"]
    for what, named in _said(update).items():
        more = [f"and {len(named) - FEW} more"] if len(named) > FEW else []
        lines += [f"  {what}:", *(f"    {each}" for each in [*named[:FEW], *more])] if named else []
    lines.append(f"  answers of yours: {len(update.answers)}, none of them changed")
    if update.copies:
        lines.append(
            f"  files that are replaced: {len(update.copies)}, copies are in {update.kept}"
        )
    return lines


def pull_request(update: Update, digest: str) -> list[str]:
    """The same as the text of a pull request, in Markdown."""
    lines = [f"# Update of the course: {update.before} to {update.after}", ""]
    if not update.steps:
        return [*lines, "Nothing to do: this copy has it all."]
    for what, named in _said(update).items():
        lines += (
            [f"{what[0].upper()}{what[1:]}:", "", *(f"- `{each}`" for each in named), ""]
            if named
            else []
        )
    lines.append(f"Answers: {len(update.answers)}, none of them changed.")
    lines.append(f"Files that are replaced: {len(update.copies)}. sha256 of the source: `{digest}`")
    return lines


def _said(update: Update) -> dict[str, list[str]]:
    """What has changed, by kind."""
    kept = [f"{path}, yours is kept in {update.kept}/{path}" for path in update.edited]
    return {
        "new exercises": update.added,
        "moved, with your answers": update.moved,
        "retired, their results stay, and answers go to retired/": update.retired,
        "you had edited what is replaced": kept,
    }

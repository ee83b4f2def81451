"""Pages that say of what they were made: one that would be made of the same stays as it is.

Of a class of 3,000 few pages change from one write to the next, and to make all takes minutes.
"""

from __future__ import annotations

import functools
import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from graders.authors.classes.marked import Marked
from graders.authors.classes.state import graders_digest
from graders.model.exercises import Exercise
from graders.model.files import write_whole
from graders.model.report import ExerciseResult

if TYPE_CHECKING:
    from jinja2 import Environment

MARK = re.compile(rb"<!-- ([0-9a-f]{64}) (\d+) -->\n\Z")
"""The end of a page: a digest of all that it was made of, and how long it is up to there."""

MAX_MARK_BYTES = 100


class Papers:
    """Writes the pages of one class into a folder, once."""

    def __init__(self, folder: Path, templates: Path, made: Environment) -> None:
        self._folder, self._environment = folder, made
        texts = [path.read_bytes() for path in sorted(templates.iterdir()) if path.is_file()]
        self._maker = digest(graders_digest(), *map(_of_bytes, texts))
        # By their ids, for as long as the class is there: many learners share one.
        self._results: dict[int, str] = {}
        self._names: set[str] = set()

    def write(self, name: str, template: str, of: Iterable[object], **told: object) -> None:
        """Write a page; ``of`` is all that it depends on besides the graders."""
        path, mark = self._folder / name, digest(self._maker, name, *of)
        self._names.add(name.casefold())
        if _made_of(path) == mark:
            return
        page = self._environment.get_template(template).render(**told).encode()
        write_whole(path, page + f"<!-- {mark} {len(page)} -->\n".encode())

    def remove_others(self) -> None:
        """Take away the pages of earlier runs that this one did not write: who is on them left.

        A file that is not ours, or that somebody has changed, stays.
        """
        for below in ("*.html", "exercises/*.html", "alike/*.html"):
            for path in self._folder.glob(below):
                name = path.relative_to(self._folder).as_posix()
                if name.casefold() not in self._names and _made_of(path):
                    path.unlink(missing_ok=True)

    def of_marked(self, marked: Marked, exercises: Iterable[Exercise]) -> str:
        """Stands for all that is shown of a learner."""
        learner = marked.learner
        known = (learner.name, learner.problem, learner.advice)
        entries = (learner.platform, learner.entries, learner.remarks)
        when = (marked.when, marked.days_late, marked.late, marked.report.interrupted)
        changes = [(name, each.points, each.reason) for name, each in marked.changes.items()]
        answers = (_of_bytes(marked.answer(each)) for each in exercises)
        results = map(self.of_result, marked.results)
        return digest(known, entries, when, marked.changed, changes, *answers, *results)

    def of_result(self, result: ExerciseResult) -> str:
        """Stands for what was found of an answer."""
        if id(result) not in self._results:
            # As it is when it was kept: a whole number may have been another kind of number before.
            kept = msgspec.json.decode(msgspec.json.encode(result), type=ExerciseResult)
            self._results[id(result)] = digest(kept)
        return self._results[id(result)]


def digest(*parts: object) -> str:
    """Stands for plain values and messages."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


@functools.lru_cache(maxsize=1 << 16)  # equal answers are frequent, and so are writes of the pages
def _of_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _made_of(path: Path) -> str:
    """What a page that is there, whole, was made of; "" of any other."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(size - MAX_MARK_BYTES, 0))
            found = MARK.search(file.read())
    except OSError:
        return ""
    return found[1].decode() if found and int(found[2]) + len(found[0]) == size else ""

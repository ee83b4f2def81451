"""The stub that a file's name stands for: systems rename files, and so do people.

What a system did to a name is undone: "stub (1).py", "Copy of stub.py", "stub.py.txt", "STUB.PY".
What people did is not guessed, since a name may mean anything: it is told what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

_TEXT = re.compile(r"(?<=\.py)(?:\.txt|\.py|\.\d+)+\Z")
"""What browsers, mail programs and Notepad put behind the ending."""

_COPY = re.compile(r"(?: ?\(\d+\)|-\d+| - (?:copy|kopie)| (?:copy|kopie)| \d+)+(?=\.py\Z)")
_COPY_OF = re.compile(r"\A(?:(?:copy of|kopie von) )+")
"""What Canvas, browsers and file managers add to the name of a second such file."""

_LIKENESS = 0.85
"""Of two names, 0 to 1, from which on one may be the other with a slip of the hand."""

_FEW_LETTERS = 6
"""Names with fewer are in others by chance."""

_RENAME = "Rename it to {stub}, and hand it in again."
_PLAIN = "Copy the code into a plain text file, {stub}, and hand that in."

_KINDS = {
    "a notebook": (("ipynb",), "Save its code as a plain file, {stub}, and hand that in."),
    "a document of a word processor": (("doc", "docx", "odt", "pages", "rtf"), _PLAIN),
    "a PDF": (("pdf",), _PLAIN),
    "a picture": (("gif", "heic", "jpeg", "jpg", "png", "webp"), _PLAIN),
    "a web page": (("htm", "html", "mht"), _PLAIN),
    "compiled": (("pyc", "pyd", "pyo"), "Hand in {stub} itself, the text that was written."),
}
"""Files that hold an answer in a form that is not taken: their endings, and what to do."""

NO_TEXT = frozenset(ending for endings, _ in _KINDS.values() for ending in endings)


class Lookalike(NamedTuple):
    """A file that is no stub, but may have been meant as one."""

    stub: str
    what: str
    """How it differs from a stub; goes on after its name."""
    advice: str


def stub_named(name: str, stubs: Container[str]) -> str:
    """The stub that a file's name stands for, even of a copy: "stub (1).py"; "" for none.

    Systems that do not tell capitals from small letters may have changed them.
    """
    lower = name.lower()
    return next((each for each in (lower, plain(lower)) if each in stubs), "")


def plain(name: str) -> str:
    """A file's name in small letters, without what systems add to the name of a source."""
    return _COPY_OF.sub("", _COPY.sub("", _TEXT.sub("", name.lower())))


def lookalike(name: str, stubs: Iterable[str]) -> Lookalike | None:
    """What a file that is no stub may have been meant as; None where it looks like nothing known.

    Of a notebook or a document that is called otherwise the stub is "".
    """
    file = PurePosixPath(plain(name.rsplit("/", 1)[-1]))
    ending = file.suffix.removeprefix(".")
    meant = (
        "" if file.name.startswith("test_") else _meant(file.name.partition(".")[0], tuple(stubs))
    )
    for what, (endings, advice) in _KINDS.items():
        if ending in endings:
            advice = advice.format(stub=meant or "under the stub's name")
            return Lookalike(meant, f"is {what}, and no plain Python", advice)
    if meant:
        return Lookalike(meant, f"is not called {meant}", _RENAME.format(stub=meant))
    return None


@lru_cache(maxsize=1 << 12)  # the learners of a class have many names in common
def _meant(stem: str, stubs: tuple[str, ...]) -> str:
    """The stub whose name is in this one, or nearly is; "" for none."""
    letters = re.sub(r"[\W_]+", "", stem)
    best = (0.0, "")
    for stub in stubs:
        theirs = re.sub(r"[\W_]+", "", stub.removesuffix(".py"))
        if len(theirs) >= _FEW_LETTERS and theirs in letters:
            likeness = float(len(theirs))  # of several, the longest
        else:
            pair = SequenceMatcher(None, letters, theirs)
            quick = pair.real_quick_ratio() >= _LIKENESS and pair.quick_ratio() >= _LIKENESS
            likeness = pair.ratio() if quick else 0.0  # of most names little has to be looked at
        best = max(best, (likeness, stub))
    return best[1] if best[0] >= _LIKENESS else ""

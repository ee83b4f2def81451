"""What the lock-in refused, in words that name the grader and the way that is meant.

A worker tells no more than the system does: "[Errno 13] Permission denied". What was tried is seen
by the line that tried it; only errors that the lock-in makes are taken, and only in the learner's
own lines.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Collection

from graders.model.report import Frame
from graders.workers.handles import LearnerError

_ERRNO = re.compile(r"\[Errno (-?\d+)\] [^:]*(: .+)?")
"""The text of an OSError, or of one that another error tells of; what follows names a path."""

_REFUSED = (errno.EACCES, errno.EPERM, errno.ENOSYS)

ARGUMENTS = "the values come as arguments"

_TRIED = {
    "network": r"socket|connect|urlopen|urlretrieve|\bhttp|getaddrinfo|gethostby|ftplib|smtplib"
    r"|requests\.|asyncio\.open_|create_server",
    "threads": r"[tT]hread",
    "processes": r"subprocess|Popen|check_output|check_call|\bfork|[pP]rocess|Pool\b|\bexec[lv]"
    r"|posix_spawn|spawn[lv]|os\.system|os\.popen|pty\.|Manager\(|multiprocessing",
    "signals": r"\bkill|send_signal|terminate\(",
    "memory": r"mmap|SharedMemory|shared_memory",
    "files": r"\bopen\(|listdir|scandir|walk\(|glob|[pP]ath|read_text|write_text|mkdir|tempfile"
    r"|shutil|remove\(|unlink|rename|chmod|FileHandler|basicConfig|sqlite3|shelve|dbm|stat\(",
}
"""What a line tries, by its words; the first that fits."""

_NOWHERE = {
    "network": ("no network", ARGUMENTS),
    "signals": ("no signals to other processes", "let what you start come to its own end"),
    "memory": ("no such memory", "keep the data in Python's own objects"),
}
"""What no test allows, and what is meant instead."""

_BY_RIGHT = {
    "files": ("no files", ARGUMENTS),
    "processes": ("no processes", "what is asked for here is done in this one"),
    "threads": ("no threads", "what is asked for here is done in this one"),
}
"""What a test may allow, and what is meant where it does not."""

_GIVEN = {
    "files": ("no file outside of the working directory", "write beside you, by a plain name"),
    "processes": ("Python's own processes alone", "use multiprocessing or concurrent.futures"),
    "threads": ("no more threads", "a few can do the work of many"),
}
"""What is meant where it does."""


def denied(error: LearnerError, frames: Collection[Frame], rights: Collection[str]) -> str:
    """What the lock-in refused, as the text of the error; "" where it was not the lock-in.

    ``rights`` are what the test gives to the learner's code.
    """
    kinds = {kind.__name__ for kind in type(error).__mro__}
    text, line = ", ".join(map(str, error.args)), next((each.text for each in [*frames][-1:]), "")
    if not frames:
        return ""
    tried = _tried(kinds, text, line)
    if not tried:
        return ""
    what, instead = _said(tried, rights)
    return f"{type(error).__name__}: the grader's lock-in allows {what} here: {instead}"


def _tried(kinds: Collection[str], text: str, line: str) -> str:
    """The kind of what was tried; "" where the lock-in has nothing to do with it."""
    if "RuntimeError" in kinds:
        return "threads" if "can't start new thread" in text else ""
    if "gaierror" in kinds:
        return "network"
    told = _ERRNO.search(text)
    if "OSError" not in kinds or told is None or int(told[1]) not in _REFUSED:
        return ""
    by_line = next((kind for kind, words in _TRIED.items() if re.search(words, line)), "")
    return by_line or ("files" if told[2] else "calls")


def _said(tried: str, rights: Collection[str]) -> tuple[str, str]:
    """What is allowed, and the way that is meant."""
    if tried in _NOWHERE:
        return _NOWHERE[tried]
    if tried == "calls":
        return "no such system call", "plain Python does without"
    given = tried in rights or (tried == "files" and "processes" in rights)
    return (_GIVEN if given else _BY_RIGHT)[tried]

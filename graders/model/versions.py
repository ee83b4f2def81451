"""Versions of the course: which one this is, what it handed out, and which names it gave up.

Standard library only: ``update`` works where nothing is installed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

HANDED_OUT = "graders/handed_out.json"
"""Where a copy records its version, and the digests of the files that were handed out with it."""

RENAMES = "graders/model/renames.json"
"""The names that exercises had before, each with the one that it has now."""

_VERSION = re.compile(r'^version = "([\w.+-]+)"$', re.MULTILINE)

UNKNOWN = "unknown"


def version(root: Path) -> str:
    """The version of the course in this folder."""
    try:
        found = _VERSION.search((root / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return UNKNOWN
    return found[1] if found else UNKNOWN


def digest(data: bytes) -> str:
    """What a text is known by, whatever ends its lines: a checkout on Windows changes that."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def digest_of(path: Path) -> str:
    """That of a file; "" where there is none."""
    return digest(path.read_bytes()) if path.is_file() else ""


def manifest(of: str, digests: Mapping[str, str]) -> str:
    """The record of a copy: its version, and the digests of the files that were handed out."""
    return json.dumps({"version": of, "files": dict(sorted(digests.items()))}, indent=1) + "\n"


def handed_out(root: Path) -> dict[str, str]:
    """The digests of the files that were handed out, by path; none where nothing is recorded."""
    return _strings(root / HANDED_OUT, "files")


def renames(root: Path) -> dict[str, str]:
    """The names that exercises had before, each with the one of today."""
    table = _strings(root / RENAMES)
    found = {}
    for old, new in table.items():
        seen = {old}
        while new in table and new not in seen:  # renamed more than once
            seen.add(new)
            new = table[new]
        found[old] = new
    return found


def _strings(path: Path, key: str = "") -> dict[str, str]:
    """A table of strings in a JSON file; an empty one where there is none that can be read."""
    try:
        found = json.loads(path.read_bytes())
        found = found[key] if key else found
        return {str(name): str(value) for name, value in found.items()}
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return {}

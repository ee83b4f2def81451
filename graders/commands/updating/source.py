"""Where an update comes from: a folder, a zip or a git address; nothing of it runs."""

from __future__ import annotations

import hashlib
import os
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

from graders.commands.git import environment
from graders.model.errors import Usage
from graders.model.exercises import exercise_folders

MAX_UNPACKED_BYTES = 512 << 20
"""Of a zip."""

CACHES = frozenset({"__pycache__", "node_modules", "build", "dist", "htmlcov", "results.json"})
"""What runs leave behind."""

SHOWN = frozenset(
    {".github", ".gitignore", ".gitattributes", ".editorconfig", ".devcontainer", ".ci", ".vscode"}
)
"""Names with a dot that belong to the course; others are a user's, or a tool's."""

EDITORS = (".devcontainer/devcontainer.json", ".vscode/settings.json")
"""Settings by which an editor's test explorer finds interpreter and tests, the same in a handout;
what else is beside the second is a user's."""


def opened(source: str, scratch: Path) -> Path:
    """The folder of the course that a source holds; a zip and a clone are laid down in ``scratch``.

    Raises:
        Usage: there is none.
    """
    path = Path(source)
    if path.is_dir():
        folder = path.resolve()
    elif path.is_file():
        folder = _unpacked(path, scratch)
    elif ":" in source or source.endswith(".git"):
        folder = _cloned(source, scratch)
    else:
        raise Usage(
            f"{source}: no such folder or zip; a git address has a colon, as in https://..."
        )
    inner = [each for each in folder.iterdir() if each.is_dir()]
    if not (folder / "graders").is_dir() and len(inner) == 1:  # as GitHub packs a zip
        folder = inner[0]
    needed = ("graders/__main__.py", "noxfile.py", "pyproject.toml", "conftest.py")
    missing = [name for name in needed if not (folder / name).is_file()]
    if missing or not exercise_folders(folder):
        raise Usage(
            f"{source}: is not a copy of this course: {(*missing, 'exercises')[0]} is missing"
        )
    return folder


def _unpacked(path: Path, scratch: Path) -> Path:
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(member.file_size for member in packed.infolist()) > MAX_UNPACKED_BYTES:
                raise Usage(f"{path}: has more than {MAX_UNPACKED_BYTES >> 20} MiB unpacked")
            packed.extractall(scratch)  # below it, whatever the names say; no links
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise Usage(f"{path}: cannot be unpacked ({error}); give a folder, a .zip or git") from None
    return scratch


def _cloned(address: str, scratch: Path) -> Path:
    """A clone of the newest commit; no hook of it and no program that the address names runs."""
    address, _, revision = address.partition("#")
    command = [
        "git",
        "-c",
        "protocol.ext.allow=never",
        "-c",
        f"core.hooksPath={os.devnull}",
        "clone",
    ]
    command += ["--quiet", "--depth", "1", "--no-recurse-submodules"]
    command += ["--branch", revision] if revision else []
    quiet = {**environment(), "GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1"}
    try:
        done = subprocess.run(
            [*command, "--", address, str(scratch)],
            env=quiet,
            capture_output=True,
            text=True,
            errors="backslashreplace",
            check=False,
        )
    except OSError as error:
        raise Usage(f"git cannot be started ({error.strerror}): give a folder or a zip") from None
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise Usage(f"{address}: cannot be cloned ({said[-1].strip()})")
    return scratch


def files(folder: Path) -> Iterator[str]:
    """The files of a course below a folder, as paths with slashes, without what runs leave behind.

    Raises:
        Usage: one of them is a link, which could lead anywhere.
    """
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if _belongs(name))
        for name in sorted(filter(_belongs, [*names, *folders])):
            path = Path(place, name)
            if path.is_symlink():
                raise Usage(f"{path}: is a link; an update takes plain files only")
            found = path.relative_to(folder).as_posix()
            if name in names and (found in EDITORS or not found.startswith(".vscode/")):
                yield found


def _belongs(name: str) -> bool:
    return name not in CACHES and not name.endswith(".pyc") and (name[0] != "." or name in SHOWN)


def whole_digest(folder: Path, paths: list[str]) -> str:
    """One digest of these files, their names included."""
    found = hashlib.sha256()
    for path in paths:
        data = (folder / path).read_bytes()
        found.update(f"{hashlib.sha256(data).hexdigest()}  {path}\n".encode())
    return found.hexdigest()

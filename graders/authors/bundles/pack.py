"""What goes into a bundle: files by their place in it, packed the same way every time."""

from __future__ import annotations

import gzip
import io
import shutil
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path

from graders.authors.handout.copy import copy_graders
from graders.model.exercises import ROOT, Exercise

RUNS = 0o755
READS = 0o644

Files = dict[str, bytes]
"""The bytes of each file, by its path in the bundle."""


def course(chosen: Sequence[Exercise], everything: bool) -> Files:
    """The course's tests and graders, under ``course/``; stubs too, to tell what differs."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder)
        for exercise in chosen:
            place = target / "exercises" / exercise.folder.parent.name / exercise.folder.name
            shutil.copytree(exercise.folder, place, ignore=shutil.ignore_patterns("__pycache__"))
        copy_graders(target)
        names = "" if everything else " ".join(exercise.name for exercise in chosen)
        (target / "selected.txt").write_text(f"{names}\n", encoding="utf-8")
        found = sorted(path for path in target.rglob("*") if path.is_file())
        return {
            f"course/{path.relative_to(target).as_posix()}": path.read_bytes() for path in found
        }


def needed() -> bytes:
    """What the graders need, a requirement a line, as pip reads it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return "".join(f"{each}\n" for each in settings["dependency-groups"]["grade"]).encode()


def _mode(path: str, data: bytes) -> int:
    return RUNS if data.startswith(b"#!") else READS


def write(files: Files, folder: Path) -> None:
    """Lay the files out below a folder."""
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        file.chmod(_mode(path, data))


def tar(files: Files) -> bytes:
    """A .tar.gz; no times and no owners, so that the same course gives the same bytes."""
    packed = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as stream,
        tarfile.open(fileobj=stream, mode="w") as archive,
    ):
        for path, data in files.items():
            member = tarfile.TarInfo(path)
            member.size, member.mode = len(data), _mode(path, data)
            archive.addfile(member, io.BytesIO(data))
    return packed.getvalue()


def zipped(files: Files) -> bytes:
    """A .zip, of the same bytes for the same course."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            member = zipfile.ZipInfo(path)
            member.external_attr = _mode(path, data) << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
    return packed.getvalue()

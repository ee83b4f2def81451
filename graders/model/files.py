"""Files and folders that are written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def write_whole(path: Path, text: str | bytes) -> None:
    """Write a file so that no reader ever finds half of it; make its folder where there is none.

    A failure leaves the old file as it was, and nothing beside it. A device or pipe is written to,
    never replaced.
    """
    data = text.encode() if isinstance(text, str) else text
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    with whole_file(path) as file:
        file.write(data)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write into: after the block it stands at this path, whole.

    Where the block fails, what was there stays as it was, and nothing is left beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "wb") as file:
            yield file
        os.chmod(part, 0o644)  # mkstemp keeps everyone else out
        os.replace(part, path)
    except BaseException:
        os.unlink(part)
        raise


def write_rows(path: Path, table: Mapping[str, object]) -> None:
    """Write a JSON object whole, with a line for each key, in their order."""
    import msgspec  # here, since an update does without it

    def spelled(value: object) -> str:
        return msgspec.json.encode(value).decode()

    rows = (f" {spelled(name)}: {spelled(table[name])}" for name in sorted(table))
    write_whole(path, "{\n" + ",\n".join(rows) + "\n}\n")


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """An empty folder to fill: after the block it stands at this path, in place of what was there.

    Where the block fails, what was there stays as it was, and nothing is left beside it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    # On the same disk: what is renamed is never copied.
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    new, old = beside / "new", beside / "old"
    try:
        new.mkdir()
        yield new
        new.chmod(0o755)  # whatever the umask: a handout is for everybody
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)

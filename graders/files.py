"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, text: str | bytes) -> None:
    """Writes a file so that no reader ever finds half of it; makes its folder where there is none.

    A failure leaves the old file as it was, and nothing beside it. A device or pipe is written to, never replaced.
    """
    data = text.encode() if isinstance(text, str) else text
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.chmod(part, 0o644)  # mkstemp keeps everyone else out
        os.replace(part, path)
    except BaseException:
        os.unlink(part)
        raise

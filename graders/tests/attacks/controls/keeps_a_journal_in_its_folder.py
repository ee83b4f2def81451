"""A right answer that keeps a journal in files of its own folder, by pathlib, tempfile and open.

Against: rotate_files_and_close
Harm: none
Merits: everything
Answer: passed
"""

import json
import shutil
import tempfile
from pathlib import Path

JOURNAL = Path("journal.txt")


def read_all(names, opener):
    """Read, and write down which file was begun."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile("w+") as scratch:
        for count, name in enumerate(names):
            (Path(folder) / f"{count}.json").write_text(json.dumps({"name": name}))
            with JOURNAL.open("a", encoding="utf-8") as journal:
                journal.write(f"{name}\n")
            print(name, file=scratch, flush=True)
            with opener(name) as file:
                yield from file
        shutil.copy(JOURNAL, "copy.txt")
        assert Path("copy.txt").read_text() == JOURNAL.read_text()

"""A right answer with imports at its top that it does not need: large modules are nobody's memory.

Against: hash_big_file
Harm: none
Merits: everything
Answer: passed
"""

import asyncio
import concurrent.futures
import hashlib
from concurrent.futures import ProcessPoolExecutor
from unittest import mock


def fingerprint(path):
    """Read a fixed number of bytes at a time."""
    import json.decoder  # one within a function too

    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(65_536):
            digest.update(chunk)
    return digest.hexdigest()

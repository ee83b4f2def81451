"""Git, asked about the folder that it is given: what would point it elsewhere is left out."""

from __future__ import annotations

import os

ELSEWHERE = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_REPLACE_REF_BASE",
    "GIT_CEILING_DIRECTORIES",
)
"""Variables by which a hook, or a user, names a repository that a folder is not in."""


def environment() -> dict[str, str]:
    """The environment for git."""
    return {name: value for name, value in os.environ.items() if name not in ELSEWHERE}

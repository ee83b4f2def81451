"""Git, asked about the folder that it is given: what would point it elsewhere is left out."""

from __future__ import annotations

import os


def environment() -> dict[str, str]:
    """The environment for git: without its own variables, which a hook or a user may have set."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}

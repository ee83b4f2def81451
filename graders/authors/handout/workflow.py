"""Where the tests and graders are that judge a handout's pushes."""

from __future__ import annotations

import re
import subprocess

from graders.commands import git
from graders.model.errors import Usage
from graders.model.exercises import ROOT
from graders.submissions.handout.workflow import REPOSITORY, REVISION, Course

_GITHUB = re.compile(rf"github\.com[:/]({REPOSITORY}?)(?:\.git)?/?$")


def course(repository: str | None, revision: str | None) -> Course:
    """Where this checkout comes from, unless it is said.

    Raises:
        Usage: it is not said, and git does not know.
    """
    address = repository or _match(_GITHUB, _git("remote", "get-url", "origin"))
    commit = revision or _git("rev-parse", "HEAD")
    if not re.fullmatch(REPOSITORY, address or ""):
        raise Usage(
            "say where on GitHub this course is: --repository owner/name, or --no-workflow for none"
        )
    if not re.fullmatch(REVISION, commit):
        raise Usage("say which commit judges, in full: --revision SHA, or --no-workflow for none")
    return Course(str(address), commit)


def _match(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _git(*arguments: str) -> str:
    """What git says of this checkout; nothing where it does not know."""
    try:
        asked = ["git", "-C", str(ROOT), *arguments]
        done = subprocess.run(
            asked, env=git.environment(), capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""

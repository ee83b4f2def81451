"""An error that its caller keeps, and what it keeps with it: the frames that it left."""

from __future__ import annotations

from typing import Any

from graders.model.report import Failed
from graders.workers import execution
from graders.workers.inside import requests


def keep_error(call: Any, *args: Any) -> None:
    """Have the worker call, and keep the error that comes until the test is over.

    So does a caller who is about to log it. The error keeps the frames that it passed, and with
    them whatever their names hold: a pool that nobody has ended, a connection that nobody closed.

    Raises:
        Failed: no error came.
        Todo: the answer is a stub; that is not kept.
    """
    running = execution.current()
    said = running.service(requests.KEEP_ERROR, call, args)
    running.caught.append(said)
    if not said:
        raise Failed("no error came, though a call had failed")

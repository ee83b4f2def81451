"""Random inputs that can be replayed."""

from __future__ import annotations

import random

from graders.workers import execution


def seeded() -> random.Random:
    """The running test's source of random numbers: the same for the same ``--seed``."""
    return execution.current().random

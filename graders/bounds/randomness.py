"""Random inputs that can be replayed."""

from __future__ import annotations

import random

from graders.bench import session


def seeded() -> random.Random:
    """The running test's source of random numbers: the same for the same ``--seed``."""
    return session.current().random

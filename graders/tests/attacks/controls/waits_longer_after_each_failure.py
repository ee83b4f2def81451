"""A right answer that waits a moment longer after each failure, and tells how long the calls took to a logger.

Against: tried_again
Harm: none
Merits: everything
Answer: passed
"""

from __future__ import annotations

import functools
import logging
import random
import time
import traceback
from typing import Any, Callable, TypeVar, cast

logger = logging.getLogger("retry")
F = TypeVar("F", bound=Callable[..., Any])


def tried_again(times: int, log: Callable[[str], None], wait: float = 0.0001) -> Callable[[F], F]:
    if times < 1:
        raise ValueError("times must be 1 or more")

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            begun = time.monotonic()
            left = times
            pause = wait
            while left > 1:
                left -= 1
                try:
                    return function(*args, **kwargs)
                except Exception as exc:
                    message = "attempt %d of %d: %s" % (times - left, times, exc)
                    logger.debug("%s", traceback.format_exc(limit=1))
                finally:
                    logger.debug("%.6f s so far", time.monotonic() - begun)
                log(message)
                time.sleep(pause * random.uniform(0.5, 1.0))
                pause *= 2
            return function(*args, **kwargs)

        return cast(F, wrapper)

    return decorate

"""A gate lets one transfer at a time take its locks; once it has both, the gate opens while the money moves."""

from contextlib import ExitStack
from threading import Lock
from typing import Any

gate = Lock()


def transfer(src: Any, dst: Any, amount: int) -> None:
    if src is dst:
        return
    with ExitStack() as held:
        with gate:
            held.enter_context(src.lock)
            held.enter_context(dst.lock)
        if src.balance < amount:
            raise ValueError(f"{amount} is more than there is")
        src.post(-amount)
        dst.post(amount)

"""A context manager around each call writes the failure down and swallows the error."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from traceback import TracebackException
from types import TracebackType


@dataclass(frozen=True, slots=True)
class Failure:
    kind: str
    message: str
    where: str


class Recorder(dict[int, Failure]):
    item: int

    def watching(self, item: int) -> "Recorder":
        self.item = item
        return self

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        told = TracebackException.from_exception(error)
        self[self.item] = Failure(type(error).__name__, str(error), "".join(told.format()))
        return True


def run_all(job: Callable[[int], object], items: Iterable[int]) -> tuple[dict[int, object], dict[int, Failure]]:
    results, failures = {}, Recorder()
    for item in items:
        with failures.watching(item):
            results[item] = job(item)
    return results, dict(failures)

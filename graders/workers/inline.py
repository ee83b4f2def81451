"""An execution in the judge's own process, for breakpoints: not isolated, it gives no points."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graders.workers.access import Stream
from graders.workers.execution import Execution
from graders.workers.inside import meters, services
from graders.workers.inside.requests import Service
from graders.workers.inside.server import ATTRIBUTES
from graders.workers.worker import arguments


class InlineWorker:
    """Does in this process what a worker does in its own."""

    pid = os.getpid()
    serving = 0
    given = 0
    todo = None
    lane = 0

    def __init__(self, module: str) -> None:
        self._replaced = {name: sys.modules.get(name) for name in (module, "probes", "unit")}
        self.trace = meters.Trace()
        self.learner = types.ModuleType("learner")
        self.probes = sys.modules["probes"] = types.ModuleType("probes")
        self.files: set[str] = set()
        self.folder = Path(tempfile.mkdtemp(prefix="katas-"))
        self._working = Path.cwd()
        os.chdir(self.folder)  # as in a worker: what is written is gone afterwards
        self._services = services.table(self)
        self._orders: dict[str, Iterator[Any]] = {}

    def ask(
        self, verb: str, target: Any, args: tuple[Any, ...], kwargs: dict[str, Any] | None
    ) -> Any:
        """Perform an operation on a learner's object, or on a name."""
        obj = self._named(*target) if type(target) is tuple else self._real(target)
        rest = [self._real(each) for each in args]
        named = {name: self._real(value) for name, value in (kwargs or {}).items()}
        self.trace.enter()
        try:
            if verb in ATTRIBUTES:
                return ATTRIBUTES[verb](obj, *rest)
            return getattr(type(obj), verb)(obj, *rest, **named)
        finally:
            self.trace.leave()

    def _real(self, value: Any) -> Any:
        form = getattr(value, "__wire__", None)
        if form is not None:
            return self._named(*form)
        return value._items if isinstance(value, Stream) else value

    def _named(self, tag: str, name: str) -> Any:
        return getattr(self.learner if tag == "g" else self.probes, name)

    def service(self, service: Service[Any], *args: Any) -> Any:
        """Have a service do something here."""
        return self.answer(self.order(service, *args))

    def order(self, service: Service[Any], *args: Any, **named: Any) -> str:
        """Note a service, to be done when its answer is asked for."""
        self._orders[service.name] = arguments(service, args, named)
        return service.name

    def answer(self, token: str) -> Any:
        """Do the service that was noted."""
        return self._services[token](*map(self._real, self._orders.pop(token)))

    def pump(self) -> None:
        """Nothing to let in."""

    def answering(self) -> contextlib.AbstractContextManager[None]:
        """Nobody looks how long it waits."""
        return contextlib.nullcontext()

    def hold(self, units: int) -> None:
        """Nobody looks how long it sleeps."""

    def close(self) -> None:
        """Bring back the modules under these names; remove what was written."""
        os.chdir(self._working)
        sys.path[:] = [each for each in sys.path if each != str(self.folder)]
        for name, known in self._replaced.items():
            sys.modules.pop(name, None)
            if known is not None:
                sys.modules[name] = known
        shutil.rmtree(self.folder, ignore_errors=True)


class InlineExecution(Execution):
    """An execution whose worker is this process."""

    is_inline = True

    def begin(self) -> None:
        """Load everything here."""
        worker = InlineWorker(self.source.module)
        self._worker = worker  # type: ignore[assignment]
        self._order(worker, (), ())  # type: ignore[arg-type]

    def watch(self) -> None:
        """Nobody holds this process to limits."""

    def leftovers(self) -> list[str]:
        """Unknown: the processes of pytest itself would count."""
        return []

    def close(self) -> None:
        """Nothing to end, but files to remove."""
        if self._worker is not None:
            self._worker.close()

    @property
    def output(self) -> str:
        """It went to the terminal."""
        return ""

"""What a test reaches in the worker by name: the learner's names, and the test file's probes."""

from __future__ import annotations

from typing import Any


class Named:
    """A function or class in the worker of the running test; calling it runs it there."""

    @property
    def __wire__(self) -> tuple[str, str]:
        """How it crosses: ("g", a learner's name) or ("p", a probe's name)."""
        raise NotImplementedError

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it in the worker."""
        return self._ask("__call__", args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._ask("getattr", (name,), {})

    def _ask(self, verb: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        from graders.workers import execution  # which imports this module

        return execution.current().ask(verb, self.__wire__, args, kwargs)

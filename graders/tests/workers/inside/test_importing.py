from __future__ import annotations

import gc
import sys
import weakref
from typing import Any

import pytest

from graders.workers.inside import importing

pytestmark = pytest.mark.usefixtures("own_modules")


def test_modules_are_imported_with_the_names_that_are_taken_from_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("this_is_nothing", "xml.dom.pulldom", "wsgiref.util", "wsgiref"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    importing.bring([("this_is_nothing", ["name"]), ("xml.dom.pulldom", []), ("wsgiref", ["util", "nothing"])])
    assert "xml.dom.pulldom" in sys.modules
    assert "wsgiref.util" in sys.modules


def test_what_large_imports_have_made_is_pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    hooks: list[Any] = []
    monkeypatch.setattr(sys, "addaudithook", hooks.append)
    monkeypatch.setattr(importing, "PINNED_FROM_OBJECTS", 0)
    for name in [name for name in sys.modules if name.startswith("wsgiref")]:
        monkeypatch.delitem(sys.modules, name)
    importing.bring([("wsgiref.headers", [])])
    module = sys.modules.pop("wsgiref.headers")
    kind = weakref.ref(vars(module)["Headers"])
    vars(module).clear()
    gc.collect()
    assert kind() is not None
    (hook,) = hooks
    hook("import", ())
    hooks.clear()
    del hook
    gc.collect()
    assert kind() is None

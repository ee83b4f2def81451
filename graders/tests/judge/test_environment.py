from __future__ import annotations

import os

import pytest

from graders.judge import environment

THEIRS = {
    "PYTEST_ADDOPTS": "-k value",
    "PYTEST_PLUGINS": "xdist",
    "PYTEST_THEME": "none",
    "PYTEST_THEME_MODE": "none",
    "PYTEST_DEBUG": "1",
    "PYTEST_TIMEOUT": "1",
    "PYTEST_DEBUG_TEMPROOT": "/nowhere",
    "PYTEST_XDIST_AUTO_NUM_WORKERS": "2",
    "PY_COLORS": "1",
    "PY_IGNORE_IMPORTMISMATCH": "1",
    "_ARGCOMPLETE": "1",
}
OTHERS = {"FORCE_COLOR": "1", "HOME": "/home/ada", "PYTHONPATH": "lib", "MY_PYTEST_": "1"}


def test_what_is_told_to_pytest_is_dropped_and_all_else_stays() -> None:
    assert environment.without_pytests(THEIRS | OTHERS) == OTHERS


def test_it_is_known_for_as_long_as_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (THEIRS | OTHERS).items():
        monkeypatch.setenv(name, value)
    before = dict(os.environ)
    with environment.known():
        assert not set(THEIRS) & set(os.environ)
        assert set(OTHERS.items()) <= set(os.environ.items())
        assert os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] == "1"
        os.environ["PYTEST_VERSION"] = "by pytest itself"
    assert dict(os.environ) == before
    with pytest.raises(SystemExit), environment.known():
        raise SystemExit
    assert dict(os.environ) == before

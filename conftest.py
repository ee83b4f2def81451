"""Makes every pytest run here a grading, wherever pytest takes its root to be.

See graders/judge/plugin.py.
"""

import sys
from pathlib import Path

import pytest

ROOT = str(Path(__file__).resolve().parent)
if ROOT not in sys.path:  # pytest has other settings than those of this folder
    sys.path.insert(0, ROOT)

import graders  # noqa: E402, F401 - from here on no stub runs here, even without the plugin


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """Load the plugin, even where pytest finds this file late, since its root is a folder above."""
    pluginmanager.import_plugin("graders.judge.plugin")

"""Makes every pytest run of this repository a grading, wherever pytest takes its root to be: see graders/judge/plugin.py."""

import sys
from pathlib import Path

import pytest

ROOT = str(Path(__file__).resolve().parent)
if ROOT not in sys.path:  # pytest has other settings than those of this folder
    sys.path.insert(0, ROOT)

import graders  # noqa: E402, F401 - from here on no stub runs in this process, also without the plugin


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """Load the plugin, also where pytest finds this file only while it collects: its root is a folder above."""
    pluginmanager.import_plugin("graders.judge.plugin")

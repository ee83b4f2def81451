"""Makes every pytest run of this repository a grading: see graders/plugin.py."""

pytest_plugins = ["graders.plugin"]

"""Keeps pytest out of this folder, also when it is asked to go in: these files are hostile. See README.md."""

collect_ignore_glob = ["*"]

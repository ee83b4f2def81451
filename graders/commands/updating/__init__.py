"""The command ``update``: a newer course in an old copy, with every answer where it belongs.

source.py    the newer course: a folder, a zip, a clone; nothing of it runs
plan.py      what becomes of each file, decided by digests
journal.py   the steps, written down before the first; a killed update is finished by the next run
command.py   the command, its screen, and the text of a pull request

Standard library and git only: it has to work where no environment can be made any more.
"""

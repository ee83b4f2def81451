"""Mutation: edits of the references that an exercise's tests have to notice.

``syntax`` reads a reference and replaces a part of its tree; ``conditions``, ``values``, ``flow``,
``cleanup`` and ``calls`` are the edits by what they touch, ``operators`` the table of them all;
``mutants`` makes the mutants of an exercise, each with its key.
"""

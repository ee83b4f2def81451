"""A lazy pipeline inside a lambda: next() asks for one answer, and so map() calls load just until there is one."""

first_loaded = lambda load, *names: next(filter(lambda answer: answer is not None, map(load, names)), None)
"""Give the first ``load(name)`` that is not None, else None: ``first_loaded(load, "oslo", "lima", ...)``.

Stop asking at the first answer, and ask no mirror twice.
"""

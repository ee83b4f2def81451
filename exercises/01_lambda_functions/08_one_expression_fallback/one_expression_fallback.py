"""Ask download mirrors one after another, and take the first answer.

A lambda has no room for a raise statement, so this one raises NotImplementedError by a trick. Put your expression in
the place of everything after ``*names:``.
"""

first_loaded = lambda load, *names: (_ for _ in ()).throw(NotImplementedError)
"""Give the first ``load(name)`` that is not None, else None: ``first_loaded(load, "oslo", "lima", ...)``.

Stop asking at the first answer, and ask no mirror twice.
"""

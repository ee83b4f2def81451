"""Raises a group that holds a todo, a skip, an exit and an interrupt, nested in another group.

Against: early_bound_handlers
Harm: none
Merits: nothing
Answer: failed
"""


class Todo(BaseExceptionGroup, NotImplementedError):
    pass


def make_handlers(rows, send):
    inner = BaseExceptionGroup("inner", [NotImplementedError(), SystemExit(0), KeyboardInterrupt()])
    raise BaseExceptionGroup("outer", [inner, StopIteration(), GeneratorExit()])

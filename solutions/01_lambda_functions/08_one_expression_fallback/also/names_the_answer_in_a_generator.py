"""A generator expression is lazy too, and := keeps the answer that its condition has asked for."""

first_loaded = lambda load, *names: next((answer for name in names if (answer := load(name)) is not None), None)

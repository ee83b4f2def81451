"""Names each answer by a for clause over a lazy map, and takes one from the generator."""

first_loaded = lambda load, *names: next((answer for answer in map(load, names) if answer is not None), None)

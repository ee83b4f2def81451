"""The command ``new``: the folder and the mirror of an exercise, for an author to fill in.

``texts`` has its files as they are written: an exercise that works, with TODO wherever the author
has the word. ``verify`` complains of each that is left.
"""

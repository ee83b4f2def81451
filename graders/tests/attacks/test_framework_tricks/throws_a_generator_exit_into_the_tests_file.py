"""Throws GeneratorExit into the generator that reads a file of the test, in the judge, where nobody catches it.

Against: rotate_files_and_close
Harm: none
Merits: nothing
Answer: failed or crashed
"""


def read_all(names, opener):
    for name in names:
        with opener(name) as file:
            lines = iter(file)
            lines.throw(GeneratorExit)
            yield from lines

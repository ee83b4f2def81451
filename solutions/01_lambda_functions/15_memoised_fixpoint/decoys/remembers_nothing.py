"""The Y combinator as it is in the books: recursion without a name, and without a memory.

Fails: test_works_each_argument_out_once, test_remembers_every_answer, test_forgets_no_answer
"""


def pricer(step):
    return (lambda f: lambda *args: step(f(f), *args))(lambda f: lambda *args: step(f(f), *args))

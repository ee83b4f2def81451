"""Makes sure that some mirror has an answer, and then asks them all over again.

Fails: test_asks_no_mirror_twice, test_asks_no_mirror_after_the_first_answer
"""


def first_loaded(load, *names):
    if not any(load(name) is not None for name in names):
        return None
    return next(filter(lambda answer: answer is not None, map(load, names)))

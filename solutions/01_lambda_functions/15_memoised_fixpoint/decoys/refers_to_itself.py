"""A closure that calls itself by its own name: it is in its own cell, a cycle.

Fails: test_goes_with_all_its_data, test_takes_its_answers_with_it
"""


def pricer(step):
    answers = {}

    def call(*args):
        if args not in answers:
            answers[args] = step(call, *args)
        return answers[args]

    return call

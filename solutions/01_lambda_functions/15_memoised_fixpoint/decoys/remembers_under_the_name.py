"""Keeps the answers of all functions in one dict, under the name of the step: each lambda is called <lambda>.

Fails: test_tells_a_tuple_from_two_arguments, test_an_error_is_passed_on_and_not_kept, test_keeps_functions_apart,
    test_learns_nothing_from_functions_that_are_gone,
    test_agrees_with_a_plain_recursion_on_random_formulas, test_remembers_every_answer,
    test_takes_its_answers_with_it
"""

ANSWERS = {}


class pricer:
    def __init__(self, step):
        self._step = step
        self._name = getattr(step, "__name__", "step")

    def __call__(self, *args):
        key = self._name, args
        if key not in ANSWERS:
            ANSWERS[key] = self._step(self, *args)
        return ANSWERS[key]

"""Specification of fix: what the functions give, then how often they work and what they leave behind."""

from graders import at_most, counted, exactly, lives, probe, seeded

import math

import pytest

from memoised_fixpoint import fix


class NoRateError(Exception):
    """The bank has not set it yet."""


@probe
class Tariff:
    """Data that a formula uses, and an answer that it gives."""

    def __init__(self, rate):
        self.rate = rate


@probe
def formula(tariff):
    """A recursive step that refers to a tariff."""
    return lambda self, n: tariff.rate if n == 0 else self(n - 1) + tariff.rate


@probe
def tariffs():
    """A recursive step whose answers are tariffs, and that refers to none."""
    return lambda self, n: Tariff(1 if n == 0 else self(n - 1).rate + 1)


@probe
def one_after_another(fix, count):
    """What so many functions give for 1, each made when the one before it is gone."""
    answers = []
    for number in range(count):
        function = fix(lambda self, n, number=number: number if n == 0 else self(n - 1))
        answers.append(function(1))
        del function
    return answers


@probe
def asked_for_each(function, count):
    """What a function gives for so many numbers, one after the other."""
    return [function(n) for n in range(count)]


def fibonacci(self, n):
    return n if n < 2 else self(n - 1) + self(n - 2)


def test_hands_the_function_to_its_own_step():
    """step gets the function itself first and can call it: the factorial of 5 is 120.

    Try: what is the first argument of step to be? Something that takes n, as the function that you give back does.
    """
    factorial = fix(lambda self, n: 1 if n == 0 else n * self(n - 1))
    assert [factorial(5), factorial(0), factorial(20)] == [120, 1, math.factorial(20)]


def test_takes_any_number_of_arguments():
    """A step may have no argument beside itself, one, two or three.

    Try: take *args, hand on *args, and let the whole tuple be what an answer is kept under.
    """
    paths = fix(lambda self, x, y: 1 if x == 0 or y == 0 else self(x - 1, y) + self(x, y - 1))
    assert [paths(2, 2), paths(2, 1), paths(1, 2), paths(3, 2)] == [6, 3, 3, 10]
    assert fix(lambda self: "sunny")() == "sunny"
    assert fix(lambda self, a, b, c: (a, b, c) if a == 0 else self(0, c, b))(1, 2, 3) == (0, 3, 2)


def test_tells_a_tuple_from_two_arguments():
    """f((1, 2)) has one argument and f(1, 2) has two: they are different calls.

    Try: keep each answer under the tuple of all arguments, also if there is but one.
    """
    size = fix(lambda self, *args: len(args))
    assert [size((1, 2)), size(1, 2), size(1), size((1,)), size(), size(())] == [1, 2, 1, 1, 0, 1]


def test_keeps_functions_apart():
    """Several functions at once, made of lambdas that look alike, each have their own answers.

    Try: whose are the remembered answers? Each function needs a store of its own, made when the function is made.
    """
    ones = fix(lambda self, n: 1 if n == 0 else n * self(n - 1))
    twos = fix(lambda self, n: 2 if n == 0 else n * self(n - 1))
    assert [ones(3), twos(3), ones(4), twos(4), ones(3)] == [6, 12, 24, 48, 6]
    assert fix(lambda self, n: ones(n) + twos(n))(3) == 18


def test_learns_nothing_from_functions_that_are_gone():
    """Twenty functions are made and dropped, one after the other: each gives its own answer.

    Try: an id or a name can be used again by a later function. Do not keep answers under it.
    """
    assert one_after_another(fix, 20) == list(range(20))


def test_an_error_is_passed_on_and_not_kept():
    """If step raises, the caller gets that very error, and the next call works it out again.

    Try: store an answer only once step has returned it, and leave no mark before.
    """
    failure, broken = NoRateError("no rate yet"), [True]

    def step(self, n):
        if broken[0] and n == 0:
            raise failure
        return n if n == 0 else n + self(n - 1)

    total = fix(step)
    with pytest.raises(NoRateError) as raised:
        total(3)
    assert raised.value is failure
    broken[0] = False
    assert total(3) == 6


def test_agrees_with_a_plain_recursion_on_random_formulas():
    """Ten random recursions give what the same formula gives, written as a loop.

    Try: take the first value that differs, and print which arguments step was called with.
    """
    rng, functions = seeded(), []
    for _ in range(10):
        a, b, start, n = (rng.randrange(1, 9) for _ in range(4))
        expected = [start, start + 1]
        while len(expected) <= n:
            expected.append(a * expected[-1] + b * expected[-2])
        step = lambda self, n, a=a, b=b, start=start: start + n if n < 2 else a * self(n - 1) + b * self(n - 2)
        functions.append(fix(step))
        assert functions[-1](n) == expected[n]


def test_works_each_argument_out_once():
    """fibonacci(10) costs at most 11 calls of step, and nothing more when it is asked again.

    Try: is the function that step gets the one that remembers? And does a later call find what an earlier one left?
    """
    step = counted(fibonacci, most=11, what="calls of step")
    function = fix(step)
    assert [function(10), function(10), function(8)] == [55, 55, 21]
    at_most(step.calls, 11, "calls of step")
    assert sorted(n for _, n in step.args) == list(range(11))


def test_remembers_every_answer():
    """An answer of None, 0, False or "" is kept as well: two tuples of arguments cost 2 calls of step.

    Try: ask whether there is an answer for these arguments, not whether the answer is true.
    """
    functions = []
    for answer in (None, 0, False, "", 7.5):
        step = counted(lambda self, x, y, answer=answer: answer)
        function = fix(step)
        functions.append(function)
        assert [function(3, 4), function(3, 4), function(4, 3)] == [answer, answer, answer]
        exactly(step.calls, 2, "calls of step for two tuples")


def test_forgets_no_answer():
    """1,100 arguments cost 1,100 calls of step, however often they are asked for in turn.

    Try: how many answers does your store take before it drops the oldest? An lru_cache has a maxsize, 128 if you say
    nothing.
    """
    step = counted(lambda self, n: n + 1)
    function = fix(step)
    for _ in range(2):
        assert asked_for_each(function, 1_100) == list(range(1, 1_101))
    assert step.calls == 1_100, f"{step.calls:,} calls of step for 1,100 numbers"


def test_goes_with_all_its_data():
    """When a function is dropped, nothing that its step refers to is alive, without the garbage collector.

    Try: draw who refers to whom. Does your function refer to itself, by a variable, an attribute or a cache? Or does a
    place outside know every function that was ever made?
    """
    rate = seeded().randrange(1, 100)
    with lives(Tariff) as alive:
        function = fix(formula(Tariff(rate)))
        assert function(9) == 10 * rate
        assert alive.alive == 1
        del function
        alive.at_most(0, "tariffs alive without their function")


def test_takes_its_answers_with_it():
    """When a function is dropped its answers go too, although somebody still holds the step.

    Try: let the function own its answers, not the step, the class or the module.
    """
    with lives(Tariff) as alive:
        step = tariffs()
        function = fix(step)
        answer = function(9)
        assert answer.rate == 10
        del function, answer
        alive.at_most(0, "answers alive without their function")
        assert fix(step)(0).rate == 1

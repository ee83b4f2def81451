"""Specification of pricer: what the prices are, then how often they are worked out and what a pricer leaves behind.

The catalogues and rules of the tests stand below them.
"""

from graders import at_most, counted, exactly, lives, probe, seeded

import pytest

from memoised_fixpoint import pricer


def test_hands_the_function_to_its_own_step():
    """The rule gets the pricer itself first and can ask it for other prices: a cupboard costs its boards and hinges.

    Try: what should the first argument of step be? Something that takes a name, as the function that you return does.
    """
    parts = {"cupboard": ["door", "door", "board"], "door": ["board", "hinge", "hinge"]}
    cost = {"board": 20, "hinge": 3}
    price = pricer(lambda price, name: cost[name] if name in cost else sum(price(part) for part in parts[name]))
    assert [price("hinge"), price("door"), price("cupboard")] == [3, 26, 72]


def test_takes_any_number_of_arguments():
    """A rule may have no argument beside the pricer, one, two or three.

    Try: take *args, pass on *args, and keep each answer under the whole tuple.
    """
    price = pricer(lambda price, name, count: 5 if count == 1 else price(name, 1) * count - count // 10)
    assert [price("hinge", 1), price("hinge", 9), price("hinge", 20)] == [5, 45, 98]
    assert pricer(lambda price: "not for sale")() == "not for sale"
    assert pricer(lambda price, a, b, c: (a, b, c) if a == 0 else price(0, c, b))(1, 2, 3) == (0, 3, 2)


def test_tells_a_tuple_from_two_arguments():
    """price((1, 2)) has one argument and price(1, 2) has two, and 1 is not "1": they are different questions.

    Try: keep each answer under the tuple of all arguments, even if there is only one; not under what they look like.
    """
    size = pricer(lambda price, *args: len(args))
    assert [size((1, 2)), size(1, 2), size(1), size((1,)), size(), size(())] == [1, 2, 1, 1, 0, 1]
    label = pricer(lambda price, *args: args)
    asked = [("1", "2"), (1, 2), (2, 1), ("1, 2",), (None,), ("None",), (-1,), (-2,), (1, 1, 2), (1, 2, 2)]
    assert [label(*args) for args in asked] == asked


def test_keeps_functions_apart():
    """Several pricers at once, made of lambdas that look alike, each have their own answers.

    Try: who owns the remembered answers? Each pricer needs a store of its own, made when the pricer is made.
    """
    retail = pricer(lambda price, n: 3 if n == 0 else n * price(n - 1))
    trade = pricer(lambda price, n: 2 if n == 0 else n * price(n - 1))
    assert [retail(3), trade(3), retail(4), trade(4), retail(3)] == [18, 12, 72, 48, 18]
    assert pricer(lambda price, n: retail(n) + trade(n))(3) == 30


def test_learns_nothing_from_functions_that_are_gone():
    """Twenty pricers are made and dropped, one after the other: each has its own answer.

    Try: an id or a name can be used again by a later function. Do not keep answers under it.
    """
    numbers = seeded().sample(range(10**6), 20)
    assert one_after_another(pricer, numbers) == numbers


def test_an_error_is_passed_on_and_not_kept():
    """If step raises, the caller gets that very error, and the next question works the price out again.

    Try: store an answer only once step has returned it, and leave no mark before.
    """
    failures = [NoPriceError("not in the catalogue yet"), KeyError("hinge")]
    left = [*failures]

    def step(price, n):
        if n == 0 and left:
            raise left[0]
        return n if n == 0 else n + price(n - 1)

    total = pricer(step)
    for failure in failures:
        for _ in range(2):
            with pytest.raises(type(failure)) as raised:
                total(3)
            assert raised.value is failure
        left.remove(failure)
    assert total(3) == 6
    price = pricer(interrupted_once())
    with pytest.raises(BaseException, match="the shop closes"):
        price(3)
    assert price(3) == 3


def test_agrees_with_a_plain_recursion_on_random_formulas():
    """Ten random rules give the same prices as a loop does.

    Try: take the first price that differs, and print which arguments step was called with.
    """
    rng, functions = seeded(), []
    for _ in range(10):
        a, b, start, n = (rng.randrange(1, 9) for _ in range(4))
        expected = [start, start + 1]
        while len(expected) <= n:
            expected.append(a * expected[-1] + b * expected[-2])
        functions.append(
            pricer(lambda price, n, a=a, b=b, c=start: c + n if n < 2 else a * price(n - 1) + b * price(n - 2))
        )
        assert functions[-1](n) == expected[n]


def test_works_each_argument_out_once():
    """A set of 10 boxes, each of the two next smaller ones, costs at most 11 calls of step; asked again, none.

    Try: is the function that step gets the one that remembers? And does a later call find what an earlier one left?
    """
    step = counted(
        lambda price, size: size if size < 2 else price(size - 1) + price(size - 2), most=11, what="calls of step"
    )
    price = pricer(step)
    assert [price(10), price(10), price(8)] == [55, 55, 21]
    at_most(step.calls, 11, "calls of step")
    assert sorted(size for _, size in step.args) == list(range(11))


def test_remembers_every_answer():
    """An answer of None, 0, False or "" is kept as well: two tuples of arguments cost 2 calls of step.

    Try: ask whether there is an answer for these arguments, not whether the answer is true.
    """
    functions = []
    for answer in (None, 0, False, "", 7.5):
        step = counted(lambda price, name, count, answer=answer: answer)
        price = pricer(step)
        functions.append(price)
        assert [price("door", 4), price("door", 4), price("door", 3)] == [answer, answer, answer]
        exactly(step.calls, 2, "calls of step for two tuples")


def test_forgets_no_answer():
    """1,100 articles cost 1,100 calls of step, however often they are asked for in turn.

    Try: how many answers does your store take before it drops the oldest? An lru_cache has a maxsize, 128 if you say
    nothing.
    """
    step = counted(lambda price, n: n + 1)
    price = pricer(step)
    for _ in range(2):
        assert asked_for_each(price, 1_100) == list(range(1, 1_101))
    assert step.calls == 1_100, f"calls of step for 1,100 articles: {step.calls:,}"


def test_goes_with_all_its_data():
    """When a pricer is dropped, nothing that its rule refers to is alive, without the garbage collector.

    Try: draw who refers to whom. Does your function refer to itself, by a variable, an attribute or a cache? Or does a
    place outside know every function that was ever made?
    """
    rate = seeded().randrange(1, 100)
    with lives(Catalogue) as alive:
        price = pricer(rule_of(Catalogue(rate)))
        assert price(9) == 10 * rate
        assert alive.alive == 1
        del price
        alive.at_most(0, "catalogues alive without their pricer")


def test_takes_its_answers_with_it():
    """When a pricer is dropped its answers go too, although somebody still holds the step.

    Try: let the pricer own its answers, not the step, the class or the module.
    """
    with lives(Catalogue) as alive:
        step = answers_that_are_catalogues()
        price = pricer(step)
        answer = price(9)
        assert answer.rate == 10
        del price, answer
        alive.at_most(0, "answers alive without their pricer")
        assert pricer(step)(0).rate == 1


class NoPriceError(Exception):
    """The catalogue does not have it yet."""


@probe
class Interrupt(BaseException):
    """Somebody stops the program, which is not an Exception."""


@probe
def interrupted_once():
    """A rule that somebody stops when it works for the first time."""

    def step(price, n):
        if left:
            raise left.pop()
        return n

    left = [Interrupt("the shop closes")]
    return step


@probe
class Catalogue:
    """Data that a rule uses, or an answer that it gives."""

    def __init__(self, rate):
        self.rate = rate


@probe
def rule_of(catalogue):
    """A recursive rule that refers to a catalogue."""
    return lambda price, n: catalogue.rate if n == 0 else price(n - 1) + catalogue.rate


@probe
def answers_that_are_catalogues():
    """A recursive rule that refers to no catalogue, but whose answers are catalogues."""
    return lambda price, n: Catalogue(1 if n == 0 else price(n - 1).rate + 1)


@probe
def one_after_another(pricer, numbers):
    """What a pricer of each of these numbers returns for 1, each made when the one before it is gone."""
    answers = []
    for number in numbers:
        price = pricer(lambda price, n, number=number: number if n == 0 else price(n - 1))
        answers.append(price(1))
        del price
    return answers


@probe
def asked_for_each(price, count):
    """The prices of this many numbers, one after the other."""
    return [price(n) for n in range(count)]

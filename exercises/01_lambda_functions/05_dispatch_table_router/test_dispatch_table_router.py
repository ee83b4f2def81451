"""Specification of Router: behaviour first, then what a message may cost.

The operations that count how they are compared, and a service of 200 of them, stand below the tests.
"""

from graders import at_most, counted, exactly, seeded

import pytest

from dispatch_table_router import Router

SIZE = 200
"""Operations of the service."""

KNOWN, UNKNOWN = 4, 1
"""Messages that it is sent: for operations that it has, and for others."""


def test_gives_what_the_function_gives():
    """handle calls the function of the operation with a and b, in this order, and returns its result.

    Try: keep the functions by their operation. Then look one up and call it.
    """
    router = Router([("add", lambda a, b: a + b), ("subtract", lambda a, b: a - b), ("power", lambda a, b: a**b)])
    assert router.handle("add", 2, 10) == 12
    assert router.handle("subtract", 2, 10) == -8
    assert router.handle("power", 2, 10) == 1024
    assert router.handle("subtract", 5, 5) == 0


def test_refuses_an_unknown_operation():
    """An operation without a route is a LookupError, and so is every one if there are no routes.

    Try: what does d[key] do for a missing key, and what does d.get(key)? KeyError is a LookupError.
    """
    with pytest.raises(LookupError):
        Router([]).handle("add", 2, 10)
    router = Router([("add", lambda a, b: a + b)])
    with pytest.raises(LookupError):
        router.handle("divide", 2, 10)
    assert router.handle("add", 2, 10) == 12


def test_takes_routes_from_a_generator():
    """The routes may be a generator: it can be read once, and many messages come. An error of it comes through.

    Try: read the routes in __init__, and keep what you have read, not the routes.
    """
    names = ["add", "subtract"]
    router = Router((name, lambda a, b, name=name: f"{a} {name} {b}") for name in names)
    assert [router.handle(name, 2, 10) for name in ["subtract", "add", "subtract"]] == [
        "2 subtract 10",
        "2 add 10",
        "2 subtract 10",
    ]
    torn = OverflowedError("the list is cut off")
    with pytest.raises(OverflowedError) as caught:
        Router(cut_off(("add", lambda a, b: a + b), torn))
    assert caught.value is torn


def test_the_later_route_counts():
    """Of two routes for one operation, the later one is used.

    Try: enter the routes in their order, and let a new one take the place of the old one.
    """
    router = Router([("add", lambda a, b: 0), ("power", lambda a, b: a**b), ("add", lambda a, b: a + b)])
    assert router.handle("add", 2, 10) == 12
    assert router.handle("power", 2, 10) == 1024


def test_equal_operations_are_the_same():
    """A message need not bring the very object of the route: an equal one finds it, of whatever class.

    Try: look the operation up as it is: by == and hash, not by `is`, id or its text.
    """
    (add, same), _ = ops(["add", "add"], None, None)
    router = Router([(add, lambda a, b: a + b), (("unit", "km"), lambda a, b: a - b)])
    assert answer(router, same) == 12
    assert answer(router, ("unit", "km")) == -8


def test_an_error_of_a_function_is_not_hidden():
    """An error of a function reaches the caller as it is, even if it is a KeyError or a TypeError.

    Try: look the function up inside the try, and call it outside. A KeyError of the function is not a missing route.
    """
    errors = {
        "divide": ZeroDivisionError("division by zero"),
        "convert": KeyError("furlong"),
        "add": TypeError("a text and a number"),
        "power": OverflowedError("too large"),
    }

    router = Router([(op, lambda a, b, error=error: fail_with(error)) for op, error in errors.items()])
    for op, error in errors.items():
        with pytest.raises(type(error)) as caught:
            router.handle(op, 2, 0)
        assert caught.value is error, f"{op} raised another error than its function did"


def test_routers_do_not_share_their_routes():
    """A second router knows its own operations only, and the first does not learn them.

    Try: where does your table live? In the class it is one for all routers, in self each has its own.
    """
    first = Router([("add", lambda a, b: a + b)])
    second = Router([("power", lambda a, b: a**b)])
    with pytest.raises(LookupError):
        second.handle("add", 2, 10)
    with pytest.raises(LookupError):
        first.handle("power", 2, 10)


def test_agrees_with_a_model_on_random_routes():
    """Random routes, some for the same operation, answer random messages as the last of each would.

    Try: write the routes down for one operation. Which of them should answer?
    """
    rng = seeded()
    routes = [(f"op {rng.randrange(12)}", rng.randrange(-50, 50)) for _ in range(40)]
    last = dict(routes)
    router = Router((op, lambda a, b, factor=factor: factor * a - b) for op, factor in routes)
    for op in rng.choices(sorted(last), k=20):
        a, b = rng.randrange(100), rng.randrange(100)
        assert router.handle(op, a, b) == last[op] * a - b, f"{op} with {a} and {b}"


def test_compares_no_more_than_twice_per_message():
    """Among 200 operations, a message costs at most 2.0 comparisons, known or not.

    Try: which operations is this one compared with, before it is found or given up? A loop meets half of them.
    """
    service = Service(seeded())
    service.run()
    at_most(service.comparisons, 2.0, "comparisons per message")


def test_hashes_no_more_than_twice_per_message():
    """Among 200 operations, a message costs at most 2.0 hashes.

    Try: build the table once, when the router is made. Building it hashes every operation.
    """
    service = Service(seeded())
    service.run()
    at_most(service.hashes, 2.0, "hashes per message")


def test_calls_one_function_per_message():
    """A message calls the function of its operation, once, and no other.

    Try: does a table of yours hold results instead of functions? Is a function tried before it is used?
    """
    service = Service(seeded())
    service.run()
    exactly(service.function.calls / KNOWN, 1, "function calls per known message")


# What the tests above are made of


class OverflowedError(Exception):
    """The result does not fit on the display."""


def ops(names, compared, hashed):
    """An operation for each name, equal to others of that name; once told to, they tell what they are asked."""
    telling = False

    def tell():
        nonlocal telling
        telling = True

    class Op:
        __slots__ = ("_name",)

        def __init__(self, name):
            self._name = name

        def __eq__(self, other):
            telling and compared()
            return isinstance(other, Op) and self._name == other._name

        def __hash__(self):
            telling and hashed()
            return hash(self._name)

    return [Op(name) for name in names], tell


class Service:
    """A router with 200 operations, number n of which returns 1,000 * n + a - b, and messages for some of them."""

    def __init__(self, rng):
        self._compared, self._hashed = counted(lambda: None), counted(lambda: None)
        self._rng = rng
        self.function = counted(lambda number, a, b: 1_000 * number + a - b)
        self._wanted = rng.sample(range(SIZE), KNOWN) + rng.sample(range(SIZE, 2 * SIZE), UNKNOWN)
        rng.shuffle(self._wanted)
        made, self._tell = ops(
            [f"op {number}" for number in [*range(SIZE), *self._wanted]], self._compared, self._hashed
        )
        self._brought = made[SIZE:]
        self._router = Router([(op, self._route(number)) for number, op in enumerate(made[:SIZE])])

    def _route(self, number):
        return lambda a, b: self.function(number, a, b)

    def run(self):
        """Send the messages, each with an operation of its own, and look at every answer."""
        self._tell()
        for number, op in zip(self._wanted, self._brought, strict=True):
            a, b = self._rng.randrange(500), self._rng.randrange(500)
            if number < SIZE:
                assert self._router.handle(op, a, b) == 1_000 * number + a - b, f"op {number} with {a} and {b}"
            else:
                with pytest.raises(LookupError):
                    self._router.handle(op, a, b)
        self.comparisons = self._compared.calls / len(self._wanted)
        self.hashes = self._hashed.calls / len(self._wanted)


def answer(router, op):
    """What the router returns for an operation with 2 and 10, in words if it knows none."""
    try:
        return router.handle(op, 2, 10)
    except LookupError:
        return "no route found"


def fail_with(error):
    """Raises an error, where an expression is wanted."""
    raise error


def cut_off(first, error):
    """A generator that breaks off after its first item."""
    yield first
    raise error

from __future__ import annotations

import copy
from typing import Any

import pytest

from graders.tests.workers.conftest import Learn
from graders.workers.handles import Handle, LearnerError

MONEY = """
    import operator

    class Money:
        currency = "GBP"
        def __init__(self, pence): self.pence = pence
        def __add__(self, other): return Money(self.pence + getattr(other, "pence", other))
        def __radd__(self, other): return self + other
        def __iadd__(self, other):
            self.pence += other
            return self
        def __neg__(self): return Money(-self.pence)
        def __lt__(self, other): return self.pence < other.pence
        def __int__(self): return self.pence
        def __index__(self): return self.pence
        def __bool__(self): return self.pence != 0
        def __round__(self, places): return places
        def __pow__(self, other): return [self.pence, other]
        def split(self, ways=2): return [self.pence // ways] * ways

    class Shelf:
        def __init__(self): self.items = {}
        def __len__(self): return len(self.items)
        def __getitem__(self, key): return self.items[key]
        def __setitem__(self, key, value): self.items[key] = value
        def __delitem__(self, key): del self.items[key]
        def __contains__(self, key): return key in self.items
        def __iter__(self): return iter(self.items)
        def __reversed__(self): return reversed(list(self.items))
        def __call__(self, *args, **kwargs): return [list(args), kwargs]

    class Door:
        log = []
        def __init__(self, forgives): self.forgives = forgives
        def __enter__(self):
            self.log.append("in")
            return self
        def __exit__(self, kind, error, trace):
            self.log.append(kind.__name__ if kind else "out")
            return self.forgives

    def readings():
        try:
            got = yield 1
            while True:
                try:
                    got = yield got
                except LookupError as error:
                    got = str(error)
        finally:
            Door.log.append("closed")
    """


@pytest.fixture
def kata(learn: Learn) -> Any:
    return learn(MONEY)


def test_operators_run_in_the_worker(kata: Any) -> None:
    one = kata.Money(100)
    assert (one + 5).pence == 105
    assert (5 + one).pence == 105
    assert (one + kata.Money(1)).pence == 101
    assert (-one).pence == -100
    assert one < kata.Money(101)
    assert not one > kata.Money(101)
    assert int(one) == 100
    assert "x" * kata.Money(3) == "xxx"
    assert round(one, 1) == 1
    assert one**2 == [100, 2]
    assert bool(one)
    assert not kata.Money(0)


def test_an_operator_in_place_keeps_the_object(kata: Any) -> None:
    one = same = kata.Money(100)
    one += 5
    assert one is same
    assert one.pence == 105


def test_an_operator_that_is_not_there_is_a_type_error(kata: Any) -> None:
    with pytest.raises(TypeError, match="unsupported operand"):
        kata.Money(1) / 2
    with pytest.raises(TypeError):
        kata.Shelf() + 1


def test_a_container_is_used_as_one(kata: Any) -> None:
    shelf = kata.Shelf()
    shelf["a"] = 1
    shelf["b"] = [2]
    assert (len(shelf), shelf["b"], "a" in shelf, "c" in shelf) == (2, [2], True, False)
    assert (list(shelf), list(reversed(shelf))) == (["a", "b"], ["b", "a"])
    del shelf["a"]
    assert list(shelf) == ["b"]
    with pytest.raises(KeyError):
        shelf["a"]
    assert shelf(1, two=2) == [[1], {"two": 2}]


def test_attributes_are_read_set_and_deleted_there(kata: Any) -> None:
    one = kata.Money(1)
    one.pence = 7
    assert (one.pence, one.currency, one.split(ways=7)) == (7, "GBP", [1] * 7)
    one.note = [1]
    assert one.note == [1]
    del one.note
    with pytest.raises(AttributeError, match="note"):
        _ = one.note


def test_private_attributes_are_not_asked_for(kata: Any) -> None:
    with pytest.raises(AttributeError):
        _ = kata.Money(1)._pence


def test_a_context_manager_enters_and_leaves_there(kata: Any) -> None:
    with kata.Door(False) as door:
        assert isinstance(door, Handle)
    with pytest.raises(LookupError, match="mine"), kata.Door(False):
        raise LookupError("mine")
    with kata.Door(True):
        raise LookupError
    assert kata.Door(True).log == ["in", "out", "in", "LookupError", "in", "LookupError"]


def test_a_generator_is_steered(kata: Any) -> None:
    readings = kata.readings()
    assert next(readings) == 1
    assert readings.send("more") == "more"
    assert readings.throw(LookupError("odd")) == "odd"
    readings.close()
    with pytest.raises(StopIteration):
        next(readings)
    assert kata.Door(False).log[-1] == "closed"


def test_a_loop_over_a_generator_ends(kata: Any, learn: Learn) -> None:
    assert [value for _, value in zip(range(2), kata.readings(), strict=False)] == [1, None]


def test_what_a_generator_raises_comes_here(kata: Any) -> None:
    readings = kata.readings()
    next(readings)
    with pytest.raises(ZeroDivisionError) as caught:
        readings.throw(ZeroDivisionError("mine"))
    assert str(caught.value) == "mine"


def test_a_class_of_the_learner_is_a_handle_that_makes_objects(learn: Learn) -> None:
    kata = learn("class Point:\n    origin = (0, 0)\n    def __init__(self, x): self.x = x\ndef kind(): return Point")
    point = kata.kind()
    assert Handle in type(point).__mro__
    assert point(3).x == 3
    assert point.origin == (0, 0)


def test_a_handle_is_hashed_by_what_it_stands_for(kata: Any) -> None:
    one, other = kata.Money(1), kata.Money(1)
    assert {one: "a", other: "b"}[one] == "a"


def test_a_handle_says_what_it_is_without_asking(learn: Learn) -> None:
    kata = learn("class Loud:\n    def __repr__(self): raise ValueError")
    assert repr(kata.Loud()) == "<Loud of the learner>"


def test_a_handle_cannot_be_copied(kata: Any) -> None:
    with pytest.raises(TypeError, match="cannot be sent to another process"):
        copy.copy(kata.Money(1))


def test_an_answer_of_the_wrong_type_is_a_type_error(learn: Learn) -> None:
    kata = learn("class Odd:\n    def __len__(self): return 'two'\n    def __bool__(self): return 2\n")
    with pytest.raises(TypeError):
        len(kata.Odd())
    with pytest.raises(TypeError):
        bool(kata.Odd())


def test_a_learner_error_is_named_by_its_class_and_all_its_words() -> None:
    assert LearnerError("low", 3).named == "LearnerError: low, 3"
    assert LearnerError().named == "LearnerError"


@pytest.mark.parametrize("key", ["land.tif", "it's", "back\\slash", "Zürich €"])
def test_a_missing_key_of_the_test_reads_there_as_it_reads_here(key: str, learn: Learn) -> None:
    kata = learn("""
        def missed(look):
            try:
                look()
            except KeyError as error:
                return str(error)
    """)
    assert kata.missed(lambda: dict[str, int]()[key]) == repr(key)

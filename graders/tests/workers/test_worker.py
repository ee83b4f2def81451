from __future__ import annotations

import math
import threading
from collections import Counter, OrderedDict, defaultdict, namedtuple
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graders.bounds.calls import counted
from graders.bounds.concurrency import concurrently, result_of
from graders.bounds.laziness import stream, tripwire
from graders.model.report import Crashed, Failed, Fault, Todo
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner
from graders.tests.workers.conftest import InThread, Learn
from graders.workers import execution
from graders.workers.handles import Handle, LearnerError
from graders.workers.inside.requests import Service
from graders.workers.probes import probe
from graders.workers.worker import MAX_CLASSES, MAX_NESTED_CALLS, _ends_the_judge, arguments

ECHO = "def echo(value): return value\ndef name(value): return type(value).__name__"
Point = namedtuple("Point", "x y")


# Values


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -(1 << 62),
        1 << 5000,
        -0.0,
        math.inf,
        1e300,
        "",
        "naïve \N{SNOWMAN}",
        "half a pair: \ud800",
        b"\0\xff",
        bytearray(b"x"),
        2 + 3j,
        complex(math.inf, -0.0),
        range(10, 0, -3),
        range(1 << 70),
        NotImplemented,
        [],
        [1, [2.5, ["three", None]], (4,)],
        (1, "a", True),
        {1, 2},
        frozenset({"a"}),
        {"a": [1], 2: {"b": ()}, (3, 4): None},
        int,
        ValueError,
    ],
    ids=repr,
)
def test_plain_data_crosses_and_comes_back_as_it_was(value: Any, learn: Learn) -> None:
    back = learn(ECHO).echo(value)
    assert back == value
    assert type(back) is type(value)
    assert repr(back) == repr(value)


def test_nan_comes_back_as_nan(learn: Learn) -> None:
    assert math.isnan(learn(ECHO).echo([math.nan])[0])


def test_a_namedtuple_arrives_as_a_tuple(learn: Learn) -> None:
    kata = learn(ECHO)
    assert kata.echo(Point(1, 2)) == (1, 2)
    assert kata.name(Point(1, 2)) == "tuple"


@pytest.mark.parametrize("value", [Counter("aab"), OrderedDict(a=1, b=2), defaultdict(list, {"a": [1]})], ids=repr)
def test_the_dicts_of_collections_arrive_as_dicts(value: Any, learn: Learn) -> None:
    kata = learn("from collections import Counter\ndef count(text): return Counter(text)\n" + ECHO)
    assert kata.name(value) == "dict"
    assert type(kata.count("aab")) is dict


def test_an_ordered_dict_keeps_its_own_order(learn: Learn) -> None:
    kata = learn("""
        from collections import OrderedDict
        def touch():
            seats = OrderedDict(a=1, b=2)
            seats.move_to_end("a")
            return seats
        """)
    assert list(kata.touch()) == ["b", "a"]


def test_large_values_cross(learn: Learn) -> None:
    text, numbers = "x" * 3_000_000, list(range(200_000))
    assert learn(ECHO).echo([text, numbers]) == [text, numbers]


def test_a_list_that_holds_itself_ends_in_a_handle(learn: Learn) -> None:
    value = learn("def loop():\n    ring = []\n    ring.append(ring)\n    return ring").loop()
    depth = 0
    while type(value) is list:
        (value,), depth = value, depth + 1
    assert isinstance(value, Handle)
    assert depth == 1


def test_what_claims_to_equal_everything_equals_only_itself(learn: Learn) -> None:
    kata = learn("""
        class Liar:
            def __eq__(self, other): return True
            __hash__ = None
        class Text(str):
            def __eq__(self, other): return True
            __hash__ = str.__hash__
        class Number(int):
            def __eq__(self, other): return True
            __hash__ = int.__hash__
        made = {kind.__name__: kind(1) for kind in (Text, Number)} | {"Liar": Liar()}
        def give(name): return made[name]
        """)
    for name in ("Liar", "Text", "Number"):
        value = kata.give(name)
        assert isinstance(value, Handle)
        assert value != "1"
        assert value != 1
        assert value == value
        assert value is kata.give(name)


def test_two_objects_of_the_worker_are_compared_by_their_own_class(learn: Learn) -> None:
    kata = learn("""
        class Money:
            def __init__(self, pence): self.pence = pence
            def __eq__(self, other): return isinstance(other, Money) and self.pence == other.pence
            __hash__ = None
        class Odd(Money):
            def __eq__(self, other): return "yes"
            __hash__ = None
        def plain(): return [].__iter__()
        """)
    assert kata.Money(5) == kata.Money(5)
    assert kata.Money(5) != kata.Money(6)
    assert kata.Odd(1) != kata.Odd(1)
    assert kata.plain() != kata.plain()


# Calls


def test_arguments_go_by_place_and_by_name(learn: Learn) -> None:
    kata = learn("def order(item, /, *rest, price=0, **more): return [item, list(rest), price, more]")
    assert kata.order("tea", 1, 2, price=3, note="hot") == ["tea", [1, 2], 3, {"note": "hot"}]


def test_a_callback_runs_in_the_test_and_may_call_the_learner_again(learn: Learn) -> None:
    kata = learn("def down(step, n): return n if n == 0 else step(n - 1)")
    seen = []

    def step(n: int) -> Any:
        seen.append((n, threading.current_thread() is threading.main_thread()))
        return kata.down(step, n)

    assert kata.down(step, 5) == 0
    assert seen == [(n, True) for n in (4, 3, 2, 1, 0)]


def test_an_object_of_the_test_is_itself_when_it_comes_back(learn: Learn) -> None:
    class Parcel:
        weight = 3

    kata = learn("def lighter(parcels): return min(parcels, key=lambda each: each.weight)\n" + ECHO)
    parcel = Parcel()
    assert kata.lighter([parcel]) is parcel
    assert kata.echo([parcel, parcel]) == [parcel, parcel]


def test_an_object_of_the_test_answers_its_special_methods(learn: Learn) -> None:
    class Crate:
        def __init__(self) -> None:
            self.items = [3, 1, 2]

        def __len__(self) -> int:
            return len(self.items)

        def __iter__(self) -> Iterator[int]:
            return iter(self.items)

        def __getitem__(self, place: int) -> int:
            return self.items[place]

        def __add__(self, other: int) -> int:
            return sum(self.items) + other

        def __enter__(self) -> int:
            return 7

        def __exit__(self, *exc: object) -> None:
            self.items.clear()

    kata = learn("""
        def look(crate):
            with crate as seven:
                return [len(crate), list(crate), crate[1], crate + 1, seven, crate == crate, crate in {crate}]
        """)
    crate = Crate()
    assert kata.look(crate) == [3, [3, 1, 2], 1, 7, 7, True, True]
    assert crate.items == []


@pytest.mark.parametrize("secret", ["_hidden", "__dict__", "__func__"])
def test_private_attributes_of_the_tests_objects_stay_here(secret: str, learn: Learn) -> None:
    class Parcel:
        _hidden = 1

    with pytest.raises(AttributeError):
        learn("def pry(parcel, name): return getattr(parcel, name)").pry(Parcel(), secret)


def test_the_class_of_a_test_s_object_is_a_stand_in_s(learn: Learn) -> None:
    class Parcel:
        pass

    assert learn("def kind(parcel): return type(parcel)").kind(Parcel()) is not Parcel


def test_a_learner_s_object_that_a_callback_gives_back_is_itself(learn: Learn) -> None:
    kata = learn("""
        made = []
        def make():
            made.append(object())
            return made[-1]
        def same(call): return call() is made[-1]
        """)
    assert kata.same(lambda: kata.make()) is True


def test_attributes_of_a_function_of_the_test_are_refused(learn: Learn) -> None:
    with pytest.raises(AttributeError, match="the test's object has no func_name"):
        learn("def pry(f): return f.func_name").pry(lambda: None)


def test_a_class_of_the_test_can_be_called(learn: Learn) -> None:
    class Parcel:
        def __init__(self, weight: int) -> None:
            self.weight = weight

    parcel = learn("def pack(make): return make(weight=3)").pack(Parcel)
    assert isinstance(parcel, Parcel)
    assert parcel.weight == 3


def test_a_stream_arrives_item_by_item(learn: Learn) -> None:
    kata = learn("def total(items): return sum(items)\ndef take(items): return [next(items), next(items)]")
    assert kata.total(stream(range(1000))) == 499_500
    assert kata.take(stream("abc")) == ["a", "b"]
    assert kata.total(stream([])) == 0


def test_a_generator_of_the_test_can_be_steered(learn: Learn) -> None:
    ended = []

    def meter() -> Iterator[Any]:
        try:
            got = yield 1
            yield got
        finally:
            ended.append(True)

    kata = learn(
        "def steer(gen):\n    first = next(gen)\n    second = gen.send(5)\n    gen.close()\n    return first, second"
    )
    assert kata.steer(meter()) == (1, 5)
    assert ended == [True]


def test_a_module_cannot_be_handed_over(learn: Learn) -> None:
    with pytest.raises(Fault, match="a test hands module"):
        learn(ECHO).echo(math)


def test_an_object_of_one_worker_cannot_be_handed_to_another(forked: Learn) -> None:
    first = forked("def make(): return object()").make()
    with pytest.raises(Fault, match="one worker to another"):
        forked(ECHO).echo(first)


# Lent values


def test_what_is_done_to_a_lent_value_happens_here_too(learn: Learn) -> None:
    kata = learn("""
        def change(items, table, seats, data):
            items.sort()
            table["b"] = table.pop("a")
            seats.add(3)
            data.extend(b"!")
        """)
    items, table, seats, data = [3, 1, 2], {"a": 1}, {1}, bytearray(b"hi")
    kata.change(items, table, seats=seats, data=data)
    assert (items, table, seats, bytes(data)) == ([1, 2, 3], {"b": 1}, {1, 3}, b"hi!")


def test_a_lent_value_that_comes_back_is_the_same_object(learn: Learn) -> None:
    items = [3, 1, 2]
    assert learn("def add(items):\n    items.append(4)\n    return items").add(items) is items
    assert items == [3, 1, 2, 4]


def test_a_lent_counter_stays_a_counter(learn: Learn) -> None:
    counts = Counter("aab")
    learn("def add(counts): counts['c'] = 1").add(counts)
    assert counts == Counter("aabc")
    assert type(counts) is Counter


def test_a_subclass_of_list_stays_in_the_test(learn: Learn) -> None:
    class Shelf(list[int]):
        pass

    shelf = Shelf([2, 1])
    assert learn("def read(shelf): return [len(shelf), shelf[0]]").read(shelf) == [2, 2]


# Exceptions


def test_what_the_learner_raises_is_of_its_class_and_knows_its_lines(learn: Learn) -> None:
    kata = learn("""
        class Full(LookupError):
            pass

        def seat(n):
            raise Full(f"row {n}")
        """)
    with pytest.raises(LookupError, match="row 3") as caught:
        kata.seat(3)
    error = caught.value
    assert isinstance(error, LearnerError)
    assert error.named == "Full: row 3"
    assert [(frame.file, frame.line, frame.function, frame.text) for frame in error.frames] == [
        ("kata.py", 6, "seat", 'raise Full(f"row {n}")')
    ]


def test_an_exception_without_text_is_named_by_its_class(learn: Learn) -> None:
    with pytest.raises(ValueError, match="^$") as caught:
        learn("def f(): raise ValueError").f()
    assert isinstance(caught.value, LearnerError)
    assert caught.value.named == "ValueError"


def test_a_callbacks_exception_comes_back_as_itself(learn: Learn) -> None:
    boom = OSError("no such feed")

    def fetch() -> None:
        raise boom

    with pytest.raises(OSError, match="no such feed") as caught:
        learn("def f(fetch): return fetch()").f(fetch)
    assert caught.value is boom


def test_the_learner_catches_a_callbacks_exception_by_its_builtin_class(learn: Learn) -> None:
    class Lost(KeyError):
        pass

    def find() -> None:
        raise Lost("a")

    kata = learn("""
        def f(find):
            try:
                find()
            except LookupError as error:
                return [type(error).__name__, error]
        """)
    name, error = kata.f(find)
    assert name == "Lost"
    assert type(error) is Lost


def test_a_callbacks_stop_iteration_is_one_there(learn: Learn) -> None:
    kata = learn("""
        def f(read):
            try:
                read()
            except StopIteration as end:
                return [end.value, type(end).__name__]
        """)
    assert kata.f(iter([]).__next__) == [None, "StopIteration"]


def test_a_callback_that_ends_an_iteration_ends_the_learners_loop(learn: Learn) -> None:
    assert learn("def f(read): return list(iter(read, None))").f(iter([1, 2, None]).__next__) == [1, 2]


def test_exceptions_cross_as_values(learn: Learn) -> None:
    kata = learn("def make(): return ValueError('low')\n" + ECHO)
    made, mine = kata.make(), KeyError("k")
    assert isinstance(made, ValueError)
    assert str(made) == "low"
    assert kata.echo(mine) is mine
    assert isinstance(kata.echo(made), ValueError)


@pytest.mark.parametrize("name", ["KeyboardInterrupt", "GeneratorExit", "BaseException"])
def test_no_exception_of_the_learner_interrupts_the_judge(name: str, learn: Learn) -> None:
    with pytest.raises(Exception, match="now") as caught:
        learn(f"def f(): raise {name}('now')").f()
    assert isinstance(caught.value, LearnerError)
    assert type(caught.value).__name__ == name
    assert not isinstance(caught.value, (KeyboardInterrupt, GeneratorExit))


def test_a_group_of_exceptions_crosses_by_name_and_text(learn: Learn) -> None:
    with pytest.raises(LearnerError, match="two \\(1 sub-exception\\)") as caught:
        learn("def f(): raise ExceptionGroup('two', [ValueError(1)])").f()
    assert type(caught.value).__name__ == "ExceptionGroup"


def test_a_stub_is_to_do(learn: Learn) -> None:
    kata = learn("def f():\n    raise NotImplementedError")
    with pytest.raises(Todo, match=r"not written yet at kata.py:2"):
        kata.f()
    assert isinstance(execution.current().todo, Todo)


def test_leaving_by_sys_exit_is_a_crash_with_its_line(learn: Learn) -> None:
    with pytest.raises(Crashed, match=r"called sys.exit\(3\) at kata.py:3"):
        learn("import sys\ndef f():\n    sys.exit(3)").f()


def test_a_name_that_is_missing_is_a_failure(learn: Learn) -> None:
    with pytest.raises(Failed, match=r"kata.py defines no g") as caught:
        learn("def f(): pass").g()
    assert "names and parameters" in caught.value.advice


# Handles, their identity and their end


def test_an_object_that_the_test_lets_go_dies_in_the_worker(learn: Learn) -> None:
    kata = learn("""
        import weakref
        class Tile: pass
        made = weakref.WeakSet()
        def make():
            tile = Tile()
            made.add(tile)
            return tile
        def alive(): return len(made)
        def same(a, b): return a is b
        """)
    tile = kata.make()
    assert kata.same(tile, tile) is True
    assert kata.alive() == 1
    del tile
    kata.alive()
    assert kata.alive() == 0


def test_an_object_that_the_learner_lets_go_dies_in_the_test(threaded: Learn) -> None:
    kata = threaded("kept = []\ndef keep(item): kept.append(item)\ndef drop(): kept.clear()")

    class Parcel:
        pass

    exports = execution.current().worker.exports
    kata.keep(Parcel())
    assert len(exports._by_number) == 1
    kata.drop()
    assert len(exports._by_number) == 0


def test_a_finalizer_of_a_cycle_may_use_what_it_alone_holds_of_the_test(threaded: Learn) -> None:
    kata = threaded("""
        import gc
        class Scan:
            def __init__(self, log):
                self.log = log
                self.me = self
            def __del__(self):
                self.log("freed")
                self.log("told")
        def scan(log):
            Scan(log)
        def collect():
            gc.collect()
        """)
    told: list[str] = []
    exports = execution.current().worker.exports
    kata.scan(lambda text: told.append(text))
    kata.collect()
    assert told == ["freed", "told"]
    assert kata.collect() is None
    assert len(exports._by_number) == 0


def test_a_collection_calls_no_function_of_python(learn: Learn) -> None:
    kata = learn("""
        import gc, sys
        def calls():
            seen = []
            sys.setprofile(lambda frame, event, _: seen.append(event))
            gc.collect()
            sys.setprofile(None)
            return seen
        """)
    assert "call" not in kata.calls()


def test_the_tables_stay_small_over_many_calls(threaded: Learn, in_thread: InThread) -> None:
    kata = threaded("class Tile: pass\ndef make(): return Tile()")
    for _ in range(50):
        kata.make()
    assert len(in_thread.servers[0].exports._by_number) < 5


def test_a_finalizer_may_call_the_test_at_any_time(forked: Learn) -> None:
    kata = forked("""
        import gc, weakref
        class Tile: pass
        def tiles(tell, count):
            gc.set_threshold(23)
            for serial in range(count):
                for _ in range(serial % 40):
                    tile = Tile()
                    tile.me = tile
                    weakref.finalize(tile, tell, serial)
                tile = None
                yield type("Shape", (), {})()
            gc.collect()
        """)
    told: list[int] = []
    assert len(list(kata.tiles(told.append, 60))) == 60
    assert len(told) == sum(serial % 40 for serial in range(60))


# Threads


def test_threads_of_the_learner_call_the_test_at_the_same_time(learn: Learn) -> None:
    barrier = threading.Barrier(4)

    def fetch(n: int) -> int:
        barrier.wait(timeout=20)
        return n * n

    kata = learn("""
        from concurrent.futures import ThreadPoolExecutor
        def squares(fetch):
            with ThreadPoolExecutor(4) as pool:
                return list(pool.map(fetch, range(4)))
        """)
    assert kata.squares(fetch) == [0, 1, 4, 9]
    assert execution.current().worker.serving == 0


def test_a_thread_of_the_learner_gets_the_exception_that_it_caused(learn: Learn) -> None:
    def fetch(n: int) -> int:
        return 1 // n

    kata = learn("""
        from concurrent.futures import ThreadPoolExecutor
        def names(fetch):
            with ThreadPoolExecutor(2) as pool:
                return [type(pool.submit(fetch, n).exception()).__name__ for n in (0, 1)]
        """)
    assert kata.names(fetch) == ["ZeroDivisionError", "NoneType"]


def test_a_verdict_in_a_thread_of_the_learner_ends_the_test(learn: Learn) -> None:
    def fetch() -> None:
        raise Failed("asked twice")

    kata = learn("""
        import contextlib, threading
        def start(fetch):
            def run():
                with contextlib.suppress(ConnectionError):
                    fetch()
            thread = threading.Thread(target=run, daemon=True)
            thread.start()
            thread.join()
        """)
    with pytest.raises(Failed, match="asked twice"):
        kata.start(fetch)


def test_calls_of_the_test_run_at_the_same_time(learn: Learn) -> None:
    kata = learn("""
        import threading
        barrier = threading.Barrier(3)
        def meet(n):
            barrier.wait(timeout=20)
            return n
        """)
    assert concurrently(*(lambda n=n: kata.meet(n) for n in range(3))) == [0, 1, 2]


def test_a_thread_of_the_test_can_be_called_back(learn: Learn) -> None:
    kata = learn("def twice(f, n): return f(n) + f(n)")

    def triple(n: int) -> Any:
        return kata.twice(lambda m: m * 3, n)

    calls = [lambda n=n: kata.twice(triple, n) for n in range(3)]
    assert concurrently(*calls) == [0, 12, 24]


def test_new_kinds_are_known_before_they_are_used_by_many_threads(learn: Learn) -> None:
    kata = learn("def make(n): return [type(f'Kind{i}', (), {})() for i in range(n)]")
    results = concurrently(*(lambda: len(kata.make(20)) for _ in range(8)))
    assert results == [20] * 8


# Async


def test_a_coroutine_of_the_learner_is_run_to_its_end(learn: Learn) -> None:
    kata = learn("import asyncio\nasync def f(n):\n    await asyncio.sleep(0)\n    return n + 1")
    coroutine = kata.f(1)
    assert execution.current().coroutine_of == "f"
    assert result_of(coroutine) == 2
    assert execution.current().coroutine_of == ""


def test_async_functions_of_the_test_are_awaited_at_the_same_time(learn: Learn) -> None:
    barrier = threading.Barrier(3)

    async def fetch(n: int) -> int:
        barrier.wait(timeout=20)
        return n

    kata = learn("import asyncio\nasync def f(fetch): return await asyncio.gather(*(fetch(n) for n in range(3)))")
    assert result_of(kata.f(fetch)) == [0, 1, 2]


def test_an_async_function_of_the_test_can_raise(learn: Learn) -> None:
    boom = OSError("no route")

    async def fetch() -> None:
        raise boom

    with pytest.raises(OSError, match="no route") as caught:
        result_of(learn("async def f(fetch): return await fetch()").f(fetch))
    assert caught.value is boom


def test_an_object_whose_call_is_async_is_run_by_the_judge(learn: Learn) -> None:
    class Fetch:
        async def __call__(self) -> int:
            return 5

    assert learn("def f(fetch): return fetch()").f(Fetch()) == 5


# Calls in a thread, and what is not there


def test_a_child_process_cannot_call_the_test(forked: Learn) -> None:
    kata = forked(
        """
        import os
        def f(call):
            read, write = os.pipe()
            if os.fork() == 0:
                try:
                    call()
                except RuntimeError as error:
                    os.write(write, str(error).encode())
                finally:
                    os._exit(0)
            os.wait()
            return os.read(read, 1000)
        """,
        rights=["processes"],
    )
    assert b"not in its child processes" in kata.f(lambda: None)


def test_what_the_test_hands_over_cannot_be_copied_or_pickled(learn: Learn) -> None:
    kata = learn("import copy\ndef f(item): return copy.copy(item)")
    with pytest.raises(TypeError, match="cannot be sent to another process"):
        kata.f(object())


def test_a_test_may_hand_a_learner_s_function_to_another(learn: Learn) -> None:
    kata = learn("def twice(f, n): return f(f(n))\ndef inc(n): return n + 1")
    assert kata.twice(kata.inc, 1) == 3


def test_what_a_failing_call_has_changed_is_changed_here_too(execute: MakesExecution) -> None:
    execute("def fill(cache):\n    cache['key'] = 1\n    raise ValueError('too late')")
    cache: dict[str, int] = {}
    with pytest.raises(ValueError, match="too late"):
        learner("fill")(cache)
    assert cache == {"key": 1}


# Limits on what a worker may make of the judge


def test_generators_of_the_test_take_no_throw_that_would_end_the_judge(learn: Learn) -> None:
    ended: list[BaseException] = []

    def rows() -> Iterator[int]:
        try:
            yield 1
            yield 2
        except BaseException as error:
            ended.append(error)
            raise

    kata = learn(
        "def throw(rows, kind):\n"
        "    next(rows)\n"
        "    try: rows.throw(kind)\n"
        "    except AttributeError as error: return str(error)\n"
        "def exit(rows): return throw(rows, SystemExit)\n"
        "def interrupt(rows): return throw(rows, KeyboardInterrupt('now'))\n"
        "def leave(rows): return throw(rows, GeneratorExit)\n"
        "def fail(rows): return throw(rows, ValueError)\n"
    )
    for steer in (kata.exit, kata.leave):
        assert str(steer(rows())).startswith("the test's object has no ")
    with pytest.raises(LearnerError, match="^now$"):
        kata.interrupt(rows())
    with pytest.raises(ValueError, match="^$"):
        kata.fail(rows())
    ends = [error for error in ended if not isinstance(error, (Exception, GeneratorExit))]
    assert ends == []  # an object that is named after an interrupt is not one
    assert {"KeyboardInterrupt", "ValueError"} <= {type(error).__name__ for error in ended}


@pytest.mark.parametrize(
    ("name", "args", "ends"),
    [
        ("throw", [KeyboardInterrupt], True),
        ("throw", [SystemExit(1)], True),
        ("throw", [ValueError, GeneratorExit()], True),
        ("throw", [ValueError], False),
        ("throw", [StopIteration(1)], False),
        ("throw", [], False),
        ("send", [KeyboardInterrupt], False),
    ],
)
def test_what_would_end_the_judge_is_an_interrupt_that_is_thrown(name: str, args: list[Any], ends: bool) -> None:
    def target() -> None: ...

    target.__name__ = name
    assert _ends_the_judge(target, args) is ends
    assert not _ends_the_judge(object(), args)


BACK_AND_FORTH = "def f(back, depth): return back(depth + 1)"


def test_calls_of_the_test_within_each_other_have_an_end(forked: Learn) -> None:
    kata = forked(BACK_AND_FORTH)
    deepest = 0

    def back(depth: int) -> Any:
        nonlocal deepest
        deepest = max(deepest, depth)
        return kata.f(back, depth)

    with pytest.raises(Crashed, match=rf"call each other without an end, {MAX_NESTED_CALLS} calls deep$"):
        kata.f(back, 0)
    assert deepest == MAX_NESTED_CALLS


def test_calls_of_the_test_one_after_another_have_none(learn: Learn) -> None:
    kata = learn("def f(back, times): return sum(back(1) for _ in range(times))")
    assert kata.f(lambda number: number, 3 * MAX_NESTED_CALLS) == 3 * MAX_NESTED_CALLS


@pytest.mark.parametrize("more", [0, 1])
def test_a_worker_may_describe_so_many_classes(more: int, forked: Learn) -> None:
    kata = forked("def f(count): return [type(f'Kind{number}', (), {})() for number in range(count)]")
    if more:
        with pytest.raises(Crashed, match=rf"^described more than {MAX_CLASSES} classes$"):
            kata.f(MAX_CLASSES + more)
    else:
        assert len(kata.f(MAX_CLASSES)) == MAX_CLASSES


def test_what_was_lent_is_what_it_was_once_the_test_is_over(execute: MakesExecution) -> None:
    made = execute(
        "def f(items, table, names, data):\n"
        "    items.append(3); items[0].append(9); table.clear(); names.add('c'); data[:] = b'new'\n"
        "def g(items): items.clear()\n"
    )
    inner = [1]
    lent: tuple[Any, ...] = ([inner, 2], {"a": 1}, {"b"}, bytearray(b"old"))
    learner("f")(*lent)
    learner("g")(lent[0])
    assert lent == ([], {}, {"b", "c"}, bytearray(b"new"))
    made.close()
    assert lent == ([[1], 2], {"a": 1}, {"b"}, bytearray(b"old"))
    assert lent[0][0] is inner


class Seat:
    def __init__(self, row: int) -> None:
        self.row = row
        self.compared = 0

    def __eq__(self, other: object) -> bool:
        self.compared += 1
        return isinstance(other, Seat) and self.row == other.row

    def __hash__(self) -> int:
        return hash(self.row)


def test_equality_and_hash_of_the_tests_objects_are_the_tests(learn: Learn) -> None:
    kata = learn(
        "def equal(one, other): return (one == other, one != other)\n"
        "def distinct(seats): return len(set(seats))\n"
        "def lookup(seats, seat): return {each: place for place, each in enumerate(seats)}[seat]\n"
    )
    one, same, other = Seat(1), Seat(1), Seat(2)
    assert kata.equal(one, same) == (True, False)
    assert kata.equal(one, other) == (False, True)
    assert kata.equal(one, 1) == (False, True)
    assert kata.distinct((one, same, other)) == 2
    assert kata.lookup((one, other), Seat(2)) == 1
    assert one.compared > 0


def test_objects_of_the_test_without_an_equality_are_equal_to_themselves_only(learn: Learn) -> None:
    class Plain:
        pass

    kata = learn("def f(one, other): return [one == one, one == other, len({one, other, one})]")
    assert kata.f(Plain(), Plain()) == [True, False, 2]


@probe
def job(number):  # type: ignore[no-untyped-def]
    """A function of the test that runs beside the learner's code."""
    return number


def test_a_lent_list_with_a_probe_and_a_function_of_the_test_comes_back_as_it_was(execute: MakesExecution) -> None:
    execute("def run(jobs):\n    return len(jobs)\ndef add(jobs):\n    jobs.append(1)", test_file=Path(__file__))
    jobs = [("io", job, 1), ("cpu", print, [2])]
    before = list(jobs)
    assert learner("run")(jobs) == 2
    assert jobs == before
    assert jobs[0][1] is job
    learner("add")(jobs)
    assert len(jobs) == 3


BOTH: Service[Any] = Service("@both", ("one", "other"), object)


def test_what_a_service_is_given_stands_in_the_order_of_its_parameters() -> None:
    for args, named in (([1, 2], {}), ([1], {"other": 2}), ([], {"other": 2, "one": 1})):
        assert list(arguments(BOTH, args, named)) == [1, 2]


@pytest.mark.parametrize(
    ("args", "named"),
    [([], {}), ([1], {}), ([1, 2, 3], {}), ([1], {"one": 2}), ([1, 2], {"other": 2}), ([1], {"another": 2})],
)
def test_what_a_service_does_not_take_is_a_fault(args: list[int], named: dict[str, int]) -> None:
    with pytest.raises(Fault, match="^@both takes one, other$"):
        arguments(BOTH, args, named)


# Names of what a test hands over

NAMING = """
import functools
def named(function): return [function.__name__, function.__qualname__]
def wrapped(function):
    @functools.wraps(function)
    def wrapper(*args): return function(*args)
    return [wrapper.__name__, wrapper.__qualname__, wrapper(3)]
def cached(function):
    known = functools.lru_cache(maxsize=None)(function)
    return [known.__qualname__, known(2), known(2)]
def names(thing): return [name for name in ("__name__", "__globals__", "__code__") if hasattr(thing, name)]
"""


def double(number: int) -> int:
    return 2 * number


def test_a_function_of_the_test_has_its_name_but_not_its_place(execute: MakesExecution) -> None:
    def stage(number: int) -> int:
        return number

    execute(NAMING)
    assert learner("named")(stage) == ["stage", "stage"]
    assert learner("named")(counted(double)) == ["double", "double"]
    assert learner("wrapped")(double) == ["double", "double", 6]
    assert learner("cached")(double) == ["double", 4, 4]
    assert learner("names")(double) == ["__name__"]
    assert learner("names")(tripwire([1])) == []


def test_a_learners_function_is_not_asked_for_its_name(execute: MakesExecution) -> None:
    execute("class Odd:\n    __name__ = 3\n    def __call__(self): pass\ndef odd(): return Odd()")
    assert not hasattr(learner("odd")(), "__name__")

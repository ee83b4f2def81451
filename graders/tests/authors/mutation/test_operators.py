"""Each operator: a source before, and all that it makes of it."""

from __future__ import annotations

import ast
import re

import pytest

from graders.authors.mutation.operators import OPERATORS
from graders.authors.mutation.syntax import edited, normalised, replaced

USUAL = "(ArithmeticError, LookupError, OSError, RuntimeError, TypeError, ValueError)"

ROWS: list[tuple[str, str, list[str]]] = [
    ("comparison", "x = a == b", ["x = a != b"]),
    ("comparison", "x = a < b in c", ["x = a >= b in c", "x = a < b not in c"]),
    ("boundary", "x = a < b", ["x = a <= b"]),
    ("boundary", "x = 5", ["x = 6", "x = 4"]),
    ("boundary", "x = a[n:]", ["x = a[n + 1:]", "x = a[n - 1:]"]),
    ("boundary", "x = range(n)", ["x = range(n + 1)", "x = range(n - 1)"]),
    ("boundary", "x = 65536", []),
    ("boundary", "x = True", []),
    ("identity", "x = a is b", ["x = a == b"]),
    ("identity", "x = a == b", ["x = a is b"]),
    ("identity", "x = a == 3 or b is None", []),
    ("boolean", "x = a and b", ["x = a or b", "x = b", "x = a"]),
    ("boolean", "x = not a", ["x = a"]),
    ("boolean", "x = True", ["x = False"]),
    ("condition", "if a:\n    pass", ["if True:\n    pass", "if False:\n    pass"]),
    ("condition", "x = [a for a in b if a]", ["x = [a for a in b if True]", "x = [a for a in b if False]"]),
    ("condition", "while True:\n    pass", []),
    ("arithmetic", "x = a + b", ["x = a - b"]),
    ("arithmetic", "x += 1", ["x -= 1", "x = 1"]),
    ("arithmetic", "x = -a", ["x = a"]),
    ("text", "x = ','", ["x = 'X'"]),
    ("text", "x = 'ab'", ["x = 'Xb'", "x = 'AB'"]),
    ("text", "x = b'a'", ["x = b'X'"]),
    ("text", "x = f'no {name}'", ["x = f'no '", "x = f'Xo {name}'", "x = f'NO {name}'"]),
    ("text", "raise KeyError(f'no {name}')", []),
    ("boundary", "raise KeyError(f'no {a - 1}')", []),
    ("boundary", "raise errors[0]", ["raise errors[1]", "raise errors[-1]"]),
    ("copy_dropped", "raise Group(list(errors))", ["raise Group(errors)"]),
    ("text", "def f(x: 'int') -> 'int':\n    'About it.'", []),
    ("float_for_int", "x = 0", ["x = 0.0"]),
    ("float_for_int", "x = 1.0 + 0.5", ["x = 1 + 0.5"]),
    ("float_for_int", "x = len(a)", ["x = float(len(a))"]),
    ("float_for_int", "x = (a + 1) / len(b)", []),
    ("float_for_int", "x = a[0] if len(a) > 1 else b", []),
    ("equal_type", "def f() -> int:\n    return x", ["def f() -> int:\n    return float(x)"]),
    ("equal_type", "def f():\n    return [x]", ["def f():\n    return tuple([x])"]),
    ("equal_type", "def f():\n    return sorted(x)", ["def f():\n    return tuple(sorted(x))"]),
    (
        "equal_type",
        "def f() -> Iterator[tuple[str, int]]:\n    yield (a, b)",
        [
            "def f() -> Iterator[tuple[str, int]]:\n    yield list((a, b))",
            "def f() -> Iterator[tuple[str, int]]:\n    yield (a, float(b))",
        ],
    ),
    ("equal_type", "def _f() -> int:\n    return x", []),
    ("removed", "a()\nb()", ["b()", "a()"]),
    ("removed", "for a in b:\n    c()", ["pass", "for a in b:\n    pass"]),
    ("removed", "import a\nx: int\n\ndef f():\n    'About it.'", []),
    ("swapped", "def f():\n    a()\n    b()", ["def f():\n    b()\n    a()"]),
    ("swapped", "def f():\n    a = 1\n    b = 2", []),
    ("swapped", "def f():\n    a = min(a, c)\n    b += c", []),
    ("swapped", "def f():\n    if a:\n        return\n    b = a", []),
    (
        "swapped",
        "def f():\n    if a:\n        return\n    o.b = a",
        ["def f():\n    o.b = a\n    if a:\n        return"],
    ),
    ("swapped", "def f():\n    a = b\n    yield c", ["def f():\n    yield c\n    a = b"]),
    ("swapped", "def f():\n    a = b\n    c()", ["def f():\n    c()\n    a = b"]),
    ("swapped", "def f():\n    a = 1\n    b = a", ["def f():\n    b = a\n    a = 1"]),
    ("swapped", "def f():\n    a: dict[str, int] = {}\n    b: list[int] = []", []),
    (
        "error_swallowed",
        "for a in b:\n    c()",
        ["try:\n    for a in b:\n        c()\nexcept Exception:\n    pass"],
    ),
    (
        "error_swallowed",
        "def f():\n    yield from a",
        ["def f():\n    try:\n        yield from a\n    except Exception:\n        pass"],
    ),
    ("error_swallowed", "def f():\n    yield from a['b']", []),
    ("error_swallowed", "for a in b:\n    a.join()", []),
    (
        "source_ends",
        "def f(a: Iterable[int], b: int):\n    return map(c, a)",
        [
            "def f(a: Iterable[int], b: int):\n\n    def quiet(items):\n        try:\n            yield from items\n"
            "        except Exception:\n            pass\n    a = quiet(a)\n    return map(c, a)"
        ],
    ),
    ("updated_in_place", "self.a = b", ["self.a.clear()\nself.a.update(b)"]),
    ("jump", "while a:\n    break", ["while a:\n    continue"]),
    ("jump", "while a:\n    continue", ["while a:\n    break"]),
    (
        "yield_moved",
        "def f():\n    with a:\n        b()\n    yield c",
        ["def f():\n    with a:\n        b()\n        yield c"],
    ),
    (
        "yield_moved",
        "def f():\n    with a:\n        b()\n        yield c",
        ["def f():\n    with a:\n        b()\n    yield c"],
    ),
    (
        "yield_moved",
        "def f():\n    try:\n        a()\n    except E:\n        b()\n    yield c",
        ["def f():\n    try:\n        a()\n        yield c\n    except E:\n        b()\n        yield c"],
    ),
    (
        "with_removed",
        "with lock:\n    a()\n    return b",
        [
            "a()\nreturn b",
            "entered = lock\nentered.__enter__()\na()\nanswer = b\nentered.__exit__(None, None, None)\nreturn answer",
        ],
    ),
    (
        "with_removed",
        "with open(n) as file:\n    a()",
        [
            "file = open(n).__enter__()\na()",
            "entered = open(n)\nfile = entered.__enter__()\na()\nentered.__exit__(None, None, None)",
        ],
    ),
    (
        "with_removed",
        "async def f():\n    async with a:\n        b()",
        [
            "async def f():\n    b()",
            "async def f():\n    entered = a\n    await entered.__aenter__()\n    b()\n"
            "    await entered.__aexit__(None, None, None)",
        ],
    ),
    ("with_removed", "with a, b:\n    return c", ["with b:\n    return c", "with a:\n    return c"]),
    ("with_shortened", "with a:\n    b()\n    c()", ["with a:\n    b()\nc()", "b()\nwith a:\n    c()"]),
    ("with_shortened", "with a:\n    b()", []),
    ("finally_removed", "try:\n    a()\nfinally:\n    b()", ["a()", "a()\nb()"]),
    (
        "finally_removed",
        "try:\n    a()\n    b()\nfinally:\n    c()",
        ["a()\nb()", "a()\nb()\nc()", "a()\ntry:\n    b()\nfinally:\n    c()"],
    ),
    ("ending_removed", "file.close()\nfile.read()", ["file.read()"]),
    ("ending_removed", "async def f():\n    await queue.join()", ["async def f():\n    pass"]),
    (
        "except_class",
        "try:\n    a()\nexcept KeyError:\n    b()",
        [f"try:\n    a()\nexcept{kind}:\n    b()" for kind in (" LookupError", " Exception", " BaseException", "")],
    ),
    (
        "except_class",
        "try:\n    a()\nexcept Exception as e:\n    b()",
        [f"try:\n    a()\nexcept {kind} as e:\n    b()" for kind in (USUAL, "ValueError", "OSError", "BaseException")],
    ),
    (
        "except_class",
        "with suppress(A, B):\n    a()",
        [f"with suppress({kind}):\n    a()" for kind in ("B", "A", "Exception", "BaseException")],
    ),
    ("except_removed", "try:\n    a()\nexcept E:\n    b()", ["a()"]),
    (
        "except_removed",
        "try:\n    a()\nexcept E:\n    b()\nelse:\n    c()",
        ["a()\nc()", "try:\n    a()\n    c()\nexcept E:\n    b()"],
    ),
    ("raised_class", "raise KeyError(a) from None", ["raise LookupError(a) from None", "raise KeyError(a)"]),
    ("copy_dropped", "x = list(a)", ["x = a"]),
    ("copy_dropped", "x = a.copy()", ["x = a"]),
    ("copy_dropped", "x = a.decode()", ["x = a"]),
    ("copy_dropped", "x = a[:]", ["x = a"]),
    ("copy_dropped", "x = [*a]", ["x = a"]),
    ("keyword_dropped", "open(a, encoding='utf-8', newline='')", ["open(a, newline='')", "open(a, encoding='utf-8')"]),
    ("argument_dropped", "get(a, b)", ["get(a)"]),
    (
        "default",
        "def f(a=1, *, b=None):\n    pass",
        ["def f(a=2, *, b=None):\n    pass", "def f(a=1, *, b=0):\n    pass"],
    ),
    ("default", "x = lambda i=i: i", ["x = lambda: i"]),
    (
        "parameter",
        "def f(workers: int):\n    return workers",
        [f"def f(workers: int):\n    workers = {number}\n    return workers" for number in (1, 2, 3)],
    ),
    ("parameter", "def f(workers: int):\n    ...", []),
    ("decorator_removed", "@a\n@b\ndef f():\n    pass", ["@b\ndef f():\n    pass", "@a\ndef f():\n    pass"]),
    ("taken_for_another", "x = min(a, b)", ["x = max(a, b)"]),
    ("taken_for_another", "x = get(a, b)", ["x = get(b, a)"]),
    ("taken_for_another", "Pair = tuple[int, str]", []),
    ("taken_for_another", "x = (a, b)", ["x = (b, a)"]),
    ("taken_for_another", "x = weakref.WeakValueDictionary()", ["x = dict()"]),
    ("taken_for_another", "x = a.split()", []),
]


@pytest.mark.parametrize(("operator", "before", "after"), ROWS)
def test_an_operator_makes_these_edits(operator: str, before: str, after: list[str]) -> None:
    tree = ast.parse(normalised(before))
    made = [replaced(tree, edit) for part in edited(tree) for edit in OPERATORS[operator](part)]
    assert made == after
    assert ast.unparse(tree) == normalised(before), "the tree itself has been changed"


def test_every_operator_has_rows() -> None:
    assert {operator for operator, _, _ in ROWS} == OPERATORS.keys()


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_operator_says_what_it_does(operator: str) -> None:
    assert re.match(r"[^.]+\.", OPERATORS[operator].__doc__ or "")

from __future__ import annotations

import pytest

from graders.authors.mutation.mutants import Key, Mutant, compiled, distinct, mutants

SOURCE = '''"""About it."""


def above(
    limit,
    readings,
):
    # A call over several lines.
    return [each for each in readings
            if each > limit]
'''

FILTER = "return [each for each in readings if each > limit]"


def made(source: str, *operators: str) -> list[Mutant]:
    """The mutants of a source that compile, each to code of its own."""
    return list(distinct(source, mutants(source, operators)))


def test_a_mutant_is_known_by_its_operator_and_its_line() -> None:
    (mutant,) = made(SOURCE, "comparison")
    assert mutant.key == Key("comparison", FILTER, FILTER.replace(">", "<="))
    assert mutant.place == 9
    assert mutant.diff[-2:] == (f"-    {FILTER}", f"+    {FILTER.replace('>', '<=')}")


def test_the_key_outlives_changes_of_other_lines() -> None:
    (before,) = made(SOURCE, "comparison")
    (after,) = made(f"import os\n{SOURCE}\n\ndef other():\n    return 0\n", "comparison")
    assert (after.key, after.place - before.place) == (before.key, 1)


def test_mutants_of_equal_lines_are_numbered() -> None:
    twice = "def f(a):\n    a()\n    a.b()\n    a()\n"
    numbers = [each.key.number for each in made(twice, "removed") if each.key.line == "a()"]
    assert numbers == [1, 2]


def test_a_mutant_that_compiles_to_the_same_code_is_dropped() -> None:
    assert [each.text for each in made("x = a + 1 * 1", "arithmetic")] == ["x = a - 1 * 1"]


def test_a_mutant_that_two_operators_make_has_the_name_of_the_first() -> None:
    source = "def f(file):\n    file.close()\n    file.name()\n"
    names = [each.key.operator for each in made(source, "ending_removed", "removed")]
    assert names == ["ending_removed", "removed"]


def test_a_mutant_that_is_not_python_is_dropped() -> None:
    nested = "def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n    return g\n"
    assert all("x = 1" in each.text for each in made(nested, "removed"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("x = 1", "x = 1.0"),
        ("x = 1", "x = True"),
        ("x = 'a'", "x = b'a'"),
        ("x = (1, 2)", "x = (1, 2.0)"),
        ("x = a in {1}", "x = a in {1.0}"),
        ("def f(a, b): pass", "def f(a, *, b): pass"),
        ("def f():\n    try: a()\n    finally: b()", "def f():\n    a()\n    b()"),
    ],
)
def test_code_is_compared_with_the_types_of_its_constants(first: str, second: str) -> None:
    assert compiled(first) != compiled(second)


def test_where_code_stands_makes_no_difference() -> None:
    assert compiled("def f():\n    return {3, 1, 2}\n") == compiled("\n\n\ndef f(): return {3, 1, 2}")

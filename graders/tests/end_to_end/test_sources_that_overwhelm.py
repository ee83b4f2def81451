"""Sources that a reader falls over: each gets a verdict, in a time of its own, and the others are graded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psutil
import pytest

from graders.submissions.sources import MAX_SOURCE_BYTES
from graders.tests.end_to_end.checkout import Checkout
from graders.tests.end_to_end.test_bad_input import GOOD

CHAIN = ".path" * 900 + " = 1\n"

BESIDE = {
    "a_chain_of_a_value": "def never(x):\n    x" + CHAIN,
    "a_chain_of_a_value_on_every_line": "def never(x):\n" + ("    x" + CHAIN) * 26,
    "a_chain_that_reads_on_every_line": "def never(x):\n" + ("    x" + ".gc" * 900 + "\n") * 40,
    "a_constant_of_words": f"TEXT = '{'a_b ' * 30_000}'\n",
    "long_names": "".join(f"ﬁ{'x' * 1000}{number} = 1\n" for number in range(99)),
    "many_definitions": "".join(f"def f{number}(): 0\n" for number in range(6000)),
    "a_table_of_a_thousand_lines": "TABLE = {\n" + "".join(f"    {n}: {n},\n" for n in range(1000)) + "}\n",
    "form_feeds": "\f" * 100_000 + "\n",
    "a_number_of_sixteen": f"NUMBER = 0x{'f' * 100_000}\n",
}
"""What stands before the right answer: all points are merited."""

OF_A_MODULE = {
    "one_chain": "import os\ndef never():\n    os" + CHAIN,
    "a_chain_on_every_line": "import os\ndef never():\n" + ("    os" + CHAIN) * 26,
}
"""The same: but what changes a module loses what is measured beside it, which is told."""

ALONE = {
    "terms": "TERMS = 1" + " + a" * 30_000,
    "signs": "NUMBER = " + "-" * 10_000 + "1",
    "powers": "NUMBER = 2" + "**2" * 30_000,
    "brackets": "LISTS = " + "[" * 60_000,
    "parentheses": "(" * 5000 + ")" * 5000,
    "branches": "if 0: pass\n" + "elif 0: pass\n" * 9000,
    "lambdas": "f = " + "lambda:" * 9000 + "1",
    "tuples": "t = " + "(" * 199 + "1," + "),\n" * 198 + ")",
    "fields_in_fields": "x = " + "f'{" * 150 + "1" + "}'" * 150,
    "decorators": "@a\n" * 40_000,
    "digits": "NUMBER = " + "9" * 100_000,
    "packages": "import a" + ".a" * 60_000,
    "keywords": "f(" + "".join(f"a{number}=1," for number in range(12_000)) + ")",
    "finals": "def never():\n"
    + "".join(f"{' ' * n}try: pass\n{' ' * n}finally:\n" for n in range(1, 20))
    + f"{' ' * 20}pass\n",
    "returns": "def never():\n try:\n" + "  return\n" * 8000 + " finally:\n" + "  a\n" * 8000,
    "loops": "x = lambda a: [a " + "for a in a " * 11_000 + "]",
    "comprehensions": ("x = " + "[" * 60 + "a" + " for a in a]" * 60 + "\n") * 160,
    "tabs": "if 1:\n" + "        x = 1\n" * 9000 + "\tx = 2\n",
    "nul": "x = 1\n" * 9000 + "\0",
    "too_long": "x = 1\n" * 30_000,
}
"""What Python cannot read, or only in a time that nobody has; or what it can read, and then there is no answer."""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout in which every case was graded, by one run of the command."""
    made = Checkout(tmp_path_factory.mktemp("overwhelming") / "checkout")
    made.exercise(1, "bystander", GOOD.encode())
    right = {name: text + GOOD for name, text in (BESIDE | OF_A_MODULE).items()}
    for number, (name, text) in enumerate((right | ALONE).items(), 2):
        made.exercise(number, name, text.encode())
    made.done = made.grade()  # type: ignore[attr-defined]
    return made


def outcomes(result: dict[str, Any]) -> set[str]:
    return {test["outcome"] for test in result["tests"]}


def test_it_is_graded_in_one_run_without_a_fault(checkout: Checkout) -> None:
    done = checkout.done  # type: ignore[attr-defined]
    assert (done.returncode, done.stderr) == (1, "")
    assert set(checkout.results) == {"bystander", *BESIDE, *OF_A_MODULE, *ALONE}
    assert outcomes(checkout.results["bystander"]) == {"passed"}


@pytest.mark.parametrize("name", BESIDE)
def test_what_python_can_read_has_its_points(checkout: Checkout, name: str) -> None:
    assert len(BESIDE[name].encode()) < MAX_SOURCE_BYTES
    assert outcomes(checkout.results[name]) == {"passed"}


@pytest.mark.parametrize("name", OF_A_MODULE)
def test_a_name_that_nobody_can_spell_out_costs_no_point(checkout: Checkout, name: str) -> None:
    assert outcomes(checkout.results[name]) == {"passed"}


@pytest.mark.parametrize("name", ALONE)
def test_what_it_cannot_read_has_a_verdict(checkout: Checkout, name: str) -> None:
    result = checkout.results[name]
    assert outcomes(result) < {"refused", "failed", "crashed", "late"}
    assert len(result["tests"]) == 2
    assert all(test["message"] and "\n" not in test["message"] for test in result["tests"])


def test_a_limit_is_said_with_its_number(checkout: Checkout) -> None:
    (message,) = {test["message"] for test in checkout.results["too_long"]["tests"]}
    assert message == "too_long.py:1: is 180,000 bytes long, 131,072 allowed"


def test_nothing_is_left_running(checkout: Checkout) -> None:
    commands = [" ".join(process.info["cmdline"] or []) for process in psutil.process_iter(["cmdline"])]
    assert not [command for command in commands if str(checkout.root) in command]


def test_a_class_with_such_an_answer_is_graded(tmp_path: Path) -> None:
    made = Checkout(tmp_path / "checkout")
    made.exercise(1, "running_total", b"")
    for name, text in {"ann": GOOD, "bob": BESIDE["a_chain_of_a_value"] + GOOD, "eve": ALONE["finals"]}.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "running_total.py").write_text(text, encoding="utf-8")
    done = made.run("grade_class", str(tmp_path / "class"), "--out", str(tmp_path / "grades.csv"))
    assert (done.returncode, done.stderr) == (0, "")
    lines = (tmp_path / "grades.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [["ann", "10"], ["bob", "10"], ["eve", "0"]]

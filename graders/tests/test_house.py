"""The rules of the house, held over the syntax trees of the graders: see docs/extending.md."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from graders.model.exercises import ROOT

HOUSE = ROOT / "graders"

ROOMS = ("model", "submissions", "workers", "bounds", "judge", "commands", "authors")
"""From the ground up: a room imports from those before it."""

PURE = ("screens", "formats")
"""Functions of a report: they import the model and each other, formats the screens' cards."""

COLUMNS = 100

TINY = 3
"""Lines below which a private function with one caller is part of its caller."""

FEW_TINY = 5

ENTRIES = 15
"""At the top of graders/."""


def modules() -> list[Path]:
    """The graders' own modules."""
    return [path for path in sorted(HOUSE.rglob("*.py")) if "tests" not in path.relative_to(HOUSE).parts]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def room(path: Path) -> str:
    """The folder at the top of graders/ that a module is in; "" for the modules beside the folders."""
    parts = path.relative_to(HOUSE).parts
    return parts[0] if len(parts) > 1 else ""


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """The modules of ours that a module imports, each with its line; those for types only left out."""
    found = tree(path)
    for_types = {
        id(node)
        for check in ast.walk(found)
        if isinstance(check, ast.If) and getattr(check.test, "id", "") == "TYPE_CHECKING"
        for node in ast.walk(check)
    }
    for node in ast.walk(found):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] == "graders":
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name.startswith("graders."))


GROUND = "graders.workers.inside"
"""What runs in a worker imports the standard library alone, so whoever needs a piece of it may import it."""


def allowed(home: str) -> set[str]:
    """The rooms that a room may import from."""
    if home in PURE:
        return {"model", *PURE}
    return {*ROOMS[: ROOMS.index(home) + 1], *(PURE if home in ("judge", "commands", "authors") else ())}


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


def test_imports_run_one_way() -> None:
    wrong = [
        f"{where(path, line)} imports {name}"
        for path in modules()
        if room(path)
        for line, name in imported(path)
        if (target := name.split(".")[1]) in {*ROOMS, *PURE}
        and target not in allowed(room(path))
        and not name.startswith(GROUND)
    ]
    assert wrong == []


def test_no_two_modules_import_each_other_at_their_beginning() -> None:
    names = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in modules()
    }
    first: dict[str, set[str]] = {}
    for name, path in names.items():
        top = [node for node in tree(path).body if isinstance(node, (ast.Import, ast.ImportFrom))]
        lines = {node.lineno for node in top}
        asked = [each for line, each in imported(path) if line in lines]
        first[name] = {each if each in names else each.rpartition(".")[0] for each in asked} & names.keys() - {name}
    left = dict(first)
    while free := [name for name, needed in left.items() if not needed & left.keys()]:
        for name in free:
            del left[name]
    assert left == {}


def test_only_self_and_cls_are_assigned_to() -> None:
    """A model that somebody else changes is no model; a plan is made once."""
    wrong = []
    for path in modules():
        for node in ast.walk(tree(path)):
            targets: list[ast.expr] = node.targets if isinstance(node, ast.Assign) else []
            targets = [node.target] if isinstance(node, (ast.AugAssign, ast.AnnAssign)) else targets
            for target in (inner for each in targets for inner in ast.walk(each)):
                if isinstance(target, ast.Attribute) and isinstance(target.ctx, ast.Store):
                    owner = target.value
                    while isinstance(owner, ast.Attribute):
                        owner = owner.value
                    if getattr(owner, "id", "") not in ("self", "cls"):
                        wrong.append(f"{where(path, target.lineno)} {ast.unparse(target)}")
    assert [each for each in wrong if each.split(" ", 1)[1] not in ELSEWHERE] == []


ELSEWHERE: dict[str, str] = {
    "node.defaults": "a syntax tree, by the transformer that ast has for it",
    "node.kw_defaults": "the same",
    "argument.annotation": "the same",
    "config.option.seed": "pytest's options, which pytest-xdist hands on to its processes",
    "config.option.timeout": "pytest-timeout's option",
    "error._judge_number": "an exception, so one of Python's; by that number the test gets its own back",
    "header.size": "a header of tarfile's, whose size stands in another record",
    "known.learners_frames": "an exception of the test's own, which came back through the learner's code",
    "pytest_assertion._reprcompare": "where pytest keeps who is told of a failed comparison, for a test's time",
    "member.compress_type": "zipfile's way of saying how a member is packed",
    "member.external_attr": "the same for its mode",
    "member.mode": "tarfile's way of saying a member's mode",
    "member.size": "the same for its size",
    "perform.__name__": "a function's, which Python gives the name that it has in the source",
    "session.exitstatus": "pytest's own way of choosing the exit code",
    "sys.stderr": "Python's standard streams",
    "sys.stdin": "the same",
    "sys.stdout": "the same",
    "sys.unraisablehook": "Python's hook for errors that nobody can catch",
    "writer.code_highlight": "pytest's terminal writer has no other switch",
}
"""Attributes of objects that are not ours, each with why it is assigned."""


def private_functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("_") and not node.name.endswith("__"):
                yield path, node


def body_lines(node: ast.FunctionDef) -> int:
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_a_tiny_helper_with_one_caller_is_part_of_its_caller() -> None:
    words = Counter(
        word
        for path in modules()
        for node in ast.walk(tree(path))
        for word in [node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""]
    )
    tiny = [
        where(path, node.lineno) + f" {node.name}"
        for path, node in private_functions()
        if body_lines(node) < TINY and words[node.name] == 1 and not node.decorator_list
    ]
    assert len(tiny) < FEW_TINY, tiny


def test_lines_fit_into_100_columns() -> None:
    wide = [
        where(path, number)
        for path in [*modules(), ROOT / "noxfile.py"]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > COLUMNS
    ]
    assert wide == []


def test_the_top_of_the_house_is_seen_at_a_glance() -> None:
    # Bytecode of a room that has moved stays where it was: nobody sees it.
    files = [path for path in HOUSE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    rooms = {path.relative_to(HOUSE).parts[0] for path in files}
    there = {name for name in rooms if not name.startswith(".")}
    assert len(there) <= ENTRIES, sorted(there)


def test_kernel_numbers_have_names_in_one_module() -> None:
    """No call takes a bare option of prctl, and no other module has a number in hexadecimal for the kernel."""
    wrong = [
        where(path, node.lineno)
        for path in modules()
        if path.name != "kernel.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") in ("prctl", "syscall")
        and any(isinstance(arg, ast.Constant) and isinstance(arg.value, int) for arg in node.args[:1])
    ]
    assert wrong == []


def test_a_constant_names_its_quantity() -> None:
    """MOST of what, LOOK at what: a limit says what it limits."""
    vague = re.compile(r"_?(MOST|LOOK|MAX|LIMIT|SIZE|COUNT|TIME|LONGEST)")
    wrong = [
        f"{where(path, node.lineno)} {target.id}"
        for path in modules()
        for node in tree(path).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and vague.fullmatch(target.id)
    ]
    assert wrong == []


@pytest.mark.parametrize("home", [*ROOMS, *PURE])
def test_every_room_says_what_it_is_for(home: str) -> None:
    assert ast.get_docstring(tree(HOUSE / home / "__init__.py"))


def test_no_message_of_an_exercise_counts_in_the_plural() -> None:
    """ "1 calls of load": a number may be 1, so it stands behind the noun, as on a measure's line."""
    wrong = []
    for path in sorted((ROOT / "exercises").glob("*/*/test_*.py")):
        asserts = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Assert)]
        for node in asserts:
            parts = node.msg.values if isinstance(node.msg, ast.JoinedStr) else []
            for number, noun in pairwise(parts):
                told = str(noun.value) if isinstance(noun, ast.Constant) else ""
                counts = isinstance(number, ast.FormattedValue) and re.match(r" (?!bytes|was|is)[a-z]+s\b", told)
                wrong += [f"{where(path, node.lineno)} {told}"] if counts else []
    assert wrong == []

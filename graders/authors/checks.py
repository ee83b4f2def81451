"""What an exercise must have, checked without running it: files, names, hints, signatures, declared failures."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from graders.commands.hints import NoHints, sections
from graders.judge.trial import explained_by
from graders.model.exercises import Exercise, shown

PAGE = 25
"""Lines that an exercise's page may have."""

_FAILS = re.compile(r"^Fails:\s*(.+?)(?:\n\s*\n|\Z)", re.DOTALL | re.MULTILINE)


def tree_complaints(among: list[Exercise]) -> list[str]:
    """What is wrong with the tree as a whole."""
    names = Counter(exercise.name for exercise in among)
    return [
        f"{name}: {count} exercises have this name; names are unique in the tree"
        for name, count in names.items()
        if count > 1
    ]


def complaints(exercise: Exercise) -> list[str]:
    """What is wrong with an exercise's files, each with what to do."""
    missing = [
        f"{shown(path)}: missing; write it" for path in _needed(exercise) if not path.is_file()
    ]
    if missing:
        return missing
    unreadable = list(_unreadable(exercise))
    if unreadable:
        return unreadable
    checks = (_stray_files, _page, _hints, _first_import, _docstrings, _signatures, _declarations)
    return [complaint for check in checks for complaint in check(exercise)]


def _needed(exercise: Exercise) -> list[Path]:
    return [
        exercise.folder / "README.md",
        exercise.stub,
        exercise.tests,
        exercise.hints,
        exercise.reference,
    ]


def _unreadable(exercise: Exercise) -> Iterator[str]:
    for path in (exercise.stub, exercise.tests, exercise.reference, *exercise.decoys):
        try:
            ast.parse(path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            yield f"{shown(path)}:{error.lineno}: {error.msg}; a file that Python cannot read proves nothing"


def _stray_files(exercise: Exercise) -> Iterator[str]:
    expected = {*_needed(exercise)[:4], exercise.folder / "__pycache__"}
    for path in sorted(set(exercise.folder.iterdir()) - expected):
        yield f"{shown(path)}: a stray file; an exercise is its page, stub, tests and hints"
    mirror = {
        exercise.reference,
        *(exercise.mirror / name for name in ("decoys", "also", "__pycache__")),
    }
    for path in sorted(set(exercise.mirror.iterdir()) - mirror):
        yield f"{shown(path)}: a stray file; a mirror is the reference, decoys/ and also/"
    if not exercise.decoys:
        yield f"{shown(exercise.mirror / 'decoys')}: no decoys; nothing proves the bounds"


def _page(exercise: Exercise) -> Iterator[str]:
    page = exercise.folder / "README.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    if len(lines) > PAGE:
        yield f"{shown(page)}: {len(lines)} lines; keep it to {PAGE}"
    if not lines or not lines[0].startswith("# "):
        yield f"{shown(page)}:1: begin with the title, as a heading"


def _hints(exercise: Exercise) -> Iterator[str]:
    try:
        count = len(sections(exercise.hints))
    except NoHints as error:
        yield str(error)
        return
    if not 1 <= count <= 3:
        yield f"{shown(exercise.hints)}: {count} hints; give one to three, under ## 1, ## 2, ## 3"


def _first_import(exercise: Exercise) -> Iterator[str]:
    """The graders come before all else: from then on nothing that a learner wrote runs in the process of the test."""
    body = ast.parse(exercise.tests.read_text(encoding="utf-8")).body
    begin = [node for node in body if not _is_said_first(node)][:1]
    names = [name for node in begin for name in _imported(node)]
    if not names or any(name.partition(".")[0] != "graders" for name in names):
        line = begin[0].lineno if begin else 1
        yield f"{shown(exercise.tests)}:{line}: import from graders before all else, to keep the stub from running"


def _is_said_first(node: ast.stmt) -> bool:
    """True for a docstring and for what is imported from the future, which Python wants first."""
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return docstring or (isinstance(node, ast.ImportFrom) and node.module == "__future__")


def _imported(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def _docstrings(exercise: Exercise) -> Iterator[str]:
    for node in test_functions(exercise):
        requirement, advice = explained_by(ast.get_docstring(node) or "")
        if not requirement or not advice:
            yield f"{shown(exercise.tests)}:{node.lineno}: {node.name} needs a docstring: what it asks, then 'Try: ...'"


def test_functions(exercise: Exercise) -> list[ast.FunctionDef]:
    """The test functions of an exercise."""
    tree = ast.parse(exercise.tests.read_text(encoding="utf-8"))
    return [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def _signatures(exercise: Exercise) -> Iterator[str]:
    given = is_faulty_code(exercise.stub)  # whose defaults may be what is wrong
    stub, reference = (
        signatures(exercise.stub, not given),
        signatures(exercise.reference, not given),
    )
    for name, signature in stub.items():
        found = reference.get(name, " is missing")
        if found != signature:
            yield f"{shown(exercise.reference)}: {name}{found}; the stub has {name}{signature}"


def is_faulty_code(stub: Path) -> bool:
    """True for a stub that is code to mend, not to write."""
    return "NotImplementedError" not in stub.read_text(encoding="utf-8")


def signatures(file: Path, defaults: bool = True) -> dict[str, str]:
    """The parameters of every public function and method of a file, as text."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    if not defaults:
        tree = _NoDefaults().visit(tree)
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            found |= {f"{node.name}.{name}": text for name, text in _functions(node.body)}
        else:
            found |= dict(_functions([node]))
    return found


class _NoDefaults(ast.NodeTransformer):
    """Parameters by name alone: what is a default, and of what type, does not show."""

    def visit_arguments(self, node: ast.arguments) -> ast.arguments:
        node.defaults, node.kw_defaults = [], [None] * len(node.kwonlyargs)
        for argument in (*node.posonlyargs, *node.args, *node.kwonlyargs):
            argument.annotation = None
        return node


def _functions(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for node in body:
        public = isinstance(
            node, (ast.FunctionDef, ast.AsyncFunctionDef)
        ) and not node.name.startswith("_")
        if public or getattr(node, "name", "") in ("__init__", "__iter__", "__next__"):
            assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            prefix = "async " if isinstance(node, ast.AsyncFunctionDef) else ""
            yield node.name, f"{prefix}({ast.unparse(node.args)})"


def _declarations(exercise: Exercise) -> Iterator[str]:
    names = {node.name for node in test_functions(exercise)}
    for decoy in exercise.decoys:
        declared = declared_failures(decoy)
        if not declared:
            yield f"{shown(decoy)}:1: declare the tests that it must fail: 'Fails: test_a, test_b' in its docstring"
        for unknown in sorted(declared - names):
            yield f"{shown(decoy)}:1: declares {unknown}, which is no test of {exercise.name}"


def declared_failures(decoy: Path) -> set[str]:
    """The tests that a decoy says it fails."""
    doc = ast.get_docstring(ast.parse(decoy.read_text(encoding="utf-8"))) or ""
    match = _FAILS.search(doc)
    return {name for name in re.split(r"[\s,]+", match[1]) if name} if match else set()

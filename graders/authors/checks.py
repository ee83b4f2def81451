"""What exercises must have, checked without running them.

Of each: files, names, hints, signatures, declared failures. Of the tree: names and numbers that are
used once, and pages whose tables list what is there.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from graders.authors.mutation import equivalence, records
from graders.authors.mutation.mutants import distinct, mutants
from graders.commands.hints import NoHints, sections
from graders.judge.trial import explained_by
from graders.model.exercises import Exercise, heading, shown
from graders.model.levels import FORM, PATHS, about, ladder, numbers, rank, way

PAGE_LINES = 27
"""Lines that an exercise's page may have."""

BOUND_HEADINGS = ("**The bound**", "**The bounds**")
"""One of them stands before the numbers, as a line of its own."""

WHY = "**Why it matters**"
"""It leads the paragraph that gives the reason."""

_STEP = re.compile(r"\| \d\d\.\d\d \| \[[^]]*\]\([^)]*\) \|")
"""How a row of a topic's ladder begins: an exercise's number, its name as a link to its page."""

_TOPIC = re.compile(r"\| \[[^]]*\]\(exercises/[^)]*\) \|.*")
"""A row of the table of topics on the repository's page."""

_PATH = re.compile(rf"\| (?:{'|'.join(PATHS)}) \|.*")
"""A row of the table of paths on the repository's page."""

_FAILS = re.compile(r"^Fails:\s*(.+?)(?:\n\s*\n|\Z)", re.DOTALL | re.MULTILINE)


def tree_complaints(among: list[Exercise]) -> list[str]:
    """What is wrong with the tree as a whole."""
    topics = by_topic(among)
    return [*_twice(topics), *_ladders(topics), *_topics(topics), *_needs(among)]


def by_topic(among: list[Exercise]) -> dict[Path, list[Exercise]]:
    """The exercises of each topic's folder."""
    topics: dict[Path, list[Exercise]] = {}
    for exercise in among:
        topics.setdefault(exercise.folder.parent, []).append(exercise)
    return topics


def failures_of_decoys(among: list[Exercise]) -> dict[str, list[set[str]]]:
    """The tests that each decoy of an exercise says it fails, by the exercise's name."""
    return {
        exercise.name: sorted((declared_failures(decoy) for decoy in exercise.decoys), key=sorted)
        for exercise in among
    }


def _twice(topics: dict[Path, list[Exercise]]) -> Iterator[str]:
    """Names and numbers that are used again."""
    among = [exercise for exercises in topics.values() for exercise in exercises]
    for name, count in Counter(exercise.name for exercise in among).items():
        if count > 1:
            yield f"{name}: {count} exercises have this name; names are unique in the tree"
    numbered = [(f"topic {topic.name[:2]}", topic.name) for topic in topics]
    numbered += [(exercise.number, exercise.name) for exercise in among]
    for number, count in Counter(number for number, _ in numbered).items():
        if count > 1:
            names = ", ".join(name for each, name in numbered if each == number)
            yield f"{number}: the number of {count}, {names}; give each a number of its own"


def _needs(among: list[Exercise]) -> Iterator[str]:
    """What an exercise needs comes before it, by its level and on the ladder."""
    known = {each.number: each for each in among}
    places = {each.number: place for place, each in enumerate(ladder(among))}
    for exercise in among:
        page, here = shown(exercise.folder / "README.md"), places[exercise.number]
        for number in exercise.needs:
            needed = known.get(number)
            if needed is None:
                yield f"{page}: needs {number}, which is not there; name one that is"
            elif rank(needed.level) > rank(exercise.level):
                why = f"which has the level {needed.level}, a harder one than {exercise.level}"
                yield f"{page}: needs {number}, {why}: give it a harder level, or need less"
            elif places[number] >= here:
                yield f"{page}: needs {number}, which needs {exercise.number} in turn; need less"


def _ladders(topics: dict[Path, list[Exercise]]) -> Iterator[str]:
    """A topic's page lists the topic's exercises; a tree may be without such pages."""
    for topic, exercises in topics.items():
        page = topic / "README.md"
        if page.is_file():
            lines = page.read_text(encoding="utf-8").splitlines()
            steps = [
                f"| {exercise.number} | [{exercise.name}]({exercise.folder.name}/README.md) |"
                for exercise in exercises
            ]
            yield from _rows(page, [step[0] for step in map(_STEP.match, lines) if step], steps)


def _topics(topics: dict[Path, list[Exercise]]) -> Iterator[str]:
    """The repository's page counts the exercises of every topic; a tree may be without it."""
    pages = {topic.parent.parent / "README.md" for topic in topics}
    for page in pages:
        if page.is_file():
            rows = []
            for topic, exercises in topics.items():
                lesson = topic / "README.md"
                if not lesson.is_file():
                    yield f"{shown(lesson)}: missing; {shown(page)} leads to it"
                rows.append(topic_row(topic, exercises))
            text = page.read_text(encoding="utf-8")
            yield from _rows(page, _TOPIC.findall(text), rows)
            if found := _PATH.findall(text):  # a tree may be without this table
                among = [exercise for exercises in topics.values() for exercise in exercises]
                yield from _rows(page, found, [path_row(among, name) for name in PATHS])


def topic_row(topic: Path, exercises: list[Exercise]) -> str:
    """The row of the repository's page that leads to a topic."""
    count = f"{len(exercises)}, from `{exercises[0].name}` to `{exercises[-1].name}`"
    return f"| [{heading(topic / 'README.md')}](exercises/{topic.name}/README.md) | {count} |"


def path_row(among: list[Exercise], name: str) -> str:
    """The row of the repository's page that says what to do with so much time."""
    steps = way(among, PATHS[name])
    which = "all of them" if len(steps) == len(among) else numbers(steps)
    return f"| {name} | {len(steps)} | {which} |"


def _rows(page: Path, found: list[str], wanted: list[str]) -> Iterator[str]:
    """Where the rows of a page's table are not those that it needs."""
    for row in wanted:
        if row not in found:
            yield f"{shown(page)}: lacks the row {row}; add it"
    for row in found:
        if row not in wanted:
            yield f"{shown(page)}: has the row {row}, which fits nothing in the tree; take it out"
    if set(found) == set(wanted) and found != wanted:
        yield f"{shown(page)}: has rows twice, or in another order than the tree's; sort them"


def complaints(exercise: Exercise) -> list[str]:
    """What is wrong with an exercise's files, each with what to do."""
    missing = [
        f"{shown(path)}: missing; write it" for path in _needed(exercise) if not path.is_file()
    ]
    if missing:
        return missing
    unreadable = []
    for path in (exercise.stub, exercise.tests, exercise.reference, *exercise.decoys):
        try:
            ast.parse(path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            why = f"{error.msg}; a file that Python cannot read proves nothing"
            unreadable.append(f"{shown(path)}:{error.lineno}: {why}")
    if unreadable:
        return unreadable
    checks = (
        *(_stray_files, _page, _hints, _first_import, _docstrings, _signatures, _declarations),
        *(_mutants, _unwritten),
    )
    return [complaint for check in checks for complaint in check(exercise)]


def _needed(exercise: Exercise) -> list[Path]:
    return [
        exercise.folder / "README.md",
        exercise.stub,
        exercise.tests,
        exercise.hints,
        exercise.reference,
    ]


def _stray_files(exercise: Exercise) -> Iterator[str]:
    expected = {*_needed(exercise)[:4], exercise.folder / "__pycache__"}
    for path in sorted(set(exercise.folder.iterdir()) - expected):
        yield f"{shown(path)}: a stray file; an exercise is its page, stub, tests and hints"
    mirror = {
        exercise.reference,
        *(exercise.mirror / name for name in ("decoys", "also", "__pycache__")),
        *(records.place(exercise), equivalence.place(exercise)),
    }
    for path in sorted(set(exercise.mirror.iterdir()) - mirror):
        yield f"{shown(path)}: a stray file; a mirror is the reference, decoys/ and also/"
    if not exercise.decoys:
        yield f"{shown(exercise.mirror / 'decoys')}: no decoys; nothing proves the bounds"


def _page(exercise: Exercise) -> Iterator[str]:
    page = exercise.folder / "README.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    if len(lines) > PAGE_LINES:
        yield f"{shown(page)}: {len(lines)} lines; keep it to {PAGE_LINES}"
    if not lines or not lines[0].startswith("# "):
        yield f"{shown(page)}:1: begin with the title, as a heading"
    if not about("".join(lines[2:3])).level:
        yield f"{shown(page)}:3: say level, minutes and needs under the title, as in: {FORM}"
    yield from _forms(exercise)


def _forms(exercise: Exercise) -> Iterator[str]:
    """The three forms that all pages share, so that a reader finds the same thing in one place."""
    page = exercise.folder / "README.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    if sum(line in BOUND_HEADINGS for line in lines) != 1:
        wanted = " or ".join(BOUND_HEADINGS)
        yield f"{shown(page)}: head the numbers with {wanted}, once, as a line of its own"
    paragraphs = {line for before, line in pairwise(lines) if not before}
    if sum(line.startswith(WHY) for line in paragraphs) != 1:
        yield f"{shown(page)}: begin one paragraph with {WHY}, which gives the reason"
    closing = f"Check your work: `nox -s grade -- {exercise.name}`"
    if lines[-2:] != ["", closing]:
        yield f"{shown(page)}:{len(lines)}: end with the line {closing}, after an empty one"


def _hints(exercise: Exercise) -> Iterator[str]:
    try:
        count = len(sections(exercise.hints))
    except NoHints as error:
        yield str(error)
        return
    if not 1 <= count <= 3:
        yield f"{shown(exercise.hints)}: {count} hints; give one to three, under ## 1, ## 2, ## 3"


def _first_import(exercise: Exercise) -> Iterator[str]:
    """The graders come first: from then on nothing of a learner runs in the test's process."""
    line, names = 1, [""]
    for node in ast.parse(exercise.tests.read_text(encoding="utf-8")).body:
        # Python wants these two first.
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if docstring or (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            continue
        line = node.lineno
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        break
    if any(name.partition(".")[0] != "graders" for name in names):
        what = "import from graders before all else, to keep the stub from running"
        yield f"{shown(exercise.tests)}:{line}: {what}"


def _docstrings(exercise: Exercise) -> Iterator[str]:
    for node in test_functions(exercise):
        requirement, advice = explained_by(ast.get_docstring(node) or "")
        if not requirement or not advice:
            what = f"{node.name} needs a docstring: what it asks, then 'Try: ...'"
            yield f"{shown(exercise.tests)}:{node.lineno}: {what}"


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
    reference = signatures(exercise.reference, not given)
    for name, signature in signatures(exercise.stub, not given).items():
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
            what = "declare the tests that it must fail: 'Fails: test_a, test_b' in its docstring"
            yield f"{shown(decoy)}:1: {what}"
        for unknown in sorted(declared - names):
            yield f"{shown(decoy)}:1: declares {unknown}, which is not a test of {exercise.name}"


def _mutants(exercise: Exercise) -> Iterator[str]:
    """What is recorded of mutants is of mutants that there are; ``mutate`` looks at the rest."""
    try:
        found = records.read(exercise)
        equivalence.generator(exercise)
    except (records.Unreadable, equivalence.Unusable) as error:
        yield str(error)
        return
    if found:
        reference = exercise.reference.read_text(encoding="utf-8")
        made = list(mutants(reference))
        yield from records.complaints(exercise, found, [each.key for each in made], {})
        yield from records.crowded(exercise, found, len(list(distinct(reference, made))))


def _unwritten(exercise: Exercise) -> Iterator[str]:
    """What ``new`` left to the author."""
    files = (*_needed(exercise), *sorted(exercise.mirror.glob("*/*.py")))
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if "TODO" in line:
                yield f"{shown(path)}:{number}: a TODO is left; write what it asks for, take it out"


def declared_failures(decoy: Path) -> set[str]:
    """The tests that a decoy says it fails."""
    doc = ast.get_docstring(ast.parse(decoy.read_text(encoding="utf-8"))) or ""
    match = _FAILS.search(doc)
    return {name for name in re.split(r"[\s,]+", match[1]) if name} if match else set()

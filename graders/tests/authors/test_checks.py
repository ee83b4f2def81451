from __future__ import annotations

import pytest

from graders.authors.checks import (
    _first_import,
    _forms,
    complaints,
    declared_failures,
    path_row,
    signatures,
    test_functions,
    tree_complaints,
)
from graders.model.exercises import ROOT, Exercise, exercise_folders, find_exercises
from graders.model.levels import FORM, PATHS
from graders.tests.repositories import FOLDER, PAGE, REFERENCE, STUB, TESTS, Repository, page

test_functions.__test__ = False  # type: ignore[attr-defined]

WHERE = f"exercises/{FOLDER}"
MIRROR = f"solutions/{FOLDER}"
AT_HOME = "01_lambda_functions/01_running_total"


def test_an_exercise_in_order_has_no_complaints(repository: Repository) -> None:
    assert complaints(repository.exercise()) == []


def test_a_page_that_is_missing_is_the_only_thing_said(repository: Repository) -> None:
    exercise = repository.exercise(hints="no heading")
    (exercise.folder / "README.md").unlink()
    exercise.reference.unlink()
    assert complaints(exercise) == [
        f"{WHERE}/README.md: missing; write it",
        f"{MIRROR}/running_total.py: missing; write it",
    ]


@pytest.mark.parametrize("part", ["stub", "tests", "reference"])
def test_a_file_that_python_cannot_read_is_told_with_its_line(repository: Repository, part: str) -> None:
    (complaint,) = complaints(repository.exercise(**{part: "x = 1\ndef total(:\n"}))
    assert "running_total.py:2: invalid syntax; a file that Python cannot read" in complaint


def test_a_decoy_that_python_cannot_read_is_told_too(repository: Repository) -> None:
    exercise = repository.exercise()
    repository.decoy(exercise, "reads_all_first", "def total(:")
    assert f"{MIRROR}/decoys/reads_all_first.py:1: " in complaints(exercise)[0]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (f"{WHERE}/notes.txt", "a stray file; an exercise is its page, stub, tests and hints"),
        (f"{MIRROR}/old.py", "a stray file; a mirror is the reference, decoys/ and also/"),
    ],
)
def test_a_stray_file_is_named(repository: Repository, path: str, words: str) -> None:
    exercise = repository.exercise()
    repository.write(path, "")
    assert complaints(exercise) == [f"{path}: {words}"]


def test_caches_and_other_solutions_are_no_strays(repository: Repository) -> None:
    exercise = repository.exercise()
    repository.write(f"{WHERE}/__pycache__/x.pyc", "")
    repository.write(f"{MIRROR}/__pycache__/x.pyc", "")
    repository.write(f"{MIRROR}/also/uses_accumulate.py", REFERENCE)
    assert complaints(exercise) == []


def test_without_decoys_nothing_is_proven(repository: Repository) -> None:
    exercise = repository.exercise()
    exercise.decoys[0].unlink()
    assert complaints(exercise) == [f"{MIRROR}/decoys: no decoys; nothing proves the bounds"]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (PAGE.replace("\n\nGive", "\n" * 18 + "Give"), "README.md: 28 lines; keep it to 27"),
        (PAGE.removeprefix("# "), "README.md:1: begin with the title, as a heading"),
        (PAGE.replace("core", "hard"), f"README.md:3: say level, minutes and needs under the title, as in: {FORM}"),
        (PAGE.replace("nothing", "02.1"), f"README.md:3: say level, minutes and needs under the title, as in: {FORM}"),
        (PAGE.replace("\n\nLevel", "\n\n\nLevel"), "README.md:3: say level, minutes and needs under the title, as in"),
    ],
)
def test_a_page_is_short_and_begins_with_title_and_level(repository: Repository, page: str, words: str) -> None:
    (complaint,) = complaints(repository.exercise(page=page))
    assert complaint.startswith(f"{WHERE}/{words}")


def test_an_empty_page_lacks_title_and_forms(repository: Repository) -> None:
    first, level, *forms = complaints(repository.exercise(AT_HOME, page=""))
    assert first.endswith("README.md:1: begin with the title, as a heading")
    assert "README.md:3: say level" in level
    assert len(forms) == 3


@pytest.mark.parametrize(
    ("found", "instead", "words"),
    [
        (
            "**The bound**\n-",
            "**The bound**:",
            "README.md: head the numbers with **The bound** or **The bounds**, once",
        ),
        ("**The bound**\n", "The bounds:\n", "README.md: head the numbers with **The bound** or **The bounds**, once"),
        ("**The bound**\n", "**The bound**\n**The bounds**\n", "README.md: head the numbers with **The bound** or"),
        ("**Why it matters**", "Why it matters", "README.md: begin one paragraph with **Why it matters**, which gives"),
        ("\n\n**Why", "\n**Why", "README.md: begin one paragraph with **Why it matters**, which gives"),
        ("Check your work:", "Grade it with", "README.md:12: end with the line Check your work: `nox -s grade -- "),
        ("-- running_total", "-- other", "README.md:12: end with the line Check your work: `nox -s grade -- "),
        ("total`\n", "total`.\n", "README.md:12: end with the line Check your work: `nox -s grade -- "),
        ("total`\n", "total`\n\nBye.\n", "README.md:14: end with the line Check your work: `nox -s grade -- "),
    ],
)
def test_pages_have_three_forms_in_common(repository: Repository, found: str, instead: str, words: str) -> None:
    assert PAGE.count(found) == 1
    (complaint,) = complaints(repository.exercise(AT_HOME, page=PAGE.replace(found, instead)))
    assert f"exercises/{AT_HOME}/{words}" in complaint


@pytest.mark.parametrize("exercise", find_exercises(), ids=lambda exercise: exercise.name)
def test_every_page_of_the_tree_has_the_three_forms(exercise: Exercise) -> None:
    assert list(_forms(exercise)) == []


@pytest.mark.parametrize(
    ("hints", "words"),
    [
        ("# Hints\n", "hints.md needs a text under each heading"),
        ("## 1\n\nA.\n\n## 2\n\nB.\n\n## 3\n\nC.\n\n## 4\n\nD.\n", "4 hints; give one to three, under ## 1"),
    ],
)
def test_hints_are_one_to_three(repository: Repository, hints: str, words: str) -> None:
    (complaint,) = complaints(repository.exercise(hints=hints))
    assert words in complaint


@pytest.mark.parametrize("first", ["import math\n", "RATE = 2\n", "import graders, math\n", "from . import graders\n"])
def test_the_graders_are_imported_before_all_else(repository: Repository, first: str) -> None:
    tests = TESTS.replace("from graders", f"{first}from graders", 1)
    assert complaints(repository.exercise(tests=tests)) == [
        f"{WHERE}/test_running_total.py:3: import from graders before all else, to keep the stub from running"
    ]


@pytest.mark.parametrize(
    "first", ["from __future__ import annotations\n", "import graders\n", "import graders.bounds.rights\n"]
)
def test_only_the_future_comes_before_the_graders(repository: Repository, first: str) -> None:
    assert complaints(repository.exercise(tests=TESTS.replace("from graders", f"{first}from graders", 1))) == []


def test_a_test_file_without_a_line_imports_nothing(repository: Repository) -> None:
    (complaint,) = complaints(repository.exercise(tests="", stub="", reference=""))[:1]
    assert complaint.startswith(f"{WHERE}/test_running_total.py:1: import from graders before all else")


@pytest.mark.parametrize("exercise", find_exercises(), ids=lambda exercise: exercise.name)
def test_every_test_file_of_the_tree_begins_with_the_graders(exercise: Exercise) -> None:
    assert list(_first_import(exercise)) == []


@pytest.mark.parametrize("doc", ["", '    """Asks something."""\n', '    """\n\n    Try: this.\n    """\n'])
def test_every_test_says_what_it_asks_and_what_to_try(repository: Repository, doc: str) -> None:
    tests = f"{TESTS}\n\ndef test_more():\n{doc}    assert True\n"
    exercise = repository.exercise(tests=tests)
    if "Try" not in doc:
        (complaint,) = complaints(exercise)
        line = 1 + tests.splitlines().index("def test_more():")
        assert complaint.startswith(f"{WHERE}/test_running_total.py:{line}: test_more needs a docstring")


@pytest.mark.parametrize(
    ("level", "needs", "words"),
    [
        ("core", "02.09", "needs 02.09, which is not there; name one that is"),
        ("core", "03.05", "needs 03.05, which has the level deeper, a harder one than core: give it a harder level"),
        ("deeper", "02.01", "needs 02.01, which needs 02.01 in turn; need less"),
        ("deeper", "03.05", "needs 03.05, which needs 02.01 in turn; need less"),
    ],
)
def test_what_an_exercise_needs_comes_before_it(repository: Repository, level: str, needs: str, words: str) -> None:
    first = repository.exercise(page=page(level, needs))
    second = repository.exercise("03_memory_management/05_count_words", page=page("deeper", "02.01"))
    (complaint,) = tree_complaints([first, second])
    assert complaint.startswith(f"{WHERE}/README.md: {words}")


def test_helpers_are_no_tests(repository: Repository) -> None:
    exercise = repository.exercise(tests=TESTS + "\n\ndef helper():\n    pass\n\n\ntest_alias = helper\n")
    assert [node.name for node in test_functions(exercise)] == [
        "test_sums_as_it_goes",
        "test_reads_no_further_than_asked",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("(readings)", "(items)", "running_total(items); the stub has running_total(readings)"),
        ("(readings)", "(readings=())", "running_total(readings=()); the stub has running_total(readings)"),
        ("def r", "async def r", "running_totalasync (readings); the stub has running_total(readings)"),
        ("def running_total", "def total", "running_total is missing; the stub has running_total(readings)"),
    ],
)
def test_the_reference_has_the_signatures_of_the_stub(repository: Repository, old: str, new: str, words: str) -> None:
    reference = REFERENCE.replace(old, new).replace(".total", ".running_total")
    if "def total" in new:
        reference = "def total(readings):\n    yield 1\n"
    exercise = repository.exercise(reference=reference)
    assert complaints(exercise) == [f"{MIRROR}/running_total.py: {words}"]


def test_signatures_are_those_of_the_public_functions_and_methods(repository: Repository) -> None:
    file = repository.write(
        "shapes.py",
        "class Till:\n"
        "    size = 1\n"
        "    def __init__(self, seats: int) -> None: ...\n"
        "    def __iter__(self): ...\n"
        "    def __next__(self): ...\n"
        "    def __len__(self): ...\n"
        "    async def sell(self, *, at=None): ...\n"
        "    def _count(self): ...\n"
        "class _Hidden:\n"
        "    def free(self): ...\n"
        "async def fetch(url, /): ...\n"
        "def _helper(): ...\n"
        "total = sum\n",
    )
    assert signatures(file) == {
        "Till.__init__": "(self, seats: int)",
        "Till.__iter__": "(self)",
        "Till.__next__": "(self)",
        "Till.sell": "async (self, *, at=None)",
        "fetch": "async (url, /)",
    }


def test_a_decoy_declares_the_tests_that_it_fails(repository: Repository) -> None:
    exercise = repository.exercise()
    repository.decoy(exercise, "declares_nothing", '"""Wrong."""\n' + REFERENCE)
    repository.decoy(exercise, "declares_too_much", '"""Wrong.\n\nFails: test_sums_as_it_goes, test_gone\n"""\n')
    assert complaints(exercise) == [
        f"{MIRROR}/decoys/declares_nothing.py:1: declare the tests that it must fail:"
        " 'Fails: test_a, test_b' in its docstring",
        f"{MIRROR}/decoys/declares_too_much.py:1: declares test_gone, which is not a test of running_total",
    ]


@pytest.mark.parametrize(
    ("doc", "names"),
    [
        ("Fails: test_a", {"test_a"}),
        ("Wrong.\n\nFails: test_a, test_b,\n  test_c\n\nMore on test_d.", {"test_a", "test_b", "test_c"}),
        ("Wrong. Fails: test_a", set()),
        ("", set()),
    ],
)
def test_declarations_are_read_from_the_docstring(repository: Repository, doc: str, names: set[str]) -> None:
    file = repository.write("decoy.py", f'"""{doc}"""\n' if doc else "x = 1\n")
    assert declared_failures(file) == names


def test_a_name_is_used_once_in_the_tree(repository: Repository) -> None:
    repository.exercise()
    assert tree_complaints(find_exercises(repository.root)) == []
    repository.exercise("03_memory_management/05_running_total", stub=STUB)
    assert tree_complaints(exercise_folders(repository.root)) == [
        "running_total: 2 exercises have this name; names are unique in the tree"
    ]


@pytest.mark.parametrize(
    ("folder", "complaint"),
    [
        ("02_iterators_and_generators/01_count_words", "02.01: the number of 2, count_words, running_total"),
        (
            "02_files/02_count_words",
            "topic 02: the number of 2, 02_files, 02_iterators_and_generators",
        ),
    ],
)
def test_a_number_is_used_once_in_the_tree(repository: Repository, folder: str, complaint: str) -> None:
    repository.exercise()
    repository.exercise(folder)
    assert tree_complaints(find_exercises(repository.root)) == [f"{complaint}; give each a number of its own"]


LADDER = """# Iterators

| number | exercise | the bound |
|---|---|---|
| 02.01 | [running_total](01_running_total/README.md) | 2 readings |
| 02.02 | [count_words](02_count_words/README.md) | 64 KiB |
"""
TOPICS = """# Katas

| topic | exercises |
|---|---|
| [Iterators](exercises/02_iterators_and_generators/README.md) | 2, from `running_total` to `count_words` |
| [Memory](exercises/03_memory_management/README.md) | 1, from `weigh_list` to `weigh_list` |
"""


@pytest.fixture
def listed(repository: Repository) -> Repository:
    """A tree of two topics whose exercises are listed where they have to be."""
    repository.exercise()
    repository.exercise("02_iterators_and_generators/02_count_words")
    repository.exercise("03_memory_management/01_weigh_list")
    repository.write("exercises/02_iterators_and_generators/README.md", LADDER)
    step = "| 03.01 | [weigh_list](01_weigh_list/README.md) | 1 KiB |"
    repository.write("exercises/03_memory_management/README.md", f"# Memory\n\n{step}\n")
    repository.write("README.md", TOPICS)
    assert tree_complaints(find_exercises(repository.root)) == []
    return repository


LACKS, FITS = "lacks the row {}; add it", "has the row {}, which fits nothing in the tree; take it out"
ORDER = "has rows twice, or in another order than the tree's; sort them"
FIRST, SECOND = LADDER.splitlines(keepends=True)[-2:]
STEP = "| 02.02 | [count_words](02_count_words/README.md) |"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (SECOND, "", [LACKS.format(STEP)]),
        ("(02_count_words/", "(02_count_word/", [LACKS.format(STEP), FITS.format(STEP.replace("words/", "word/"))]),
        (SECOND, SECOND + SECOND.replace("2", "3"), [FITS.format(STEP.replace("2", "3"))]),
        (FIRST + SECOND, SECOND + FIRST, [ORDER]),
        (SECOND, SECOND * 2, [ORDER]),
    ],
)
def test_a_topic_s_page_lists_its_exercises_in_order(listed: Repository, old: str, new: str, said: list[str]) -> None:
    page = "exercises/02_iterators_and_generators/README.md"
    listed.write(page, LADDER.replace(old, new))
    assert tree_complaints(find_exercises(listed.root)) == [f"{page}: {each}" for each in said]


_, TOPIC, LAST = TOPICS.rsplit("\n", 3)[:-1]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("| 2, from", "| 3, from", [LACKS.format(TOPIC), FITS.format(TOPIC.replace("2, from", "3, from"))]),
        ("to `count_words`", "to `x`", [LACKS.format(TOPIC), FITS.format(TOPIC.replace("to `count_words`", "to `x`"))]),
        (f"{LAST}\n", "", [LACKS.format(LAST)]),
        (TOPIC, TOPIC.replace("02", "05") + f"\n{TOPIC}", [FITS.format(TOPIC.replace("02", "05"))]),
        (f"{TOPIC}\n{LAST}", f"{LAST}\n{TOPIC}", [ORDER]),
    ],
)
def test_the_page_of_the_repository_counts_the_exercises(
    listed: Repository, old: str, new: str, said: list[str]
) -> None:
    listed.write("README.md", TOPICS.replace(old, new))
    assert tree_complaints(find_exercises(listed.root)) == [f"README.md: {each}" for each in said]


def test_the_page_of_the_repository_leads_to_the_topics(listed: Repository) -> None:
    page = listed.root / "exercises" / "03_memory_management" / "README.md"
    page.unlink()
    assert tree_complaints(find_exercises(listed.root))[0] == (
        "exercises/03_memory_management/README.md: missing; README.md leads to it"
    )


WAYS = """
| two hours | 3 | all of them |
| one day | 3 | all of them |
| one week | 3 | all of them |
"""


@pytest.mark.parametrize(
    ("old", "new", "minutes", "said"),
    [
        ("", "", 10, []),
        ("day | 3", "day | 2", 10, ["lacks the row | one day | 3 | all", "has the row | one day | 2 | all"]),
        ("| one day | 3 | all of them |\n", "", 10, ["lacks the row | one day | 3 | all"]),
        ("", "", 130, ["lacks the row | two hours | 2 | 02.01, 03.01 |", "has the row | two hours | 3 | all of"]),
    ],
)
def test_the_page_of_the_repository_tells_the_ways_through(
    listed: Repository, old: str, new: str, minutes: int, said: list[str]
) -> None:
    listed.exercise("02_iterators_and_generators/02_count_words", page=PAGE.replace("10 min", f"{minutes} min"))
    listed.write("README.md", TOPICS + WAYS.replace(old, new))
    found = tree_complaints(find_exercises(listed.root))
    assert len(found) == len(said)
    assert all(each.startswith(f"README.md: {words}") for each, words in zip(found, said, strict=True))


def test_every_list_of_the_tree_is_in_order() -> None:
    assert tree_complaints(exercise_folders()) == []


def test_our_own_page_tells_the_ways_through() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in PATHS if f"\n{path_row(find_exercises(), name)}\n" not in page] == []


def test_the_default_of_given_code_may_be_what_is_wrong(repository: Repository) -> None:
    faulty = STUB.replace("raise NotImplementedError", "return iter([])").replace("(readings", "(readings=()")
    assert "(readings=()" in faulty
    exercise = repository.exercise(stub=faulty)
    assert not [each for each in complaints(exercise) if "the stub has" in each]
    exercise = repository.exercise(stub=faulty.replace("(readings=()", "(numbers=()"))
    assert [each for each in complaints(exercise) if "the stub has" in each]

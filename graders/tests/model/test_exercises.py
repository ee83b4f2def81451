from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graders.model import exercises
from graders.model.exercises import (
    Exercise,
    NoSuchExercise,
    exercise_folders,
    exercise_of,
    find_exercises,
    heading,
    left_out,
    select,
)

FOLDERS = (
    "01_lambda_functions/01_price_list",
    "01_lambda_functions/02_running_order",
    "02_iterators_and_generators/01_running_total",
    "02_iterators_and_generators/02_sliding_window",
    "04_threads_and_processes/01_count_primes",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in FOLDERS:
        (tmp_path / "exercises" / folder).mkdir(parents=True)
    return tmp_path


@pytest.fixture
def tree(root: Path) -> list[Exercise]:
    return find_exercises(root)


def names(found: list[Exercise]) -> list[str]:
    return [exercise.name for exercise in found]


def test_lists_the_exercises_in_tree_order(tree: list[Exercise]) -> None:
    assert [exercise.number for exercise in tree] == ["01.01", "01.02", "02.01", "02.02", "04.01"]


def test_passes_over_what_is_no_exercise(root: Path) -> None:
    (root / "exercises" / "notes").mkdir()
    (root / "exercises" / "01_lambda_functions" / "__pycache__").mkdir()
    (root / "exercises" / "01_lambda_functions" / "03_a-b").mkdir()
    (root / "exercises" / "01_lambda_functions" / "04_file").touch()
    assert len(find_exercises(root)) == len(FOLDERS)


def test_copies_are_left_out_and_named(root: Path) -> None:
    topic = root / "exercises" / "02_iterators_and_generators"
    for name in ("running_total.py", "test_running_total.py"):
        (topic / "01_running_total" / name).touch()
    shutil.copytree(topic / "01_running_total", topic / "01_running_total_copy")
    shutil.copytree(topic / "01_running_total", topic / "07_running_total")
    assert len(find_exercises(root)) == len(FOLDERS)
    assert len(exercise_folders(root)) == len(FOLDERS) + 2
    place = "exercises/02_iterators_and_generators"
    assert left_out(root) == [
        f"{place}/01_running_total_copy holds test_running_total.py, and not test_running_total_copy.py",
        f"{place}/07_running_total is a second running_total: 02.01 counts",
    ]


def test_a_tree_without_exercises_is_empty(tmp_path: Path) -> None:
    assert find_exercises(tmp_path) == []


def test_an_exercise_knows_its_files(root: Path, tree: list[Exercise]) -> None:
    total, folder = tree[2], root / "exercises" / FOLDERS[2]
    mirror = root / "solutions" / FOLDERS[2]
    assert (total.name, total.topic) == ("running_total", "iterators and generators")
    assert (total.stub, total.tests) == (folder / "running_total.py", folder / "test_running_total.py")
    assert (total.hints, total.reference) == (folder / "hints.md", mirror / "running_total.py")


def test_decoys_come_in_the_order_of_their_names(tree: list[Exercise]) -> None:
    decoys = tree[0].mirror / "decoys"
    decoys.mkdir(parents=True)
    for name in ("sorts_twice.py", "keeps_all.py", "notes.txt"):
        (decoys / name).touch()
    assert [path.stem for path in tree[0].decoys] == ["keeps_all", "sorts_twice"]


def test_a_handout_without_solutions_has_no_decoys(tree: list[Exercise]) -> None:
    assert tree[0].decoys == []


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("02.01", ["running_total"]),
        ("2.1", ["running_total"]),
        ("running_total", ["running_total"]),
        ("Running-Total", ["running_total"]),
        ("running total", ["running_total"]),
        ("running_total.py", ["running_total"]),
        ("test_running_total.py", ["running_total"]),
        ("01_running_total", ["running_total"]),
        ("exercises/02_iterators_and_generators/01_running_total/", ["running_total"]),
        ("exercises\\02_iterators_and_generators\\01_running_total\\running_total.py", ["running_total"]),
        ("02-01", ["running_total"]),
        ("2_1", ["running_total"]),
        ("02/01", ["running_total"]),
        ("02.01/", ["running_total"]),
        ("02", ["running_total", "sliding_window"]),
        ("2", ["running_total", "sliding_window"]),
        ("iterators", ["running_total", "sliding_window"]),
        ("generators", ["running_total", "sliding_window"]),
        ("iterators and generators", ["running_total", "sliding_window"]),
        ("02_iterators_and_generators", ["running_total", "sliding_window"]),
        ("lambda", ["price_list", "running_order"]),
        ("slid", ["sliding_window"]),
        ("running", ["running_order", "running_total"]),
    ],
)
def test_a_selector_names(selector: str, expected: list[str], tree: list[Exercise]) -> None:
    assert names(select([selector], tree)) == expected


def test_no_selector_selects_everything(tree: list[Exercise]) -> None:
    assert select([], tree) == tree


def test_several_selectors_answer_in_tree_order_and_once(tree: list[Exercise]) -> None:
    assert names(select(["04", "price_list", "01.01"], tree)) == ["price_list", "count_primes"]


@pytest.mark.parametrize("selector", ["03", "9.9", "99.01", "02.99", "2.1.1"])
def test_a_number_of_nothing_is_told_those_there_are(selector: str, tree: list[Exercise]) -> None:
    with pytest.raises(
        NoSuchExercise, match=f"no exercise matches '{selector}'; there are 01.01 to 01.02, 02.01 to 02.02, 04.01$"
    ):
        select([selector], tree)


@pytest.mark.parametrize(
    ("selector", "nearest"),
    [("runing_total", "running_total"), ("slidingwindow", "sliding_window"), ("iterator", "iterators")],
)
def test_a_misspelt_selector_is_told_the_nearest_name(selector: str, nearest: str, tree: list[Exercise]) -> None:
    with pytest.raises(NoSuchExercise, match=rf"no exercise matches '{selector}'; the nearest names: .*{nearest}"):
        select([selector], tree)


def test_a_misspelt_part_of_a_topic_is_told_the_topic_once(tree: list[Exercise]) -> None:
    with pytest.raises(NoSuchExercise, match="the nearest names: iterators_and_generators$"):
        select(["generatros"], tree)


@pytest.mark.parametrize("selector", ["", "   ", "zzzz", "*", "/"])
def test_a_selector_near_nothing_is_told_what_shows_the_names(selector: str, tree: list[Exercise]) -> None:
    with pytest.raises(NoSuchExercise, match="; nox -s list -- --all shows the names$"):
        select([selector], tree)


@pytest.fixture
def levelled(tree: list[Exercise]) -> list[Exercise]:
    for exercise, level in zip(tree, ["core", "deeper", "core", "first step"], strict=False):
        line = f"Level: {level}; about 5 minutes; needs nothing"
        (exercise.folder / "README.md").write_text(f"# A title\n\n{line}\n", encoding="utf-8")
    return tree


def test_a_selector_names_a_level(levelled: list[Exercise]) -> None:
    assert names(select(["core"], levelled)) == ["price_list", "running_total"]
    assert names(select(["first-step"], levelled)) == ["sliding_window"]
    assert names(select(["lambda", "core"], levelled)) == ["price_list", "running_order", "running_total"]


def test_of_what_is_selected_only_a_level_is_wanted(levelled: list[Exercise]) -> None:
    assert names(select([], levelled, ["core"])) == ["price_list", "running_total"]
    assert names(select(["iterators"], levelled, ["core", "deeper"])) == ["running_total"]
    with pytest.raises(NoSuchExercise, match="none of these exercises has the level puzzle or deeper"):
        select(["iterators"], levelled, ["puzzle", "deeper"])


def test_an_exercise_knows_what_its_page_says(levelled: list[Exercise]) -> None:
    assert (levelled[1].level, levelled[1].minutes, levelled[1].needs) == ("deeper", 5, ())
    assert (levelled[4].level, levelled[4].minutes, levelled[4].needs) == ("", 0, ())


def test_one_wrong_selector_spoils_the_request(tree: list[Exercise]) -> None:
    with pytest.raises(NoSuchExercise, match="nonsense"):
        select(["price_list", "nonsense"], tree)


def test_the_heading_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("a line before\n\n# Running total: sums as it goes\n\n# Another\n", encoding="utf-8")
    assert heading(page) == "Running total: sums as it goes"


def test_a_page_without_heading_goes_by_its_folder(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("## only a part\n", encoding="utf-8")
    assert heading(tmp_path / "README.md") == tmp_path.name
    assert heading(tmp_path / "missing.md") == tmp_path.name


def test_the_title_is_the_heading_of_the_page(tree: list[Exercise]) -> None:
    (tree[0].folder / "README.md").write_text("# Prices by weight\n", encoding="utf-8")
    assert tree[0].title == "Prices by weight"


@pytest.fixture
def ours(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tree is that of the graders."""
    monkeypatch.setattr(exercises, "ROOT", root)


@pytest.mark.usefixtures("ours")
def test_the_exercise_of_a_file(tree: list[Exercise]) -> None:
    assert find_exercises() == tree
    assert [exercise_of(exercise.stub) for exercise in tree] == tree


def test_a_file_of_another_tree_belongs_to_no_exercise(tree: list[Exercise]) -> None:
    assert exercise_of(tree[0].stub) is None


@pytest.mark.usefixtures("ours")
def test_links_lead_to_the_exercise(root: Path, tree: list[Exercise], tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    tree[0].tests.touch()
    links = {"checkout": root, "exercise": tree[0].folder, "test_price_list.py": tree[0].tests}
    for name, target in links.items():
        (outside / name).symlink_to(target, target_is_directory=target.is_dir())
    through = outside / "checkout" / "exercises" / FOLDERS[0] / "test_price_list.py"
    for path in (through, outside / "exercise" / "test_price_list.py", outside / "test_price_list.py"):
        assert exercise_of(path) == tree[0]


@pytest.mark.usefixtures("ours")
def test_the_folder_of_an_exercise_may_be_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "checkout").symlink_to(root, target_is_directory=True)
    (outside / "moved").mkdir()
    (outside / "moved" / "test_moved_here.py").touch()
    folder = root / "exercises" / "01_lambda_functions" / "03_moved_here"
    folder.symlink_to(outside / "moved", target_is_directory=True)
    assert Exercise(folder) in find_exercises()
    for top in (root, outside / "checkout"):
        found = exercise_of(top / "exercises" / "01_lambda_functions" / "03_moved_here" / "test_moved_here.py")
        assert found == Exercise(folder)


@pytest.mark.usefixtures("ours")
def test_a_file_elsewhere_belongs_to_no_exercise(root: Path, tree: list[Exercise]) -> None:
    assert exercise_of(root / "noxfile.py") is None
    assert exercise_of(tree[0].reference) is None
    assert exercise_of(tree[0].folder.parent / "README.md") is None

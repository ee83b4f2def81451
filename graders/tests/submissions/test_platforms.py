"""What the names in a platform's download say, and what they must not be read as."""

from __future__ import annotations

from datetime import datetime

import pytest

from graders.submissions.platforms import Origin, origins

NOON = datetime(2026, 11, 1, 12, 5)
TEN = datetime(2026, 11, 1, 10, 0)


def origin(name: str, folder: bool = False) -> Origin | None:
    return origins({name: folder})[name]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("lovelaceada_12345_67890_stub.py", Origin("Canvas", "lovelaceada", "lovelaceada_12345", "stub.py")),
        (
            "lovelaceada_LATE_12345_67890_stub-1.py",
            Origin("Canvas", "lovelaceada", "lovelaceada_12345", "stub-1.py", late=True),
        ),
        ("anon_aB3dE_678_stub.py", Origin("Canvas", "anon_aB3dE", "anon_aB3dE", "stub.py")),
        ("LATE_anon_aB3dE_678_stub.py", Origin("Canvas", "anon_aB3dE", "anon_aB3dE", "stub.py", late=True)),
        ("lovelaceada_12345_text.html", Origin("Canvas", "lovelaceada", "lovelaceada_12345", "")),
        ("team_one_12_34_work.tar.gz", Origin("Canvas", "team_one", "team_one_12", "work.tar.gz")),
        (
            "Ada Lovelace_123456_assignsubmission_file_stub.py",
            Origin("Moodle", "Ada Lovelace", "Ada Lovelace_123456", "stub.py"),
        ),
        (
            "Assignment_ada_attempt_2026-11-01-10-00-00_stub.py",
            Origin("Blackboard", "ada", "Assignment_ada", "stub.py", TEN),
        ),
        ("Week 1_ada_attempt_2026-11-01-10-00-00.txt", Origin("Blackboard", "ada", "Week 1_ada", "", TEN)),
        (
            "12345-67890 - Ada Lovelace - Nov 1, 2026 1000 AM - stub.py",
            Origin("Brightspace", "Ada Lovelace", "Ada Lovelace_12345", "stub.py", TEN),
        ),
        (
            "12345-67890 - Ada Lovelace - November 1, 2026 1205 PM - a - b.py",
            Origin("Brightspace", "Ada Lovelace", "Ada Lovelace_12345", "a - b.py", NOON),
        ),
    ],
)
def test_a_platforms_name_says_whose_a_file_is(name: str, found: Origin) -> None:
    assert origin(name) == found


@pytest.mark.parametrize(
    "name", ["stub.py", "ada.zip", "index.html", "ada_12_34", "hw_2.zip", "2026_11_notes.txt", "12_3_4"]
)
def test_other_names_are_no_platforms(name: str) -> None:
    assert origin(name) is None


@pytest.mark.parametrize(
    ("name", "platform", "learner"),
    [
        ("Ada Lovelace_123456_assignsubmission_file_", "Moodle", "Ada Lovelace"),
        ("Ada Lovelace_123456_assignsubmission_file", "Moodle", "Ada Lovelace"),
        ("Ada Lovelace_123456_assignsubmission_onlinetext_", "Moodle", "Ada Lovelace"),
        ("12345-67890 - Ada Lovelace - Nov 1, 2026 1000 AM", "Brightspace", "Ada Lovelace"),
    ],
)
def test_a_platform_names_folders_too(name: str, platform: str, learner: str) -> None:
    found = origin(name, folder=True)
    assert found is not None
    assert (found.platform, found.learner, found.file) == (platform, learner, "")


def test_a_folder_is_not_a_file_of_a_platform() -> None:
    assert origin("ada_12345_67890_stub.py", folder=True) is None
    assert origin("12345-67890 - Ada Lovelace - Nov 1, 2026 1000 AM - stub.py", folder=True) is None


@pytest.mark.parametrize(
    ("name", "learner"),
    [
        ("eve_1_2_bob_3_4_stub.py", "eve"),
        ("Eve_1_assignsubmission_file_Bob_2_assignsubmission_file_stub.py", "Eve"),
        ("HW_eve_attempt_2026-11-01-10-00-00_HW_bob_attempt_2026-11-01-10-00-00_stub.py", "eve"),
        ("1-2 - Eve - Nov 1, 2026 1000 AM - 3-2 - Bob - Nov 1, 2026 1000 AM - stub.py", "Eve"),
    ],
)
def test_what_a_learner_calls_a_file_makes_it_nobody_elses(name: str, learner: str) -> None:
    found = origin(name)
    assert found is not None
    assert found.learner == learner


def test_a_name_of_two_readings_is_read_as_the_most_are() -> None:
    forged = "eve_1_2_HW_bob_attempt_2026-11-01-10-00-00_stub.py"
    found = origins({forged: False, "ada_3_4_stub.py": False})[forged]
    assert found is not None
    assert (found.platform, found.learner) == ("Canvas", "eve")
    week = [f"HW_1_2_{name}_attempt_2026-11-01-10-00-00_stub.py" for name in ("ada", "bob")]
    read = origins(dict.fromkeys(week, False)).values()
    assert [(each.platform, each.learner) for each in read if each] == [("Blackboard", "ada"), ("Blackboard", "bob")]


@pytest.mark.parametrize(
    ("name", "when"),
    [
        ("HW_ada_attempt_2026-99-01-10-00-00_stub.py", None),
        ("1-2 - Ada - Xyz 1, 2026 1000 AM - stub.py", None),
        ("1-2 - Ada - Feb 31, 2026 1000 AM - stub.py", None),
        ("1-2 - Ada - Nov 1, 2026 1205 AM - stub.py", datetime(2026, 11, 1, 0, 5)),
        ("1-2 - Ada - Nov 1, 2026 905 PM - stub.py", datetime(2026, 11, 1, 21, 5)),
    ],
)
def test_a_time_is_one_of_the_calendar(name: str, when: datetime | None) -> None:
    found = origin(name)
    assert found is not None
    assert found.when == when


def test_a_login_of_blackboard_may_have_an_underscore() -> None:
    stub = "_attempt_2026-11-01-10-00-00_stub.py"
    read = origins({f"Week1_{login}{stub}": False for login in ("anna_k", "bob", "lena_k")})
    assert [each.learner for each in read.values() if each] == ["anna_k", "bob", "lena_k"]
    several = origins({f"{account}{stub}": False for account in ("Week1_anna_k", "Week2_bob")})
    assert [each.learner for each in several.values() if each] == ["k", "bob"]  # nothing tells more

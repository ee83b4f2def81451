"""A file that a system renamed is the stub; one that a person renamed is told, and not guessed."""

from __future__ import annotations

import pytest

from graders.submissions.lookalikes import lookalike, stub_named

STUBS = ["running_total.py", "doorbell.py", "in_batches.py"]


@pytest.mark.parametrize(
    "name",
    [
        "running_total.py",
        "Running_Total.PY",
        "running_total (1).py",
        "running_total(2).py",
        "running_total-1.py",
        "running_total - Copy.py",
        "running_total - Copy (2).py",
        "running_total - Kopie.py",
        "running_total copy 3.py",
        "Copy of running_total.py",
        "Copy of Copy of running_total.py",
        "running_total.py.txt",
        "running_total (1).py.txt",
        "RUNNING_TOTAL.PY.TXT",
        "running_total.py.py",
        "running_total.py.1",
    ],
)
def test_what_a_system_did_to_a_name_is_undone(name: str) -> None:
    assert stub_named(name, STUBS) == "running_total.py"


@pytest.mark.parametrize(
    "name", ["running_totals.py", "running_total_1.py", "running_total.txt", "my running_total.py", "a/doorbell.py", ""]
)
def test_what_a_person_did_to_it_is_not_guessed(name: str) -> None:
    assert stub_named(name, STUBS) == ""


RENAME = "Rename it to running_total.py, and hand it in again."
COPY = "Copy the code into a plain text file, running_total.py, and hand that in."


@pytest.mark.parametrize(
    ("name", "what", "advice"),
    [
        ("running_totals.py", "is not called running_total.py", RENAME),
        ("runningTotal.py", "is not called running_total.py", RENAME),
        ("running-total.py", "is not called running_total.py", RENAME),
        ("running_total_1.py", "is not called running_total.py", RENAME),
        ("01_running_total_final.py", "is not called running_total.py", RENAME),
        ("runing_total.py", "is not called running_total.py", RENAME),
        ("running_total.txt", "is not called running_total.py", RENAME),
        ("running_total", "is not called running_total.py", RENAME),
        ("running_total.py.bak", "is not called running_total.py", RENAME),
        ("work/running_total.py~", "is not called running_total.py", RENAME),
        (
            "running_total.ipynb",
            "is a notebook, and no plain Python",
            "Save its code as a plain file, running_total.py, and hand that in.",
        ),
        ("running_total.py.docx", "is a document of a word processor, and no plain Python", COPY),
        ("Running Total.odt", "is a document of a word processor, and no plain Python", COPY),
        ("running_total.pdf", "is a PDF, and no plain Python", COPY),
        ("running_total (1).png", "is a picture, and no plain Python", COPY),
        ("running_total.html", "is a web page, and no plain Python", COPY),
        (
            "running_total.cpython-312.pyc",
            "is compiled, and no plain Python",
            "Hand in running_total.py itself, the text that was written.",
        ),
    ],
)
def test_what_it_looks_like_is_told(name: str, what: str, advice: str) -> None:
    assert lookalike(name, STUBS) == ("running_total.py", what, advice)


def test_of_a_notebook_by_any_name_what_to_do_is_told() -> None:
    found = lookalike("homework 1.ipynb", STUBS)
    assert found == (
        "",
        "is a notebook, and no plain Python",
        "Save its code as a plain file, under the stub's name, and hand that in.",
    )


@pytest.mark.parametrize("name", ["notes.txt", "test_running_total.py", "main.py", "total.py", "bell.py", "README.md"])
def test_what_looks_like_none_is_none(name: str) -> None:
    assert lookalike(name, STUBS) is None


def test_of_several_the_longest_is_meant() -> None:
    found = lookalike("my running_total_again.py", ["running_total.py", "running_total_again.py"])
    assert found is not None
    assert found.stub == "running_total_again.py"

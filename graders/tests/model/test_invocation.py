from __future__ import annotations

import pytest

from graders.model import invocation
from graders.model.invocation import CALLED_AS, command, forget, prog


@pytest.mark.parametrize(
    ("called", "one", "all_of_them"),
    [
        ("nox", "nox -s grade -- 02.04", "nox -s grade"),
        ("uvx nox", "uvx nox -s grade -- 02.04", "uvx nox -s grade"),
        ("pipx run nox", "pipx run nox -s grade -- 02.04", "pipx run nox -s grade"),
        ("python3 -m nox", "python3 -m nox -s grade -- 02.04", "python3 -m nox -s grade"),
        ("python3 noxfile.py", "python3 noxfile.py grade 02.04", "python3 noxfile.py grade"),
        ("python noxfile.py", "python noxfile.py grade 02.04", "python noxfile.py grade"),
        ("py noxfile.py", "py noxfile.py grade 02.04", "py noxfile.py grade"),
        ("python3.13t noxfile.py", "python3.13t noxfile.py grade 02.04", "python3.13t noxfile.py grade"),
        ("uv run noxfile.py", "uv run noxfile.py grade 02.04", "uv run noxfile.py grade"),
        ("pipx run noxfile.py", "pipx run noxfile.py grade 02.04", "pipx run noxfile.py grade"),
        ("python3 ../../noxfile.py", "python3 ../../noxfile.py grade 02.04", "python3 ../../noxfile.py grade"),
        (r"python .\noxfile.py", r"python .\noxfile.py grade 02.04", r"python .\noxfile.py grade"),
        (
            'python3 "my katas/noxfile.py"',
            'python3 "my katas/noxfile.py" grade 02.04',
            'python3 "my katas/noxfile.py" grade',
        ),
    ],
)
def test_a_command_is_named_as_it_was_called(
    called: str, one: str, all_of_them: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CALLED_AS, called)
    assert command("grade", "02.04") == one
    assert command("grade") == all_of_them
    assert one.startswith(prog("grade"))


@pytest.mark.parametrize(
    "called",
    [
        "",
        "rm -rf / #",
        "nox; reboot",
        "nox\n",
        "python3",
        "perl noxfile.py",
        "python3.13.1 noxfile.py",
        "NOX",
        "\x1b[2Jnox",
    ],
)
def test_what_is_not_known_is_nox(called: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CALLED_AS, called)
    assert command("hint", "02.04") == "nox -s hint -- 02.04"


def test_nobody_told_is_nox() -> None:
    assert command("hint", "02.04") == "nox -s hint -- 02.04"


@pytest.mark.parametrize(
    "file",
    [
        "$(reboot)/noxfile.py",
        "a b/noxfile.py",
        '"a"; reboot; "noxfile.py"',
        "\x1b[2J/noxfile.py",
        "other.py",
        "noxfile.py\n",
        f"{'deep/' * 50}noxfile.py",
        "\u00fcbungen/noxfile.py",
    ],
)
def test_a_path_that_no_shell_takes_as_it_stands_is_not_shown(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CALLED_AS, f"python3 {file}")
    assert command("grade", "02.04") == "python3 noxfile.py grade 02.04"


def test_the_noxfile_of_another_folder_is_named_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CALLED_AS, "python3 ../noxfile.py")
    assert command("grade", file="noxfile.py") == "python3 noxfile.py grade"
    monkeypatch.setenv(CALLED_AS, "uvx nox")
    assert command("grade", file="noxfile.py") == "uvx nox -s grade"


def test_what_others_read_names_nox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CALLED_AS, "python3 noxfile.py")
    forget()
    assert invocation.command("hint", "02.04") == "nox -s hint -- 02.04"

"""Gradescope's image is built with a Python that fits, or its build fails in one line.

What cannot be reached here (apt-get, pip, uv) are stand-ins, which write down how they were called.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graders.authors.bundles import command, pack

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Gradescope's scripts are for bash")

OLD = "#!/bin/sh\ncase $1 in --version) echo Python 3.10.12;; -m) echo no $3 >&2; exit 1;; *) exit 1;; esac\n"
"""A Python that is too old, without pip."""

NEW = """#!/bin/sh
case "$1 $2" in
    "-m venv") mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; echo "venv by $(basename "$0")" >>"$LOG";;
    "-m pip") echo "pip $*" >>"$LOG";;
    "-m graders") echo "graders $3" >>"$LOG";;
    *) exec {real} "$@";;
esac
"""
"""One that fits, as far as the script asks."""

ANY_PYTHON = ("python3", "python3.11", "python3.12", "python3.13", "python3.14")


class Image:
    """A machine on which setup.sh runs: it finds what was put into its folder of programs."""

    def __init__(self, root: Path) -> None:
        self.programs, self.base, self.log = root / "bin", root / "autograder", root / "log"
        (self.base / "source" / "course").mkdir(parents=True)
        (self.base / "source" / "needed.txt").write_bytes(pack.needed())
        self.programs.mkdir()
        for name in ("mkdir", "cp", "basename", "cat", "chmod", "sh", "bash"):
            (self.programs / name).symlink_to(Path("/bin") / name)

    def put(self, name: str, text: str) -> None:
        """A program."""
        (self.programs / name).write_text(text.replace("{real}", sys.executable), encoding="utf-8")
        (self.programs / name).chmod(0o755)

    def apt_brings(self, *packages: str) -> None:
        """Puts these there when they are asked for, and knows no others."""
        (self.programs.parent / "new").write_text(NEW.replace("{real}", sys.executable), encoding="utf-8")
        there = "|".join(packages) or "nothing"
        copy = f'cp "{self.programs.parent}/new" "{self.programs}/$4"; chmod 755 "{self.programs}/$4"'
        self.put(
            "apt-get",
            f'#!/bin/sh\necho "apt-get $*" >>"$LOG"\n[ "$1" = update ] && exit 0\ncase "$4" in {there}) {copy};; '
            f"*) exit 100;; esac\n",
        )

    def build(self) -> subprocess.CompletedProcess[str]:
        """Run setup.sh."""
        return subprocess.run(
            ["/bin/bash", str(command.HERE / "gradescope" / "setup.sh")],
            env={"PATH": str(self.programs), "KATAS_AUTOGRADER": str(self.base), "LOG": str(self.log)},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def said(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def image(tmp_path: Path) -> Image:
    return Image(tmp_path)


def finished(image: Image) -> list[str]:
    """What comes once there is an environment."""
    return [f"pip -m pip install -q -r {image.base}/source/needed.txt", "graders doctor"]


@pytest.mark.parametrize("name", ANY_PYTHON)
def test_a_python_that_fits_is_taken_as_it_is(name: str, image: Image) -> None:
    image.put("python3", OLD)
    image.put(name, NEW)
    done = image.build()
    assert (done.returncode, done.stderr) == (0, "")
    assert image.said == [f"venv by {name}", *finished(image)]


@pytest.mark.parametrize("name", ANY_PYTHON[1:4])
def test_where_it_is_too_old_apt_brings_another(name: str, image: Image) -> None:
    image.put("python3", OLD)
    image.apt_brings(name)
    done = image.build()
    assert (done.returncode, done.stderr) == (0, "")
    assert image.said[-4:] == [f"apt-get install -y -q {name} {name}-venv", f"venv by {name}", *finished(image)]


@pytest.mark.parametrize("name", ["pip", "uv"])
def test_where_apt_has_none_uv_does(name: str, image: Image) -> None:
    image.put(
        "python3", OLD if name == "uv" else OLD.replace("echo no $3 >&2; exit 1", f'exec {image.programs}/by$2 "$@"')
    )
    make = 'for last; do :; done; mkdir -p "$last/bin"; cp "{new}" "$last/bin/python"; chmod 755 "$last/bin/python"'
    make = make.replace("{new}", str(image.programs.parent / "new"))
    image.apt_brings()
    image.put("bypip", '#!/bin/sh\necho "python3 $*" >>"$LOG"\n')
    for program in ("uv", "byuv"):
        if program == "byuv" or name == "uv":
            image.put(program, f'#!/bin/sh\necho "uv $*" >>"$LOG"\n{make}\n')
    done = image.build()
    assert (done.returncode, done.stderr) == (0, "")
    assert image.said[-3].endswith(f"venv -q --seed --python 3.13 {image.base}/environment")
    assert ("python3 -m pip install -q uv" in image.said) == (name == "pip")
    assert image.said[-2:] == finished(image)


def test_without_any_it_fails_in_one_line_while_the_image_is_built(image: Image) -> None:
    image.put("python3", OLD)
    image.apt_brings()
    done = image.build()
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "The image cannot be built: no Python from 3.11 on: python3 is Python 3.10.12, "
        "and neither apt-get nor uv brings another"
    )
    assert not (image.base / "environment").exists()


def test_what_pip_cannot_install_fails_it_too(image: Image) -> None:
    image.put("python3", NEW.replace('echo "pip $*" >>"$LOG"', "exit 1"))
    done = image.build()
    assert done.returncode == 1
    assert done.stderr == "The image cannot be built: pip could not install what the graders need\n"


def test_a_real_python_of_ubuntu_22_04_is_told_from_one_that_fits(image: Image) -> None:
    real = Path.home() / ".pyenv/versions/3.10.13/bin/python3"
    if not real.exists():
        pytest.skip("no Python 3.10 is here")
    image.put("python3", f'#!/bin/sh\nexec {real} "$@"\n')
    image.apt_brings("python3.12")
    assert image.build().returncode == 0
    assert "venv by python3.12" in image.said


def test_what_is_installed_is_what_grading_needs(tmp_path: Path) -> None:
    names = pack.needed().decode().split("\n")
    assert any(name.startswith("pytest>=") for name in names)
    assert not [name for name in names if name.startswith(("mypy", "ruff", "nox", "watchfiles"))]

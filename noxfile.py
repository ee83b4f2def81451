# /// script
# requires-python = ">=3.11"
# dependencies = ["nox>=2025.5.1,<2027"]
# ///
"""Every job of the repository, for nox or as a program that needs nothing but Python.

    nox -l                     python3 noxfile.py -l                  lists them
    nox -s grade -- 02.04      python3 noxfile.py grade 02.04         runs one
    nox -s tests -P 3.12       python3 noxfile.py tests -P 3.12       runs it on another Python

Exit codes of grade: 0 all passed, 1 something to mend or to do, 2 a request that cannot be
followed, 3 this machine cannot tell, 4 a fault of the graders. The environments are in .nox, or in
the folder that KATAS_ENVDIR names.
"""

import hashlib
import logging
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

NEEDED: "tuple[int, int]" = (3, 11)  # Python 2 stops at this line: Python 3.11 or newer is needed

# So far, and in its grammar as a whole, this file is one that Python 3.6 can read.
if sys.version_info < NEEDED:
    found = f"{sys.version_info[0]}.{sys.version_info[1]}.{sys.version_info[2]} ({sys.executable})"
    print(
        f"Python 3.11 or newer is needed, this is {found}; uv brings one: uv run noxfile.py grade",
        file=sys.stderr,
    )
    sys.exit(2)

FILE = Path(os.path.abspath(__file__))

ENVIRONMENTS = os.environ.get("KATAS_ENVDIR") or ".nox"
"""Where the environments are; not made absolute here, because nox warns of long paths."""

CALLED_AS = "KATAS_CALLED_AS"
"""The variable that tells the graders how they were called: graders/model/invocation.py."""

FOR_LEARNERS = {
    "grade": "Grade all exercises, or the named ones: nox -s grade -- sliding_window_mean.",
    "watch": "Grade at each save, and show the card: nox -s watch, watch -- iterators.",
    "list": "Show what is done and what is next, at once: nox -s list, list -- --all.",
    "page": "Draw what an answer costs, in the browser: nox -s page -- sliding_window_mean.",
    "hint": "Show one more hint: nox -s hint -- sliding_window_mean.",
    "reset": "Bring back a stub, your text is kept: nox -s reset -- sliding_window_mean.",
    "solution": "After passing, show how others did it: nox -s solution -- sliding_window_mean.",
    "profile": "Record the memory of your answer: nox -s profile -- sliding_window_mean.",
    "update": "Bring a newer course into this copy, answers stay: nox -s update -- SOURCE.",
    "doctor": "Tell what this machine can measure and how the learner's code is held.",
    "github": "Grade as a step of a GitHub workflow: its results go where the runner looks.",
}
"""The graders' commands, each with what it does."""

FOR_AUTHORS = {
    "report": "Grade into a platform's file: nox -s report -- junit --submission DIR --out FILE.",
    "grade_class": "Grade a folder of submissions: nox -s grade_class -- DIR --out grades.csv.",
    "cluster": "Grade a class on several machines: nox -s cluster -- worker ADDRESS.",
    "handout": "Write the learners' repository: nox -s handout -- DIR --only iterators,04.03.",
    "bundle": "Pack the course for a platform: nox -s bundle -- classroom50 first-week.",
    "new": "Make an exercise's folder and mirror: nox -s new -- iterators interleave_logs.",
    "verify": "Check exercises as an author: the reference passes, every decoy is caught.",
    "mutate": "Edit the references: lists the edits that no test notices.",
    "similarity": "Measure how often copies are found, and honest answers shown as alike.",
    "attacks": "Grade the suite of hostile submissions: none may score or do harm.",
    "renumber": "Give an exercise another place: nox -s renumber -- sliding_window_mean 02.05.",
    "bench": "Time the graders themselves.",
}
"""The same for authors and instructors."""

WATCHING = ("watch", "bench", "verify")
"""Of these the ones that hear of saves, or can."""

DASK = ("--workers", "--scheduler")
"""With one of these, a class is graded by a cluster of Dask."""

UNFINISHED = FILE.parent / ".katas" / "update" / "finish.py"
"""What does the rest of an update that was cut short; it is there with its journal."""

COURSE = (FILE.parent / "graders" / "authors").is_dir()
"""False in a handout: it has the learners' sessions only."""

COMMANDS = {**FOR_LEARNERS, **(FOR_AUTHORS if COURSE else {})}
"""Sessions that share one environment, and whose output and exit code are the graders' alone."""

SIDE_BY_SIDE = ("-n", "logical", "--maxprocesses", "4", "--dist", "loadfile")
"""A file's tests share what is dear to start, so they stay in one process."""

MEASURED = ("--cov", "-o", "addopts=--strict-markers --strict-config")
"""Without the settings' -p, which loads the graders before their coverage is measured."""

NARROW = ("--line-length=100", "--config=format.exclude=[]", "noxfile.py")
"""This file is as wide as the graders, not as the exercises beside it."""

CHECKS = ("tests", "lint", "types", "docs") if COURSE else ()
"""Sessions of the graders' own developers."""

SESSIONS = (*COMMANDS, *CHECKS)
"""All that nox can be asked for."""

SITE = ".katas/site"
"""Where the site of all pages is made."""

USAGE = 2
"""The exit code of a request that cannot be followed."""

FAULT = 4
"""The exit code of a fault that is not the learner's."""

OBEYED = (
    # the system, and where things are
    *("PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TEMP", "TMP", "XDG_*", "TZ"),
    *("LD_LIBRARY_PATH", "DYLD_*", "PYENV_*", "ASDF_*", "MISE_*", "VIRTUAL_ENV", "CI"),
    # Windows
    *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "APPDATA", "LOCALAPPDATA"),
    *("PROGRAM*", "COMMONPROGRAM*", "ALLUSERSPROFILE", "PUBLIC", "USERPROFILE", "USERNAME", "OS"),
    *(
        "USERDOMAIN*",
        "HOMEDRIVE",
        "HOMEPATH",
        "COMPUTERNAME",
        "PROCESSOR_*",
        "NUMBER_OF_PROCESSORS",
    ),
    # what is shown, and how
    *("LANG", "LANGUAGE", "LC_*", "TERM", "TERM_*", "COLORTERM", "COLUMNS", "LINES"),
    *("NO_COLOR", "FORCE_COLOR", "TTY_*"),
    # the editor that watch opens
    *("VISUAL", "EDITOR", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_*", "SSH_*", "TMUX"),
    *("TMUX_*", "STY", "VSCODE_*", "NVIM*", "VIM*"),
    # this repository, and the platforms
    *("KATAS_*", "GRADERS_*", "GITHUB_*", "RUNNER_*"),
    # the network and the package index, for the installer
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"),
    *("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NETRC"),
    *("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_NO_INDEX", "PIP_FIND_LINKS", "PIP_PROXY"),
    *("PIP_TRUSTED_HOST", "PIP_CERT", "PIP_CLIENT_CERT", "PIP_CONFIG_FILE", "PIP_CACHE_DIR"),
    *("PIP_TIMEOUT", "PIP_RETRIES", "PIP_KEYRING_PROVIDER", "PIP_USER"),
    *("UV", "UV_INDEX", "UV_INDEX_*", "UV_DEFAULT_INDEX", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS"),
    *("UV_OFFLINE", "UV_INSECURE_HOST", "UV_CONFIG_FILE", "UV_CACHE_DIR", "UV_HTTP_*"),
    *("UV_KEYRING_PROVIDER", "UV_LINK_MODE", "UV_PYTHON_INSTALL_MIRROR"),
)
"""Variables of the user that these jobs and their children obey; docs/environment.md explains them.

All others are dropped: they would have Python, pytest, pip, uv, git or nox do something else than
these jobs rely on. PIP_USER is set for each installation: how we were called is told by it.
"""

_BEGINNINGS = tuple(each[:-1] for each in OBEYED if each.endswith("*"))
for _name in [*os.environ]:
    if _name.upper() not in OBEYED and not _name.upper().startswith(_BEGINNINGS):
        del os.environ[_name]
if os.environ.get("NO_COLOR"):
    os.environ.pop("FORCE_COLOR", None)  # nox stops where both are set

INTERRUPTED = 130
"""The exit code of a run that Ctrl-C ended."""

Step = list[str]
"""A command."""

Ways = Callable[[str], list[list[Step]]]
"""What gives, for the Python of an environment to be made, ways to make it: the steps of each."""

HERE = {
    "PIP_USER": "0",
    "PIP_TARGET": "",
    "PIP_PREFIX": "",
    "PIP_ROOT": "",
    # As pip does: where a proxy reads along, its certificate is the system's only.
    "UV_SYSTEM_CERTS": "1",
    "UV_NATIVE_TLS": "1",
}
"""Variables by which pip installs into its own environment, whatever the user's settings say of
other places, and uv trusts whom the system trusts."""


# As a program: the Python that runs it may have no nox, so an environment that has one is made, and
# nox takes over.


def main(words: Sequence[str]) -> NoReturn:
    """Has nox do what a program's arguments ask for; its exit code is this one's."""
    if sys.stdout is None:
        # nox does not start without one. To this no byte can be written either, so that the graders
        # find out, and say so.
        os.dup2(os.open(os.devnull, os.O_RDONLY), 1)
        os.set_inheritable(1, True)
    try:
        asked = for_nox(words)
        python = sys.executable if has_nox() else with_nox()
        # Isolated: no folder of the caller's, and no variable of theirs, gets between this Python
        # and its nox.
        command = [python, "-I", "-m", "nox", "-f", str(FILE), *asked]
        os.environ[CALLED_AS] = program()
        if sys.platform == "win32":  # it has no exec that keeps the console waiting
            sys.exit(call(*command))
        os.execv(python, command)
    except OSError as error:
        give_up(f"Could not start nox: {error}")
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        sys.exit(INTERRUPTED)


def for_nox(words: Sequence[str]) -> list[str]:
    """The arguments as nox takes them: ``tests -P 3.12 -k x`` is ``-s tests -P 3.12 -- -k x``.

    Those that begin with a dash are nox's own already.
    """
    if not words or words[0].startswith("-"):
        return list(words)
    if words[0] not in SESSIONS:
        refuse(words[0], program() + " grade {}")
    names, rest = list(words[:1]), list(words[1:])
    # As in "lint types"; the graders' commands take names themselves.
    while names[0] not in COMMANDS and rest and rest[0] in SESSIONS:
        names.append(rest.pop(0))
    cut = rest.index("--") if "--" in rest else len(rest)
    flags, more = rest[:cut], rest[cut + 1 :]
    # Unless a "--" says that all before it is for nox.
    if flags and not (cut < len(rest) and flags[0].startswith("-")):
        last = 0
        while last < len(flags) and re.match("-P|--force-python", flags[last]):
            last += 2 if re.fullmatch("-P|--force-pythons?", flags[last]) else 1
        flags, more = flags[:last], flags[last:] + more
    return ["-s", *names, *flags, "--", *more]


def refuse(word: str, grade: str) -> NoReturn:
    """Says that there is no such session, and what was meant: an exercise's grading, or one near.

    Args:
        word: what was asked for.
        grade: how an exercise is graded, with braces for its name.
    """
    from difflib import get_close_matches

    near = get_close_matches(word, SESSIONS)
    if names_exercises(word):
        there = f"it is graded by: {grade.format(word)}"
    elif near:
        there = f"did you mean {' or '.join(near)}?"
    else:
        there = f"there are {', '.join(SESSIONS)}; an exercise is graded by: {grade.format('NAME')}"
    print(f"no session {word[:80]!r}: {there}", file=sys.stderr)
    sys.exit(USAGE)


def names_exercises(word: str) -> bool:
    """True for a number, and for how an exercise's or a topic's name or folder begins."""
    last = re.split(r"[/\\]", word.rstrip("/\\"))[-1]
    plain = re.sub("[- ]", "_", re.sub(r"\.py$", "", last)).lower()
    topics = [each for each in (FILE.parent / "exercises").glob("[0-9][0-9]_*") if each.is_dir()]
    folders = [each.name for topic in topics for each in (topic, *topic.glob("[0-9][0-9]_*"))]
    names = {part for folder in folders for part in (folder, folder[3:])}
    begins = len(plain) > 2 and any(name.startswith(plain) for name in names)
    return bool(begins or re.fullmatch(r"\d\d?([._]\d\d?)?", plain))


def program() -> str:
    """How this file was called, as a program."""
    return called_as(f'"{sys.argv[0]}"' if " " in sys.argv[0] else sys.argv[0])


def called_as(name: str) -> str:
    """How ``name``, nox or this file, was called: as it was typed, up to the session.

    What uv and pipx make to run it once is told by its place: neither says so in a variable.
    """
    prefix = sys.prefix.replace("\\", "/")
    by_uv = bool(re.search(r"/(archive|environments)-v\d+/[^/]+$", prefix))
    # pipx has uv do it where there is uv, and leaves settings of its own.
    pipx = os.environ.get("PIP_USER") == "0" and "PIP_KEYRING_PROVIDER" in os.environ
    uv_for_pipx = by_uv and pipx
    if uv_for_pipx or re.search(r"(?i)/pipx/(\.?cache/)?[0-9a-f]{15}$", prefix):
        return f"pipx run {name}"
    if name != "nox":
        return f"{'uv run' if by_uv else typed_python()} {name}"
    if by_uv:
        return "uvx nox"
    return f"{typed_python()} -m nox" if sys.argv[0].endswith("__main__.py") else "nox"


def typed_python() -> str:
    """The name of this Python as it was typed, without its folder."""
    return re.sub(r"\.exe$", "", re.split(r"[/\\]", sys.orig_argv[0])[-1])


def has_nox() -> bool:
    """True in a virtual environment with a nox that will do, such as ``uv run`` makes.

    Outside of one, nox is left alone even where there is one: what a system or a user's folder
    holds beside it is anybody's, and changes with every other installation.
    """
    if sys.prefix == sys.base_prefix:
        return False
    try:
        from importlib.metadata import version

        from packaging.requirements import Requirement  # nox needs it: it is where nox is

        return Requirement(wanted_nox()[0]).specifier.contains(version("nox"))
    except ImportError:
        return False


def wanted_nox() -> list[str]:
    """The requirements of this very file, from the lines at its top."""
    text = FILE.read_text(encoding="utf-8")
    return re.findall(r'^# dependencies = \["(.*)"\]$', text, re.MULTILINE)


def with_nox() -> str:
    """The Python of the private environment that has nox."""
    folder = place(f"katas-nox-{own_version()}")
    wanted = wanted_nox()
    return environment(folder, "nox", wanted, lambda python: [private(folder, python, wanted)])


def private(folder: Path, python: str, wanted: list[str]) -> list[Step]:
    """The commands that make the private environment: by Python alone, or by uv where it cannot."""
    if all(spec is not None and spec.origin for spec in map(find_spec, ("venv", "ensurepip"))):
        return [[sys.executable, "-I", "-m", "venv", str(folder)], [*pip(python), *wanted]]
    uv = working_uv()
    if not uv:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        install = f"sudo apt install {package} (Debian, Ubuntu)"
        give_up(f"This Python has no venv: {install}, or uv run noxfile.py grade")
    return [
        [uv, "venv", "-q", "--python", sys.executable, str(folder)],
        [*uv_pip(uv, python), *wanted],
    ]


# The environments of both: made whole by one run at a time.


def place(name: str) -> Path:
    """The folder of an environment."""
    return FILE.parent / ENVIRONMENTS / name


def own_version() -> str:
    """The version of this Python as the environments are named by it: 3.13, 3.13t."""
    return f"{sys.version_info.major}.{sys.version_info.minor}{getattr(sys, 'abiflags', '')}"


def environment(folder: Path, what: str, wanted: list[str], ways: Ways) -> str:
    """The Python of an environment, made on first use and when it is stale or its Python gone."""
    python = python_of(folder)
    try:
        if not (python.exists() and fresh(folder, wanted)):
            folder.parent.mkdir(parents=True, exist_ok=True)
            with locked(folder.with_name(f"{folder.name}.lock")) as lock:
                # Another run may have made it while this one waited.
                if not (python.exists() and fresh(folder, wanted)):
                    possible = ways(str(python))
                    say(f"Setting up {what} in {folder}: once, for a minute.")
                    build(folder, what, possible, lock)
                    stamp(folder, wanted)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        give_up(f"Could not set up {what} in {folder}: {error.strerror or error}{where}")
    return str(python)


def python_of(folder: Path) -> Path:
    """Where an environment has its Python."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def build(folder: Path, what: str, ways: list[list[Step]], lock: Sequence[int]) -> None:
    """Makes an environment from nothing, in the first way that works; half of one is not left."""
    why = ""
    for way in ways:
        shutil.rmtree(folder, ignore_errors=True)
        why = next(filter(None, (failure(step, lock) for step in way)), "")
        if not why:
            return
    shutil.rmtree(folder, ignore_errors=True)
    offline = re.search("(?i)no matching dist|fetch|connect|resol|network|timed out|dns", why)
    advice = ". Is there a network? The first run needs one" if offline else ""
    give_up(f"Could not set up {what} in {folder}: {why}{advice}")


def failure(command: Step, lock: Sequence[int]) -> str:
    """Why a command failed, in one line; nothing when it did not."""
    # It holds the lock as well: a command that outlives this process, killed, still writes there.
    with subprocess.Popen(
        command,
        env={**os.environ, **HERE},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="backslashreplace",
        pass_fds=lock,
    ) as process:
        try:
            said = process.communicate()[0]
        except BaseException:
            process.terminate()
            raise
    if process.returncode == 0:
        return ""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    lines = lines or [f"exit code {process.returncode}"]
    told = [line[6:].strip() for line in lines if line.lower().startswith("error:")] or lines
    return "".join(each if each.isprintable() else " " for each in told[-1])[:300].rstrip(".")


def working_uv() -> str:
    """A uv that answers: a name on the PATH may be a version manager's stand-in for none."""
    uv = shutil.which(os.environ.get("UV") or "uv")
    if uv and subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0:
        return uv
    return ""


def pip(python: str) -> Step:
    """How pip installs into an environment of its own."""
    return [python, "-I", "-m", "pip", "install", "-q", "--no-input", "--disable-pip-version-check"]


def uv_pip(uv: str, python: str) -> Step:
    """How uv installs into an environment."""
    return [uv, "pip", "install", "-q", "--python", python]


@contextmanager
def locked(path: Path) -> Iterator[tuple[int, ...]]:
    """Keeps other runs waiting until the last process with the lock has ended, however it ends.

    Gives what a child process has to be passed to hold it too; on Windows a child cannot.
    """
    with path.open("a") as file:
        told = False
        while not taken(file.fileno()):
            if not told:
                say("Another run is setting it up: waiting for that.")
            told = True
            time.sleep(0.1)
        yield () if sys.platform == "win32" else (file.fileno(),)


def taken(handle: int) -> bool:
    """True when the lock on an open file could be had, or when this file system has none."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def say(line: str) -> None:
    """Shows a line, where it can; what print could not show would be a fault at the exit still."""
    with suppress(OSError):
        os.write(1, f"{line}\n".encode(errors="backslashreplace"))


def give_up(why: str) -> NoReturn:
    """Ends with one line; what failed is none of the learner's doing."""
    print(why, file=sys.stderr)
    sys.exit(FAULT)


def fresh(folder: Path, wanted: list[str]) -> bool:
    """True when the environment was stamped for these requirements and for its Python."""
    mark = folder / "katas-stamp"
    return mark.is_file() and mark.read_bytes() == fingerprint(folder, wanted)


def stamp(folder: Path, wanted: list[str]) -> None:
    """Marks the environment as holding the requirements, whole: half a stamp never counts."""
    part = folder / f"katas-stamp.{os.getpid()}"
    part.write_bytes(fingerprint(folder, wanted))
    part.replace(folder / "katas-stamp")


def fingerprint(folder: Path, wanted: list[str]) -> bytes:
    """A digest of the requirements, of the environment's record of its Python, and of its place."""
    record = folder / "pyvenv.cfg"
    of_python = record.read_bytes() if record.is_file() else b""
    parts = [*map(os.fsencode, wanted), of_python, os.fsencode(os.path.realpath(python_of(folder)))]
    return hashlib.sha256(b"\n".join(parts)).hexdigest().encode()


def call(*command: str) -> int:
    """The exit code of a command; an interrupt reaches it too, and it is left time to tidy up."""
    with subprocess.Popen(command) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            return process.wait()


if __name__ == "__main__":
    main(sys.argv[1:])


# For nox: the sessions.

import nox  # noqa: E402

nox.needs_version = ">=2025.5.1"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.envdir = ENVIRONMENTS
nox.options.reuse_venv = "yes"
nox.options.sessions = ["grade"]


def session_of(command: str, what: str) -> None:
    """Makes the session that runs one of the graders' commands."""

    def run(session: nox.Session) -> None:
        graders(session, command)

    run.__doc__ = what
    nox.session(name=command, venv_backend="none")(run)


def asked_of_nox(words: Sequence[str]) -> list[str]:
    """The sessions that nox's own arguments name."""
    asked: list[str] = []
    taking = False
    for word in words:
        if word == "--":
            break
        if word.startswith("-"):
            taking = word in ("-s", "-e", "--session", "--sessions")
        elif taking:
            asked.append(word)
    return asked


def follow(words: Sequence[str]) -> None:
    """Leaves with one line where nox was asked for what is no session; nox would not say why."""
    asked = asked_of_nox(words)
    # Of one that was made for a Python, say tests-3.12, nox knows.
    strange = [word for word in asked if word.split("-3.")[0] not in SESSIONS]
    if not strange:
        return
    nox_as = called_as("nox")
    if asked[0] in COMMANDS and asked[1:] == strange:
        right = f"{nox_as} -s {asked[0]} -- {' '.join(strange)}"
        print(f"a -- stands before what a session works on: {right}", file=sys.stderr)
        sys.exit(USAGE)
    refuse(strange[0], nox_as + " -s grade -- {}")


follow(sys.argv[1:])

for _command, _what in COMMANDS.items():
    session_of(_command, _what)

if COURSE:

    @nox.session
    def tests(session: nox.Session) -> None:
        """Test the graders, side by side, with coverage; with arguments for pytest, no floor."""
        install(session, "tests")
        asked = session.posargs
        named = any(Path(word.split("::")[0]).exists() for word in asked)
        session.run(
            *("python", "-m", "pytest", *([] if named else ["graders/tests"]), *SIDE_BY_SIDE),
            *(*MEASURED, *(["--cov-fail-under=0"] if asked else []), *asked),
        )

    @nox.session
    def lint(session: nox.Session) -> None:
        """Check style and format."""
        install(session, "lint")
        session.run("python", "-m", "ruff", "check", ".")
        session.run("python", "-m", "ruff", "format", "--check", ".")
        session.run("python", "-m", "ruff", "format", "--check", *NARROW)

    @nox.session
    def types(session: nox.Session) -> None:
        """Check the types of the graders."""
        install(session, "types")
        session.run("python", "-m", "mypy", *session.posargs)

    @nox.session
    def docs(session: nox.Session) -> None:
        """Make a site of all pages; a link that leads nowhere is an error."""
        install(session, "docs")
        strict = ("-n", "-W", "--keep-going", "-q")
        folders = ("-c", "docs", "-d", session.create_tmp(), ".", SITE)
        session.run("python", "-m", "sphinx", *strict, *folders, *session.posargs)
        session.log(f"The site is {(FILE.parent / SITE / 'index.html').as_uri()}")


def graders(session: nox.Session, command: str) -> None:
    """Runs ``python -m graders`` and leaves with its exit code where that is not 0."""
    os.environ.setdefault(CALLED_AS, called_as("nox"))
    if UNFINISHED.is_file():  # till then the graders are partly those of another version
        call(sys.executable, "-I", str(UNFINISHED))
    by_dask = any(word.startswith(DASK) for word in session.posargs)
    group = "watch" if command in WATCHING else "grade"
    if command == "cluster" or (command == "grade_class" and by_dask):
        group = "cluster"
    # An update needs nothing but Python: it works where no environment can be made any more.
    python = sys.executable if command == "update" else shared(session, group)
    code = call(python, "-m", "graders", command, *session.posargs)
    if code:
        # Not session.error(): nox would make it 1, and add red lines to a result that is none of
        # its own.
        sys.exit(code if code > 0 else 128 - code)


def shared(session: nox.Session, group: str) -> str:
    """The Python of the environment that the quiet sessions of a dependency group share."""
    name = "katas" if group == "grade" else f"katas-{group}"
    folder = place(f"{name}-{session.python or own_version()}")
    wanted = requirements(group)
    make = [sys.executable, "-I", "-m", "virtualenv", "-q", "--clear", "--no-periodic-update"]
    make += ["-p", str(session.python or sys.executable), str(folder)]

    def ways(python: str) -> list[list[Step]]:
        uv = working_uv()
        installers = [*([uv_pip(uv, python)] if uv else []), pip(python)]
        return [[make, [*each, *wanted]] for each in installers]

    return environment(folder, "the graders", wanted, ways)


def install(session: nox.Session, group: str) -> None:
    """Installs a dependency group, unless the session's environment holds it already."""
    wanted = requirements(group)
    if session.venv_backend == "none":  # by --no-venv: the caller's own environment has to hold it
        return
    folder = Path(session.virtualenv.location)
    if fresh(folder, wanted):
        return
    installer = ["uv", "pip"] if session.venv_backend == "uv" else ["python", "-m", "pip"]
    done = session.run_install(*installer, "install", *wanted, env=HERE, silent=True)
    if done is not None:  # None: skipped by --no-install
        stamp(folder, wanted)


def requirements(group: str) -> list[str]:
    """What a dependency group of pyproject.toml asks for, its included groups resolved."""
    return list(nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), group))


class Hush(logging.Filter):
    """Keeps what nox says about itself out of the graders' sessions, unless with --verbose."""

    quiet = False

    def filter(self, record: logging.LogRecord) -> bool:
        """True for a record to show."""
        begins = re.match(r"Running session (\w+)", record.getMessage())
        if begins:
            self.quiet = begins[1] in COMMANDS
        verbose = logging.getLogger().level < logging.DEBUG
        return verbose or not self.quiet or (record.levelno >= logging.WARNING and not begins)


logging.getLogger("nox").addFilter(Hush())

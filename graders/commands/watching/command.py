"""The command ``watch``: at each save of a stub its card is drawn; keys do the rest."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import queue
import shlex
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from graders.commands import hints, listing, reset, solution
from graders.commands.arguments import Parser, one
from graders.commands.grade import chosen_exercises, first_card, kept, show
from graders.commands.watching import saves
from graders.commands.watching.keys import Keyboard
from graders.commands.watching.warm_judge import Judge, judge
from graders.judge import results, session
from graders.judge.plan import Plan, Task, drawn
from graders.model import speed
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise, find_exercises
from graders.model.invocation import prog
from graders.model.levels import ladder
from graders.model.report import ExerciseResult, TestResult
from graders.screens.page import Page, Space, Span
from graders.screens.terminal import Drawn, Plain, terminal
from graders.workers import boot

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

KEYS = "h hint  n next  l list  s solution  r reset  u undo  o open  q quit"
"""Stands below whatever is shown."""

Event = Callable[[], object]
"""What the command does about a save or a key; it does one after the other."""


def main(argv: Sequence[str] | None = None) -> int:
    """Watch until q or Ctrl-C; the exit code.

    Raises:
        Usage: there is nothing that can watch, or another watch is at work here.
    """
    parser = Parser(
        prog=prog("watch"), description="Grade an exercise whenever it is saved, and show its card."
    )
    parser.add_shared("selectors")
    parser.add_shared("--level")
    parser.add_argument(
        "--poll",
        action="store_true",
        help="look at the files again and again: for network drives, which tell of no changes",
    )
    options = parser.parse_args(argv)
    chosen = chosen_exercises(options.selectors, options.level)
    if importlib.util.find_spec("watchfiles") is None:
        raise Usage("watch needs watchfiles, which nox -s watch installs")
    with _alone(ROOT / ".katas"):
        speed.slowness()  # once, before any learner's code runs, for all gradings
        judges = judge(grade)
        try:
            return Watch(chosen, judges).run(options.poll)
        finally:
            judges.close()


class Watch:
    """What is on the screen, and what may change it."""

    def __init__(self, exercises: Sequence[Exercise], judges: Judge) -> None:
        self._exercises = ladder(exercises)
        """What was asked for, and what n has gone on to since."""
        self._known = ladder(find_exercises(ROOT))
        self._judges = judges
        self._events: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        """None ends it."""
        self._keyboard = Keyboard()
        self._current = self._exercises[0]
        self._keys: dict[str, Event | None] = {
            "h": lambda: self._run(hints.main, self._current.name),
            "n": self._next,
            "l": lambda: self._run(listing.main),
            "s": self._solution,
            "r": lambda: self._run(reset.main, self._current.name),
            "u": lambda: self._run(reset.main, self._current.name, "--undo"),
            "o": self._open,
            "q": None,
            "": None,
        }

    def run(self, polling: bool) -> int:
        """Do what saves and keys ask for, until q or Ctrl-C; the exit code."""
        stop = threading.Event()
        watching = threading.Thread(target=self._watch, args=(stop, polling), daemon=True)
        listening = threading.Thread(
            target=self._keyboard.listen, args=(self.press, stop), daemon=True
        )
        with self._keyboard, contextlib.suppress(KeyboardInterrupt):
            watching.start()
            listening.start()
            self._begin()
            while event := self._events.get():
                event()
        stop.set()
        watching.join()
        listening.join()
        return 0

    def _watch(self, stop: threading.Event, polling: bool) -> None:
        def saved(exercise: Exercise) -> None:
            self._events.put(lambda: self._saved(exercise))

        try:
            saves.watch(ROOT, self._known, saved, stop, polling)
        except OSError as error:
            why = error.strerror or error
            print(f"  the folder cannot be watched ({why}); try --poll", file=sys.stderr)
            self._events.put(None)

    def press(self, key: str) -> None:
        """Have done what a key stands for; others are for nothing."""
        if key in self._keys:
            self._events.put(self._keys[key])

    def _grade(self, exercise: Exercise) -> None:
        self._current = exercise
        self._judges.start(exercise.name)

    def _saved(self, exercise: Exercise) -> None:
        if exercise in self._exercises:
            self._grade(exercise)

    def _begin(self) -> None:
        """Grade the first that is not done."""
        self._grade(next(filter(_is_open, self._exercises), self._current))

    def _next(self) -> None:
        """Go on with the first exercise that is not done; from one that is not, with the next.

        Where nothing else of what was asked for is left, the ladder goes on beyond it.
        """
        for among in (self._exercises, self._known):
            others = [each for each in among if each != self._current and _is_open(each)]
            if others:
                break
        else:
            self._say("nothing else is left to do: every other exercise is done")
            return
        later = others
        if _is_open(self._current):
            place = self._known.index(self._current)
            later = [each for each in others if self._known.index(each) > place]
        found = (later or others)[0]
        if found not in self._exercises:
            self._exercises = ladder([*self._exercises, found])
        self._grade(found)

    def _open(self) -> None:
        """Open the stub in the learner's editor, which has the terminal until it ends."""
        editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
        if not editor:
            self._say("no editor: set VISUAL or EDITOR, say to code or vim")
            return
        with self._keyboard.lent():
            try:
                subprocess.run([*editor, str(self._current.stub)], check=False)
            except OSError as error:
                self._say(f"{editor[0]} cannot be started ({error.strerror})")

    def _solution(self) -> None:
        """Show how others did it, to who has passed it."""
        if _is_open(self._current):
            self._say("Pass it first; then s shows how others did it.")
        else:
            self._run(solution.main, self._current.name)

    def _run(self, command: Callable[[Sequence[str], Path], int], *argv: str) -> None:
        """Show what another command shows."""
        try:
            command(argv, ROOT)
        except Usage as complaint:
            self._say(str(complaint))
            return
        except OSError as error:  # a disk that is full, a file that nobody may write
            where = f" {error.filename}" if error.filename else ""
            self._say(f"it could not be done: {error.strerror or error}{where}; watching goes on")
            return
        terminal(sys.stdout).print(_line(KEYS))

    def _say(self, text: str) -> None:
        """Say it in a line, above the keys that there are."""
        page = Page()
        page.add(f"  {text}", hang=2)
        screen = terminal(sys.stdout)  # as wide as it is by now
        screen.print(page)
        screen.print(_line(KEYS))


def _is_open(exercise: Exercise) -> bool:
    """There is something to do, by the last results."""
    return listing.standing(exercise, ROOT).open


def grade(name: str) -> None:
    """Grade an exercise: at once the card of the first test that fails, then the most telling."""
    boot.prestart(1)
    exercise = one(name, find_exercises())
    plan = Plan(ROOT, (exercise,), drawn(None))
    found: dict[Exercise, ExerciseResult] = {}

    keys = Keyboard().can_hear
    screen = terminal(sys.stdout)  # before pytest has a stand-in there
    # At once: a card of before, left there for long, looks like a save that nobody has heard of.
    _clear(screen)
    screen.print(_line(f"{exercise.number} {exercise.name}: grading what is saved ..."))

    def show_first(page: Callable[[Space], Page]) -> None:
        _clear(screen)
        screen.print(page(screen.space._replace(keys=keys)))

    def done(task: Task, tests: list[TestResult]) -> None:
        found[task.exercise] = kept(plan, task, tests)

    judged = session.judge(plan, plan.tasks, done, heard=first_card(show_first))
    _clear(screen)
    show(results.report(plan, found, judged.faults, judged.interrupted), below=1, keys=keys)
    screen.print(_line(KEYS))


def _clear(screen: Drawn | Plain) -> None:
    """Empty a screen to draw on; where screens are not redrawn, an empty line stands between."""
    if isinstance(screen, Plain):
        screen.print(_line(""))
    else:
        screen.console.clear()


def _line(text: str) -> Page:
    page = Page()
    page.add("  ", Span(text, "dim"))
    return page


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """In the block this is the only watch of the repository.

    Raises:
        Usage: there is one already.
    """
    with contextlib.ExitStack() as stack:
        # Where nobody may write, or nothing can be locked, two would draw over each other only.
        with contextlib.suppress(OSError):
            folder.mkdir(exist_ok=True)
            lock = stack.enter_context((folder / "watch.lock").open("w"))
            if fcntl is not None:
                try:
                    # It is gone with the last process that has it, however that ends.
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise Usage("another watch is at work in this copy: end it with q") from None
        yield

"""The grading of mutants: the reference first, then each mutant by the cheapest tests first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from graders.authors.mutation import kept
from graders.authors.mutation.kept import Kept, Verdict
from graders.authors.mutation.mutants import Mutant
from graders.authors.mutation.syntax import normalised
from graders.judge.plan import Plan, Task
from graders.judge.session import Judged, judge
from graders.model.exercises import Exercise, shown
from graders.model.report import BROKEN, Outcome, TestResult
from graders.submissions.sources import Answer

RUNS = 3
"""How often a mutant has to pass all tests, with a seed of its own each time, to be alive."""

Advance = Callable[[str], None]
"""Takes what was just graded, in words."""


class Grading:
    """What is known of the mutants of some exercises, and the judging of what is not."""

    def __init__(
        self,
        plan: Plan,
        state: Kept,
        mutants: Mapping[Exercise, Sequence[Mutant]],
        seed: int | None = None,
    ) -> None:
        """``seed`` is the one that was asked for, if there is one."""
        self._plan, self._state, self._seed = plan, state, seed
        self._mutants = mutants
        self._verdicts = {
            (exercise, each): state.get(kept.key(exercise, each.text, seed))
            for exercise, found in mutants.items()
            for each in found
        }
        self._order: dict[Exercise, tuple[str, ...]] = {}
        """The tests of each exercise whose reference passes, the cheapest first."""
        self.complaints: list[str] = []
        """References that do not pass their own tests."""
        self.failing: set[Exercise] = set()
        """Their exercises."""
        self.faults: list[str] = []
        """What the graders could not tell."""

    @property
    def left(self) -> list[tuple[Exercise, Mutant]]:
        """The mutants of which too little is known."""
        return [
            each
            for each, verdict in self._verdicts.items()
            if not verdict.killed_by and verdict.runs < RUNS
        ]

    def verdicts(self, exercise: Exercise) -> dict[Mutant, Verdict]:
        """What became of the mutants of an exercise."""
        return {each: self._verdicts[exercise, each] for each in self._mutants[exercise]}

    def run(self, exercise: Exercise, advance: Advance) -> None:
        """Judge what is left of an exercise.

        Raises:
            KeyboardInterrupt: Ctrl-C; what was judged is kept.
        """
        if not any(each is exercise for each, _ in self.left):
            return
        reference = normalised(exercise.reference.read_text(encoding="utf-8"))
        self._judge([self._task(exercise, reference)], self._measure)
        for run in range(RUNS if exercise in self._order else 0):
            tasks = {
                self._mutant_task(exercise, mutant, run): mutant
                for each, mutant in self.left
                if each is exercise and self._verdicts[exercise, mutant].runs == run
            }

            def take(
                task: Task, found: list[TestResult], tasks: Mapping[Task, Mutant] = tasks
            ) -> None:
                mutant = tasks[task]
                self._take(exercise, mutant, found)
                verdict = self._verdicts[exercise, mutant]
                if verdict.killed_by or verdict.runs == RUNS:
                    advance(f"{exercise.name} {mutant.key.operator}")

            if tasks:
                self._judge(list(tasks), take)

    def _task(self, exercise: Exercise, text: str) -> Task:
        answer = Answer(shown(exercise.reference), text.encode())
        return self._plan.task(exercise, answer)

    def _mutant_task(self, exercise: Exercise, mutant: Mutant, run: int) -> Task:
        task = self._task(exercise, mutant.text)
        tests = self._order[exercise]
        return task._replace(seed=task.seed + run, tests=tests, to_first_failure=True)

    def _measure(self, task: Task, found: list[TestResult]) -> None:
        """Take the tests' order from what the reference took, if it passes."""
        bad = [each for each in found if each.outcome not in (Outcome.PASSED, Outcome.UNSURE)]
        for result in bad:
            what = f"{result.name} is {result.outcome}: {result.message}"
            named = f"{task.answer.file}, as ast.unparse writes it"
            self.complaints.append(f"{named}: {what}; no mutant was graded: verify it first")
        if bad:
            self.failing.add(task.exercise)
        elif found:
            cheapest = sorted(found, key=lambda each: each.seconds)
            self._order[task.exercise] = tuple(each.name for each in cheapest)

    def _take(self, exercise: Exercise, mutant: Mutant, found: list[TestResult]) -> None:
        known = self._verdicts[exercise, mutant]
        seconds = known.seconds + sum(each.seconds for each in found)
        broken = next((each for each in found if each.outcome in BROKEN), None)
        fault = next((each for each in found if each.outcome is Outcome.FAULT), None)
        if broken is not None:
            known = replace(known, killed_by=broken.name, outcome=broken.outcome.value)
        elif fault is not None or not found:
            why = f"{fault.name}: {fault.message}" if fault else "no test ran"
            where = f"{shown(exercise.reference)}:{mutant.place}"
            self.faults.append(f"{where}: {mutant.key.operator}: {why}")
            return
        else:
            known = replace(known, runs=known.runs + 1)
        verdict = self._verdicts[exercise, mutant] = replace(known, seconds=round(seconds, 3))
        self._state.put(kept.key(exercise, mutant.text, self._seed), verdict)

    def _judge(self, tasks: list[Task], take: Callable[[Task, list[TestResult]], None]) -> Judged:
        judged = judge(self._plan, tasks, take)
        if judged.interrupted:
            raise KeyboardInterrupt
        if judged.broken is not None:
            raise judged.broken
        self.faults += judged.faults
        return judged

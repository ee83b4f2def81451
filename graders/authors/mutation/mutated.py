"""An exercise's mutants, beside what is recorded of them."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from graders.authors.mutation import equivalence, records
from graders.authors.mutation.equivalence import Comparison, Unusable
from graders.authors.mutation.kept import Verdict
from graders.authors.mutation.mutants import Key, Mutant, distinct, mutants
from graders.authors.mutation.operators import OPERATORS
from graders.authors.mutation.records import Record, Unreadable
from graders.authors.mutation.syntax import normalised
from graders.authors.mutation.table import Counts
from graders.judge.plan import Plan
from graders.judge.spawners import Spawners
from graders.model.exercises import Exercise, shown


@dataclass(frozen=True)
class Told:
    """What became of the mutants of an exercise."""

    exercise: Exercise
    counts: Counts
    alive: list[Mutant]
    """Those that pass all tests, and are not recorded."""
    complaints: list[str]
    """What is wrong with the records."""
    seconds: float


@dataclass(frozen=True)
class Mutated:
    """An exercise with its mutants and with what is recorded of them."""

    exercise: Exercise
    reference: str
    made: Sequence[Mutant]
    """All of them."""
    distinct: Sequence[Mutant]
    """Those that compile, each to code of its own: they are graded."""
    records: Sequence[Record]
    """Those of mutants by the operators that were asked for."""
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, exercise: Exercise, operators: Sequence[str]) -> Mutated:
        """An exercise and its mutants by these operators."""
        reference = exercise.reference.read_text(encoding="utf-8")
        made = list(mutants(reference, operators))
        complaints, found = [], []
        try:
            found = [each for each in records.read(exercise) if each.operator in operators]
        except Unreadable as error:
            complaints = [str(error)]
        graded = list(distinct(reference, made))
        if OPERATORS.keys() <= set(operators):
            complaints += records.crowded(exercise, found, len(graded))
        return cls(exercise, reference, made, graded, found, complaints)

    def told(self, verdicts: Mapping[Mutant, Verdict], plan: Plan, spawners: Spawners) -> Told:
        """What became of the mutants, by what the tests and the records say of them."""
        killed = {each.key: found.killed_by for each, found in verdicts.items() if found.killed_by}
        made = [mutant.key for mutant in self.made]
        bad = [*self.complaints, *records.complaints(self.exercise, self.records, made, killed)]
        refused = self._refused(killed, plan, spawners)
        bad += refused.values()
        known = {record.key for record in self.records} - refused.keys()
        left = [mutant for mutant in verdicts if mutant.key not in killed]
        alive = [mutant for mutant in left if mutant.key not in known]
        counts = Counts(len(verdicts), len(killed), len(left) - len(alive), len(alive))
        seconds = sum(verdict.seconds for verdict in verdicts.values())
        return Told(self.exercise, counts, alive, bad, seconds)

    def _refused(self, killed: Container[Key], plan: Plan, spawners: Spawners) -> dict[Key, str]:
        """The records of equivalent mutants that are not shown to be so, each with the reason."""
        texts = {mutant.key: mutant.text for mutant in self.made}
        claimed = [
            record
            for record in self.records
            if record.kind == "equivalent" and record.key in texts and record.key not in killed
        ]
        if not equivalence.place(self.exercise).is_file():
            claimed = [record for record in claimed if not record.second_reader.strip()]
        if not claimed:
            return {}
        where = shown(records.place(self.exercise))
        try:
            comparison = Comparison(plan, spawners, self.exercise, normalised(self.reference))
        except Unusable as error:
            why = f"is not shown to be equivalent: {error}"
            return {record.key: f"{where}: {record.said} {why}" for record in claimed}
        found = {record: comparison.difference(texts[record.key]) for record in claimed}
        return {
            record.key: f"{where}: {record.said} is not equivalent: {why}"
            for record, why in found.items()
            if why
        }

"""Keeps names and predicates in two tables, which it swaps one after the other: two steps, not one.

Fails: test_an_event_meets_the_old_rules_or_the_new_ones
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._names = {}
        self._predicates = {}

    def load(self, specs):
        names, predicates = {}, {}
        for spec in specs:
            predicates.setdefault(spec.kind, []).append(self._compile(spec.limit))
            names.setdefault(spec.kind, []).append(spec.name)
        self._names = names
        self._predicates = predicates

    def handle(self, event):
        rules = zip(self._names.get(event.kind, ()), self._predicates.get(event.kind, ()))
        return [name for name, matches in rules if matches(event)]

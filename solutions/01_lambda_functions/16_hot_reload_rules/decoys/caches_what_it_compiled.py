"""Keeps every predicate under its text, in case the text comes again.

Fails: test_lets_the_old_rules_go
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}
        self._compiled = {}

    def load(self, specs):
        rules = {}
        for spec in specs:
            if spec.limit not in self._compiled:
                self._compiled[spec.limit] = self._compile(spec.limit)
            rules.setdefault(spec.kind, []).append((spec.name, self._compiled[spec.limit]))
        self._rules = rules

    def handle(self, event):
        return [name for name, matches in self._rules.get(event.kind, ()) if matches(event)]

"""Keeps every table that was ever in force, for a way back that nobody asked for.

Fails: test_lets_the_old_rules_go
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}
        self._history = []

    def load(self, specs):
        rules = {}
        for spec in specs:
            rules.setdefault(spec.kind, []).append((spec.name, self._compile(spec.limit)))
        self._history.append(self._rules)
        self._rules = rules

    def handle(self, event):
        return [name for name, matches in self._rules.get(event.kind, ()) if matches(event)]

"""Compiles all rules aside, and then swaps them in the table in use, one kind after the other.

Fails: test_an_event_meets_the_old_rules_or_the_new_ones
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}

    def load(self, specs):
        rules = {}
        for spec in specs:
            rules.setdefault(spec.kind, []).append((spec.name, self._compile(spec.limit)))
        for kind in {*self._rules, *rules}:
            self._rules[kind] = rules.get(kind, [])

    def handle(self, event):
        return [name for name, matches in self._rules.get(event.kind, ()) if matches(event)]

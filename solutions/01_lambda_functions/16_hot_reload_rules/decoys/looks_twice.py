"""Asks whether there are rules of the kind, then looks them up: a load in between may have taken them away.

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
        self._rules = rules

    def handle(self, event):
        if event.kind not in self._rules:
            return []
        return [name for name, matches in self._rules[event.kind] if matches(event)]

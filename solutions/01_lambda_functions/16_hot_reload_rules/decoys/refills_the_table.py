"""Compiles all rules aside, but then empties the table in use and fills it again: two steps, not one.

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
        self._rules.clear()
        self._rules.update(rules)

    def handle(self, event):
        return [name for name, matches in self._rules.get(event.kind, ()) if matches(event)]

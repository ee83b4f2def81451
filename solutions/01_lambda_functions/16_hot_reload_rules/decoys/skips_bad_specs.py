"""Leaves out the specs that do not compile, and puts the others in force.

Fails: test_a_bad_spec_leaves_the_old_rules_in_force
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}

    def load(self, specs):
        rules = {}
        for spec in specs:
            try:
                matches = self._compile(spec.limit)
            except Exception:
                continue
            rules.setdefault(spec.kind, []).append((spec.name, matches))
        self._rules = rules

    def handle(self, event):
        return [name for name, matches in self._rules.get(event.kind, ()) if matches(event)]

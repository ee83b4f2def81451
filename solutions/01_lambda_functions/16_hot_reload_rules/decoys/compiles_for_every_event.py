"""Keeps the texts, and compiles them whenever an event comes.

Fails: test_a_bad_spec_leaves_the_old_rules_in_force, test_compiles_each_rule_once,
    test_events_during_a_load_meet_the_old_rules
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}

    def load(self, specs):
        rules = {}
        for spec in specs:
            rules.setdefault(spec.kind, []).append((spec.name, spec.limit))
        self._rules = rules

    def handle(self, event):
        return [name for name, limit in self._rules.get(event.kind, ()) if self._compile(limit)(event)]

"""Compiles a rule when it is first needed: a bad one is found out when it is in force already.

Fails: test_a_bad_spec_leaves_the_old_rules_in_force, test_events_during_a_load_meet_the_old_rules
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}

    def load(self, specs):
        rules = {}
        for spec in specs:
            rules.setdefault(spec.kind, []).append([spec.name, spec.limit])
        self._rules = rules

    def handle(self, event):
        names = []
        for rule in self._rules.get(event.kind, ()):
            if isinstance(rule[1], str):
                rule[1] = self._compile(rule[1])
            if rule[1](event):
                names.append(rule[0])
        return names

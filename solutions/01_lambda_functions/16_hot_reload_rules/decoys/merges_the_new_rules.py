"""Updates the table kind by kind: a kind that the new specs do not name keeps its old rules.

Fails: test_has_no_rule_for_an_unknown_kind, test_a_load_replaces_all_rules,
    test_an_event_meets_the_old_rules_or_the_new_ones
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}

    def load(self, specs):
        rules = {}
        for spec in specs:
            rules.setdefault(spec.kind, []).append((spec.name, self._compile(spec.limit)))
        self._rules = self._rules | rules

    def handle(self, event):
        return [name for name, matches in self._rules.get(event.kind, ()) if matches(event)]

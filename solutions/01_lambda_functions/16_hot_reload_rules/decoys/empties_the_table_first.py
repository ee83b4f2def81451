"""Empties the table before it compiles, and puts the old one back after an Exception.

Fails: test_a_bad_spec_leaves_the_old_rules_in_force, test_events_during_a_load_meet_the_old_rules,
    test_an_event_meets_the_old_rules_or_the_new_ones
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}

    def load(self, specs):
        old, self._rules = self._rules, {}
        try:
            for spec in specs:
                self._rules.setdefault(spec.kind, []).append((spec.name, self._compile(spec.limit)))
        except Exception:
            self._rules = old
            raise

    def handle(self, event):
        return [name for name, matches in self._rules.get(event.kind, ()) if matches(event)]

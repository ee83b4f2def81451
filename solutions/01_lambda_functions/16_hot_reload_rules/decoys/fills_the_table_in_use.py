"""Starts a new table, which is in force before it is full, even if it never gets full.

Fails: test_a_bad_spec_leaves_the_old_rules_in_force, test_specs_that_break_off_leave_the_old_rules_in_force,
    test_events_during_a_load_meet_the_old_rules, test_an_event_meets_the_old_rules_or_the_new_ones
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}

    def load(self, specs):
        self._rules = {}
        for spec in specs:
            self._rules.setdefault(spec.kind, []).append((spec.name, self._compile(spec.limit)))

    def handle(self, event):
        return [name for name, matches in self._rules.get(event.kind, ()) if matches(event)]

"""Makes the lambdas in a loop, so that all of them use its variables as they are at the end.

Fails: test_names_the_rules_that_match, test_gives_each_rule_its_own_name,
    test_a_bad_spec_leaves_the_old_rules_in_force, test_specs_that_break_off_leave_the_old_rules_in_force,
    test_events_during_a_load_meet_the_old_rules, test_an_event_meets_the_old_rules_or_the_new_ones,
    test_agrees_with_the_definition_on_a_random_day, test_calls_only_predicates_of_the_kind,
    test_finds_the_kind_without_a_search, test_compiles_each_rule_once,
    test_keeps_nothing_of_a_spec_but_its_name_and_kind, test_lets_the_old_rules_go
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}

    def load(self, specs):
        rules = {}
        for spec in specs:
            name, matches = spec.name, self._compile(spec.limit)
            rules.setdefault(spec.kind, []).append(lambda event: [name] if matches(event) else [])
        self._rules = rules

    def handle(self, event):
        return [name for rule in self._rules.get(event.kind, ()) for name in rule(event)]

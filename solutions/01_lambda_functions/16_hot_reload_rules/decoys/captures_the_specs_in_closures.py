"""Makes a lambda of each rule, which holds the whole spec for the sake of its name.

Fails: test_keeps_nothing_of_a_spec_but_its_name_and_kind
"""


def rule_of(spec, matches):
    return lambda event: [spec.name] if matches(event) else []


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}

    def load(self, specs):
        rules = {}
        for spec in specs:
            rules.setdefault(spec.kind, []).append(rule_of(spec, self._compile(spec.limit)))
        self._rules = rules

    def handle(self, event):
        return [name for rule in self._rules.get(event.kind, ()) for name in rule(event)]

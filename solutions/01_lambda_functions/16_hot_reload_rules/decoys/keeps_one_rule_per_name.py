"""Keeps the predicates under their names: of two rules with one name, the later replaces the earlier.

Fails: test_gives_each_rule_its_own_name
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}

    def load(self, specs):
        rules = {}
        for spec in specs:
            rules.setdefault(spec.kind, {})[spec.name] = self._compile(spec.limit)
        self._rules = rules

    def handle(self, event):
        return [name for name, matches in self._rules.get(event.kind, {}).items() if matches(event)]

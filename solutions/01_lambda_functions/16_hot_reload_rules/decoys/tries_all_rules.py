"""Calls every predicate, and looks at the kind only when one has matched.

Fails: test_calls_only_predicates_of_the_kind, test_finds_the_kind_without_a_search
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = []

    def load(self, specs):
        self._rules = [(spec.kind, spec.name, self._compile(spec.limit)) for spec in specs]

    def handle(self, event):
        return [name for kind, name, matches in self._rules if matches(event) and kind == event.kind]

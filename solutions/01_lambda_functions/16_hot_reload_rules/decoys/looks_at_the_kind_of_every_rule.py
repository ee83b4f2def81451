"""Calls the right predicates only, but compares the kinds of all rules to find them.

Fails: test_finds_the_kind_without_a_search
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = []

    def load(self, specs):
        self._rules = [(spec.kind, spec.name, self._compile(spec.limit)) for spec in specs]

    def handle(self, event):
        return [name for kind, name, matches in self._rules if kind == event.kind and matches(event)]

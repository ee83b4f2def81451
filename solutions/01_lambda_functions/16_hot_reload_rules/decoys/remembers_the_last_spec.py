"""Keeps the spec that it is at for a later error message, and so the last one for good.

Fails: test_keeps_nothing_of_a_spec_but_its_name_and_kind
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}

    def load(self, specs):
        rules = {}
        for self._current in specs:
            matches = self._compile(self._current.limit)
            rules.setdefault(self._current.kind, []).append((self._current.name, matches))
        self._rules = rules

    def handle(self, event):
        return [name for name, matches in self._rules.get(event.kind, ()) if matches(event)]

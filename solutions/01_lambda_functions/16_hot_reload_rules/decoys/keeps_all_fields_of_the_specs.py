"""Lets the specs go, but keeps the dict of their fields, the notes among them.

Fails: test_keeps_nothing_of_a_spec_but_its_name_and_kind
"""


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}

    def load(self, specs):
        rules = {}
        for spec in specs:
            rules.setdefault(spec.kind, []).append((vars(spec), self._compile(spec.limit)))
        self._rules = rules

    def handle(self, event):
        return [fields["name"] for fields, matches in self._rules.get(event.kind, ()) if matches(event)]

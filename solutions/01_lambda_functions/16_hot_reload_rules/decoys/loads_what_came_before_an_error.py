"""Takes an error of the specs for their end, and puts half a set of rules in force.

Fails: test_specs_that_break_off_leave_the_old_rules_in_force
"""


def before_an_error(specs):
    try:
        yield from specs
    except Exception:
        return


class RuleEngine:
    def __init__(self, compile_):
        self._compile = compile_
        self._rules = {}

    def load(self, specs):
        rules = {}
        for spec in before_an_error(specs):
            rules.setdefault(spec.kind, []).append((spec.name, self._compile(spec.limit)))
        self._rules = rules

    def handle(self, event):
        return [name for name, matches in self._rules.get(event.kind, ()) if matches(event)]

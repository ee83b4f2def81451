"""Specification of RuleEngine: what it answers and when its rules change, then what it costs and keeps."""

from graders import allow, at_most, lives, probe, seeded

import pytest

from hot_reload_rules import RuleEngine


class BadLimitError(Exception):
    """A limit that nobody can read."""


@probe
class Event:
    """A payment of some kind."""

    def __init__(self, kind, amount):
        self.kind = kind
        self.amount = amount


@probe
class Notes:
    """What the fraud department has written about a rule."""


@probe
class Spec:
    """A rule as it was written."""

    def __init__(self, name, kind, limit):
        self.name = name
        self.kind = kind
        self.limit = limit
        self.notes = Notes()


@probe
def specs(rows):
    """A spec for each row, made when it is asked for; nobody keeps it here."""
    for name, kind, limit in rows:
        yield Spec(name, kind, limit)


@probe
class Compiled:
    """A predicate that can be counted while it is alive."""

    def __init__(self, limit):
        self.limit = int(limit.removeprefix("amount > "))

    def __call__(self, event):
        return event.amount > self.limit


@probe
class Kind(str):
    """A kind of event that counts how often kinds are compared."""

    compared = [0]  # noqa: RUF012 - one for all of them; the class itself cannot be changed

    def __eq__(self, other):
        Kind.compared[0] += 1
        return str.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    __hash__ = str.__hash__


@probe
def with_counting_kinds(rows):
    """Specs whose kinds count."""
    for name, kind, limit in rows:
        yield Spec(name, Kind(kind), limit)


@probe(by_word="the kinds that are compared are texts of the worker's own")
def compared(engine, kind, amount):
    """How many kinds the engine compares to handle such an event, and what it gives."""
    event, before = Event(Kind(kind), amount), Kind.compared[0]
    names = engine.handle(event)
    return Kind.compared[0] - before, names


@probe
def met_during_a_load(engine, rows, events):
    """What a second thread gets for these events before each step of a load, down to single bytecodes.

    The load waits for it; None where the engine does not answer before the load goes on.
    """
    import sys
    from concurrent.futures import ThreadPoolExecutor, wait

    def look(frame, kind, argument):
        frame.f_trace_opcodes = True
        if met.count(None) < 10:
            asked = pool.submit(lambda: [engine.handle(event) for event in events])
            met.append(asked.result() if wait([asked], timeout=0.05).done else None)
        return look

    met, before = [], sys.gettrace()
    with ThreadPoolExecutor(1) as pool:
        sys.settrace(look)
        try:
            engine.load(specs(rows))
        finally:
            sys.settrace(before)
    return met


class Compiler:
    """Makes predicates; counts what it compiled and how often its predicates were called."""

    def __init__(self):
        self.limits = []
        self.calls = 0

    def compile(self, limit):
        self.limits.append(limit)
        least = int(limit.removeprefix("amount > "))

        def matches(event):
            self.calls += 1
            return event.amount > least

        return matches


def rows_of(rng, kinds, each):
    """The rows of random rules: so many for each of so many kinds, well mixed, with limits from 0 to 99."""
    mixed = [f"kind {number % kinds}" for number in range(kinds * each)]
    rng.shuffle(mixed)
    return [(f"rule {number}", kind, f"amount > {rng.randrange(100)}") for number, kind in enumerate(mixed)]


def matching(rows, kind, amount):
    """The names that the definition gives."""
    return [name for name, for_kind, limit in rows if for_kind == kind and amount > int(limit.split()[-1])]


CARDS = [("big", "card", "amount > 500"), ("wire", "wire", "amount > 90"), ("any", "card", "amount > 0")]


def test_names_the_rules_that_match():
    """handle gives the names of the rules that are for the event's kind and whose predicate says True.

    Try: two questions for each rule: is it for this kind, and does it match? The name goes into a list.
    """
    engine = RuleEngine(Compiler().compile)
    engine.load([Spec(*row) for row in CARDS])
    assert engine.handle(Event("card", 700)) == ["big", "any"]
    assert engine.handle(Event("card", 20)) == ["any"]
    assert engine.handle(Event("wire", 700)) == ["wire"]


def test_gives_each_rule_its_own_name():
    """Three rules of one kind and with one limit come out under their three names, in the order of the specs.

    Try: when is the name looked up, while load runs or when an event comes? What is in the variable by then?
    """
    engine = RuleEngine(Compiler().compile)
    engine.load(specs([(name, "card", "amount > 5") for name in ("zebra", "ant", "mole")]))
    assert engine.handle(Event("card", 6)) == ["zebra", "ant", "mole"]
    assert engine.handle(Event("card", 5)) == []


def test_has_no_rule_for_an_unknown_kind():
    """Before the first load, after an empty one, and for a kind without rules, handle gives an empty list.

    Try: ask for the rules of a kind with a default. A look-up with [] fails on what is not there.
    """
    engine = RuleEngine(Compiler().compile)
    assert engine.handle(Event("card", 700)) == []
    engine.load(specs(CARDS))
    assert engine.handle(Event("cheque", 700)) == []
    assert engine.handle(Event("card", 0)) == []
    engine.load([])
    assert engine.handle(Event("card", 700)) == []


def test_a_load_replaces_all_rules():
    """After a load only its own rules are in force; kinds that it does not name have no rules any more.

    Try: start each load from an empty table, not from the one that is in use.
    """
    engine = RuleEngine(Compiler().compile)
    engine.load(specs(CARDS))
    engine.load(specs([("huge", "card", "amount > 600")]))
    assert engine.handle(Event("card", 700)) == ["huge"]
    assert engine.handle(Event("wire", 700)) == []


def test_a_bad_spec_leaves_the_old_rules_in_force():
    """If compile_ fails for one spec, load raises that very error, and every old rule is still there, no new one.

    Try: does load compile every limit itself? Then which of its lines is the first that handle could notice? That one
    must come after the last one that can fail.
    """
    compiler, failure = Compiler(), BadLimitError("no such limit")

    def compile_or_fail(limit):
        if limit == "?":
            raise failure
        return compiler.compile(limit)

    engine = RuleEngine(compile_or_fail)
    engine.load(specs(CARDS))
    with pytest.raises(BadLimitError) as raised:
        engine.load(specs([("new", "card", "amount > 1"), ("bad", "wire", "?"), ("last", "wire", "amount > 2")]))
    assert raised.value is failure
    assert engine.handle(Event("card", 700)) == ["big", "any"]
    assert engine.handle(Event("wire", 700)) == ["wire"]


def test_specs_that_break_off_leave_the_old_rules_in_force():
    """If the specs themselves fail half-way, load raises that very error, and every old rule is still there.

    Try: half a set of rules is no set. Catch nothing that the loop over the specs raises.
    """
    failure = BadLimitError("the list is cut off")

    def cut_off():
        yield Spec("new", "card", "amount > 1")
        raise failure

    engine = RuleEngine(Compiler().compile)
    engine.load(specs(CARDS))
    with pytest.raises(BadLimitError) as raised:
        engine.load(cut_off())
    assert raised.value is failure
    assert engine.handle(Event("card", 700)) == ["big", "any"]


def test_events_during_a_load_meet_the_old_rules():
    """While load is compiling, handle still gives what the old rules say, all of them and nothing new.

    Try: build the new table aside, where handle does not look. A lock would make the event wait.
    """
    compiler, seen = Compiler(), []

    def compile_while_events_come(limit):
        if limit == "amount > 2":
            seen.append((engine.handle(Event("card", 700)), engine.handle(Event("wire", 700))))
        return compiler.compile(limit)

    engine = RuleEngine(compile_while_events_come)
    engine.load(specs(CARDS))
    engine.load(specs([("new", "card", "amount > 1"), ("last", "wire", "amount > 2")]))
    assert seen == [(["big", "any"], ["wire"])]
    assert engine.handle(Event("card", 700)) == ["new"]


@allow("threads")
def test_an_event_meets_the_old_rules_or_the_new_ones():
    """Whatever step of a load an event comes between, it meets all the old rules or all the new ones.

    Try: count the steps in which handle could notice that something is changing. To empty a table and to fill it again
    are two, and to fill it takes one for each kind; one assignment of a finished table is a single step.
    """
    engine = RuleEngine(Compiled)
    engine.load(specs(CARDS))
    rows = [("new", "card", "amount > 1"), ("last", "wire", "amount > 2"), ("late", "card", "amount > 3")]
    met = met_during_a_load(engine, rows, [Event("card", 700), Event("wire", 700)])
    old, new = [["big", "any"], ["wire"]], [["new", "late"], ["last"]]
    assert old in met, "no event was answered while load was at work"
    assert [names for names in met if names not in (old, new, None)] == []
    assert engine.handle(Event("card", 700)) == new[0]


def test_agrees_with_the_definition_on_a_random_day():
    """Random rules, three loads, forty events: each event gets the names that the plain definition gives.

    Try: take the first event that differs. Is a name missing, too many, or in the wrong place?
    """
    rng = seeded()
    engine = RuleEngine(Compiled)
    for _ in range(3):
        rows = rows_of(rng, 5, 6)
        engine.load(specs(rows))
        for _ in range(14):
            kind, amount = f"kind {rng.randrange(6)}", rng.randrange(101)
            assert engine.handle(Event(kind, amount)) == matching(rows, kind, amount)


def test_calls_only_predicates_of_the_kind():
    """With 200 rules for 40 kinds, at most 5 predicates are called per event.

    Try: sort the rules by their kind while load runs, so that handle has only the right ones before it.
    """
    rng, compiler = seeded(), Compiler()
    engine, rows = RuleEngine(compiler.compile), rows_of(rng, 40, 5)
    engine.load(specs(rows))
    for _ in range(10):
        kind, amount = f"kind {rng.randrange(40)}", rng.randrange(101)
        assert engine.handle(Event(kind, amount)) == matching(rows, kind, amount)
    at_most(compiler.calls / 10, 5, "predicates called per event")


def test_finds_the_kind_without_a_search():
    """Among 40 kinds, handle compares at most 4 with the kind of the event.

    Try: which container finds what belongs to a key without a look at the other keys?
    """
    rng = seeded()
    engine, rows = RuleEngine(Compiled), rows_of(rng, 40, 5)
    engine.load(with_counting_kinds(rows))
    for kind in rng.sample([f"kind {number}" for number in range(40)], 5):
        count, names = compared(engine, kind, 50)
        assert names == matching(rows, kind, 50)
        at_most(count, 4, "kinds compared")


def test_compiles_each_rule_once():
    """Each of 40 rules is compiled at most 1 time, however many events come.

    Try: what compile_ gives can be called again and again. Keep that, not the text.
    """
    rng, compiler = seeded(), Compiler()
    engine, rows = RuleEngine(compiler.compile), rows_of(rng, 8, 5)
    engine.load(specs(rows))
    for kind in ["kind 3", "kind 7"] * 10:
        assert engine.handle(Event(kind, 50)) == matching(rows, kind, 50)
    at_most(len(compiler.limits) / 40, 1, "compilations per rule")


def test_keeps_nothing_of_a_spec_but_its_name_and_kind():
    """After load no spec, and none of the notes that the specs have, is alive, without the garbage collector.

    Try: list what your table can reach: a spec, its fields, a lambda that reads its name later, the last loop variable?
    """
    rng = seeded()
    for kind, what in ((Spec, "specs alive after load"), (Notes, "notes of specs alive after load")):
        with lives(kind) as written:
            engine, rows = RuleEngine(Compiled), rows_of(rng, 8, 5)
            engine.load(specs(rows))
            assert engine.handle(Event("kind 3", 50)) == matching(rows, "kind 3", 50)
            written.at_most(0, what)


def test_lets_the_old_rules_go():
    """After three loads of 40 rules, 40 compiled rules are alive and not 120.

    Try: who still refers to a rule that was replaced? A history, a cache by its text, a table that only grows?
    """
    rng = seeded()
    with lives(Compiled) as compiled:
        engine = RuleEngine(Compiled)
        for _ in range(3):
            rows = rows_of(rng, 8, 5)
            engine.load(specs(rows))
        assert engine.handle(Event("kind 3", 50)) == matching(rows, "kind 3", 50)
        compiled.at_most(40, "compiled rules alive after three loads")

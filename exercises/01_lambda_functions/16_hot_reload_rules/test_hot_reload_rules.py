"""Specification of RuleEngine: what it answers, when its rules change, then what it costs and keeps.

The events, specs and compilers of the tests stand below them.
"""

from graders import allow, at_most, counted, lives, probe, seeded

import pytest

from hot_reload_rules import RuleEngine

CARDS = [("big", "card", "amount > 500"), ("wire", "wire", "amount > 90"), ("any", "card", "amount > 0")]


def test_names_the_rules_that_match():
    """handle returns the names of the rules that are for the event's kind and whose predicate says True.

    Try: two questions for each rule: is it for this kind, and does it match? The name goes into a list.
    """
    engine = RuleEngine(Compiler().compile)
    engine.load([Spec(*row) for row in CARDS])
    assert engine.handle(Event("card", 700)) == ["big", "any"]
    assert engine.handle(Event("card", 20)) == ["any"]
    assert engine.handle(Event("wire", 700)) == ["wire"]


def test_gives_each_rule_its_own_name():
    """Four rules of one kind and with one limit come out under their own names, in the order of the specs.

    Try: when is the name looked up, while load runs or when an event comes? What is in the variable by then?
    """
    engine = RuleEngine(Compiler().compile)
    engine.load(specs([(name, "card", "amount > 5") for name in ("zebra", "ant", "mole", "ant")]))
    assert engine.handle(Event("card", 6)) == ["zebra", "ant", "mole", "ant"]
    assert engine.handle(Event("card", 5)) == []


def test_has_no_rule_for_an_unknown_kind():
    """Before the first load, after an empty one, and for a kind without rules, handle returns an empty list.

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
    """After a load only its own rules are in force; kinds that it does not name have no rules any longer.

    Try: start each load from an empty table, not from the one that is in use.
    """
    engine = RuleEngine(Compiler().compile)
    engine.load(specs(CARDS))
    engine.load(specs([("huge", "card", "amount > 600")]))
    assert engine.handle(Event("card", 700)) == ["huge"]
    assert engine.handle(Event("wire", 700)) == []


@allow("threads")
def test_an_event_meets_the_old_rules_or_the_new_ones():
    """Whatever step of a load an event comes between, and whatever step of an event a load: all old rules or all new.

    Try: count the steps in which handle could notice that something is changing. To empty a table and to fill it again
    are two; one assignment of a finished table is one. And how often does handle look? A load may come in between.
    """
    engine = RuleEngine(Compiled)
    new = [("new", "card", "amount > 1"), ("last", "cash", "amount > 2"), ("late", "card", "amount > 900")]
    engine.load(specs(CARDS))
    met = met_during_a_load(engine, new, [Event("card", 700), Event("wire", 700)])
    before, after = [["big", "any"], ["wire"]], [["new"], []]
    assert before in met, "no event was answered while load was at work"
    assert [names for names in met if names not in (before, after, None)] == []
    assert engine.handle(Event("card", 700)) == after[0]
    for place, kind in enumerate(("card", "wire")):
        met = met_by_an_event(engine, CARDS, new, Event(kind, 700))
        assert after[place] in met, "no load was done while an event was handled"
        assert [names for names in met if names not in (before[place], after[place])] == []


def test_events_during_a_load_meet_the_old_rules():
    """While load is compiling, handle still returns what the old rules say, all of them and nothing new.

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

    for compile_, what in ((compile_or_fail, "no such limit"), (compile_or_stop, "the service is stopped")):
        engine = RuleEngine(compile_)
        engine.load(specs(CARDS))
        with pytest.raises(BaseException, match=what) as raised:
            engine.load(specs([("new", "card", "amount > 1"), ("bad", "wire", "?"), ("last", "wire", "amount > 2")]))
        assert compile_ is compile_or_stop or raised.value is failure
        assert engine.handle(Event("card", 700)) == ["big", "any"]
        assert engine.handle(Event("wire", 700)) == ["wire"]


def test_specs_that_break_off_leave_the_old_rules_in_force():
    """If the specs themselves fail half-way, load raises that very error, and every old rule is still there.

    Try: half a set of rules is not a set of rules. Catch nothing that the loop over the specs raises.
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


def test_agrees_with_the_definition_on_a_random_day():
    """Random rules, three loads, forty events: each event gets the names of the plain definition.

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
    rng, compared = seeded(), counted(lambda: None)
    engine, rows = RuleEngine(Compiled), rows_of(rng, 40, 5)
    engine.load(specs([(name, Kind(kind, compared), limit) for name, kind, limit in rows]))
    for kind in rng.sample([f"kind {number}" for number in range(40)], 5):
        event, before = Event(Kind(kind, compared), 50), compared.calls
        assert engine.handle(event) == matching(rows, kind, 50)
        at_most(compared.calls - before, 4, "kinds compared")


def test_compiles_each_rule_once():
    """Each of 40 rules is compiled at most 1 time, however many events come.

    Try: what compile_ returns can be called again and again. Keep that, not the text.
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


class BadLimitError(Exception):
    """A limit that nobody can read."""


@probe
class Event:
    """A payment of some kind."""

    def __init__(self, kind, amount):
        self.kind = kind
        self.amount = amount


@probe
class Spec:
    """A rule as it was written."""

    def __init__(self, name, kind, limit):
        self.name = name
        self.kind = kind
        self.limit = limit
        self.notes = Notes()


@probe
class Notes:
    """What the fraud department has written about a rule."""


@probe
def specs(rows):
    """A spec for each row, made when it is asked for; nobody keeps it here."""
    for name, kind, limit in rows:
        yield Spec(name, kind, limit)


@probe(by_word="the kinds that are compared are texts of the worker's own")
class Kind(str):
    """A kind of event that tells when it is compared with another."""

    def __new__(cls, text, compared):
        kind = str.__new__(cls, text)
        kind.compared = compared
        return kind

    def __eq__(self, other):
        self.compared()
        return str.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    __hash__ = str.__hash__


@probe
class Compiled:
    """A predicate that can be counted while it is alive."""

    def __init__(self, limit):
        self.limit = int(limit.removeprefix("amount > "))

    def __call__(self, event):
        return event.amount > self.limit


@probe
class Interrupt(BaseException):
    """Somebody stops the service, which is not an Exception."""


@probe
def compile_or_stop(limit):
    """A predicate for every limit but "?", at which somebody stops the service."""
    if limit == "?":
        raise Interrupt("the service is stopped")
    return Compiled(limit)


@probe
def stepped(work, between):
    """What work returns, when between is called before each of its steps, down to single bytecodes."""
    import sys

    def look(frame, kind, argument):
        frame.f_trace_opcodes = True
        between()
        return look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        return work()
    finally:
        sys.settrace(before)


@probe
def met_during_a_load(engine, rows, events):
    """What a second thread gets for these events before each step of a load.

    The load waits for it; None where the engine does not answer before the load goes on.
    """
    from concurrent.futures import ThreadPoolExecutor, wait

    def look():
        if met.count(None) < 10:
            asked = pool.submit(lambda: [engine.handle(event) for event in events])
            met.append(asked.result() if wait([asked], timeout=0.05).done else None)

    met = []
    with ThreadPoolExecutor(1) as pool:
        stepped(lambda: engine.load(specs(rows)), look)
    return met


@probe
def met_by_an_event(engine, old, new, event):
    """What an event gets when a second thread loads new rules before its first step, or its second, and so on.

    The event waits for the load, but not for long: the engine may let one of them wait for the other.
    """
    from concurrent.futures import ThreadPoolExecutor, wait

    def load():
        nonlocal step, loading, late
        step += 1
        if step == chosen:
            loading = pool.submit(lambda: engine.load(specs(new)))
            late += not wait([loading], timeout=0.05).done

    met, chosen, loading, late = [], 0, True, 0
    with ThreadPoolExecutor(1) as pool:
        while loading and late < 10:
            chosen, step, loading = chosen + 1, 0, None
            engine.load(specs(old))
            met.append(stepped(lambda: engine.handle(event), load))
            if loading:
                loading.result()
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
    """The rows of random rules: this many for each of this many kinds, well mixed, with limits from 0 to 99."""
    mixed = [f"kind {number % kinds}" for number in range(kinds * each)]
    rng.shuffle(mixed)
    return [(f"rule {number}", kind, f"amount > {rng.randrange(100)}") for number, kind in enumerate(mixed)]


def matching(rows, kind, amount):
    """The names of the definition."""
    return [name for name, for_kind, limit in rows if for_kind == kind and amount > int(limit.split()[-1])]

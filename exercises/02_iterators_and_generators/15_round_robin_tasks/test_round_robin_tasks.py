"""Specification of Scheduler: turns and results, questions and answers, failures, and what may be kept.

Doubles and helpers are at the end of the file.
"""

from graders import at_most, counted, lives, probe, seeded

from collections import Counter

import pytest

from round_robin_tasks import Scheduler


def test_runs_the_tasks_in_turns():
    """Every task has a turn; then each that has not ended has its next.

    Try: a task that has had its turn queues up again, behind all others.
    """
    log, scheduler = logbook(), Scheduler()
    for name, turns in [("a", 3), ("b", 1), ("c", 2)]:
        scheduler.spawn(script(name, turns, log))
    scheduler.run()
    assert notes(log) == ["a", "b", "c", "a", "c", "a"]


def test_returns_results_in_order_of_completion():
    """run returns what the tasks returned, the one that ended first at the front.

    Try: a generator that returns raises StopIteration, and the result is in its value.
    """
    log, scheduler = logbook(), Scheduler()
    for name, turns in [("a", 3), (None, 0), ("c", 2), (0, 0), ("", 1)]:
        scheduler.spawn(script(name, turns, log))
    assert scheduler.run() == [None, 0, "", "c", "a"]
    assert Scheduler().run() == []


def test_gives_each_result_once():
    """A second run returns only the results since the first.

    Try: when run hands over the results, start a new list.
    """
    log, scheduler = logbook(), Scheduler()
    scheduler.spawn(script("a", 1, log))
    assert scheduler.run() == ["a"]
    assert scheduler.run() == []
    scheduler.spawn(script("b", 1, log))
    assert scheduler.run() == ["b"]


def test_steps_one_task_at_a_time():
    """step gives one task one turn and returns True; without a task it returns False.

    Try: write run as a loop over step. What must step return so that the loop ends?
    """
    log, scheduler = logbook(), Scheduler()
    assert scheduler.step() is False
    scheduler.spawn(script("a", 2, log))
    scheduler.spawn(script("b", 1, log))
    assert scheduler.step() is True
    assert notes(log) == ["a"]
    assert scheduler.step() is True
    assert notes(log) == ["a", "b"]
    assert [scheduler.step() for _ in range(5)] == [True, True, True, False, False]
    assert scheduler.run() == ["b", "a"]


# Questions and answers.


def test_sends_the_answer_of_the_handler():
    """A task that yields a name and an argument gets the handler's answer from its yield.

    Try: calling next(task) is task.send(None). What has to be sent instead?
    """
    rng = seeded()
    price, stock = rng.randrange(2, 99), rng.randrange(2, 99)
    handlers = {"price": lambda item: price + len(item), "stock": lambda item: stock}
    scheduler = Scheduler(handlers)
    scheduler.spawn(trader("gems"))
    scheduler.spawn(trader("rope!"))
    assert scheduler.run() == [(price + 4) * stock, (price + 5) * stock]


def test_throws_the_error_of_a_handler_into_the_task():
    """If a handler fails, the yield that asked raises its error: the task can catch it and go on.

    Try: what you give to task.throw is raised at the yield where the task stands.
    """
    for handler, error in ((no_chart, "LookupError"), (storm, "WreckError")):
        log, scheduler = logbook(), Scheduler({"chart": handler})
        scheduler.spawn(sailor("chart", "atlantis", log))
        scheduler.spawn(script("b", 2, log))
        assert scheduler.run() == ["home", "b"]
        assert sorted(notes(log)) == [error, "b", "b"]


def test_throws_a_key_error_if_there_is_no_handler():
    """Asking for something that has no handler raises KeyError in the task.

    Try: look the handler up where you catch the errors of its call.
    """
    for scheduler in (Scheduler({"chart": no_chart}), Scheduler()):
        log = logbook()
        scheduler.spawn(sailor("teleport", "atlantis", log))
        assert scheduler.run() == ["home"]
        assert notes(log) == ["KeyError"]


def test_takes_no_error_of_a_handler_for_the_end_of_a_task():
    """A handler's StopIteration is an error like any other: the task goes on with it.

    Try: have nothing but send and throw in the try that takes StopIteration for the end.
    """
    scheduler = Scheduler({"apple": tree(["red", "green"])})
    scheduler.spawn(eater())
    assert scheduler.run() == [["red", "green"]]


def test_sends_an_answer_that_counts_as_false():
    """None, 0 and an empty list are answers like any other.

    Try: what tells your scheduler whether a task has asked: its request, or the answer to it?
    """
    scheduler = Scheduler({"apple": tree(["red", 0, None, "", []])})
    scheduler.spawn(eater())
    assert scheduler.run() == [["red", 0, None, "", []]]


# Tasks that fail, come late, or are closed.


def test_a_failing_task_does_not_stop_the_others():
    """The exception that ends a task is its result, whatever its class; the task cleans up, and the others go on.

    Try: catch what comes out of a task, and store it where its result would be.
    """
    for error, kind in ((ValueError, "ValueError"), (WreckError, "WreckError")):
        log, scheduler = logbook(), Scheduler({"chart": no_chart})
        scheduler.spawn(doomed(error, log))
        scheduler.spawn(script("b", 3, log))
        scheduler.spawn(lost(log))
        results = scheduler.run()
        assert told(results) == [("raised", kind), ("raised", "LookupError"), "b"]
        assert str(results[0]) == "fell off Level"
        assert Counter(notes(log)) == {"cleaned up": 1, "b": 3, "Level": 1}


def test_lets_an_interrupt_through():
    """A KeyboardInterrupt, or whatever else is not an Exception, is neither a result nor an answer: run raises it.

    Try: except Exception lets an interrupt pass; a bare except does not.
    """
    log = logbook()
    for task, said in ((doomed(Interrupt, log), "fell off Level"), (night_owl(log), "no sailing to atlantis")):
        scheduler = Scheduler({"chart": curfew})
        scheduler.spawn(task)
        with pytest.raises(BaseException, match=said):
            scheduler.run()
    assert notes(log) == ["cleaned up"]


def test_takes_new_tasks_while_it_runs():
    """A task may spawn another task, which has its turns like any other.

    Try: a task may call spawn in the middle of your step. Does the queue then have both?
    """
    log, scheduler = logbook(), Scheduler()
    scheduler.spawn(captain(scheduler, log))
    assert scheduler.run() == ["captain", "crew"]
    assert Counter(notes(log)) == {"captain": 3, "crew": 2}
    assert notes(log)[1:3] in (["crew", "captain"], ["captain", "crew"])


def test_closes_the_tasks_that_are_left():
    """close ends all tasks, begun or not, even if somebody else holds them; they have no result.

    Tasks that had ended before still have theirs, and the scheduler takes new tasks.

    Try: dropping a generator closes it only if nobody else refers to it. Call the close of each of them.
    """
    log, scheduler = logbook(), Scheduler()
    tasks = [camp("elf", log), camp("orc", log), script("early", 0, log), script("late", 3, log)]
    for task in tasks:
        scheduler.spawn(task)
    for _ in range(3):
        assert scheduler.step()
    scheduler.close()
    assert sorted(notes(log)) == ["elf left its Level", "orc left its Level"]
    assert scheduler.step() is False
    assert scheduler.run() == ["early"]
    assert list(tasks[3]) == []
    assert notes(log)[2:] == []
    scheduler.spawn(script("again", 1, log))
    assert scheduler.run() == ["again"]


def test_lets_an_error_of_a_closed_task_be_seen():
    """If a task fails while it is closed, close raises its error: the task has no result that could tell of it.

    Try: there is nothing to catch in close.
    """
    log, scheduler = logbook(), Scheduler()
    scheduler.spawn(clinging(log))
    assert scheduler.step() is True
    with pytest.raises(Exception, match="will not leave") as caught:
        scheduler.close()
    assert type(caught.value).__name__ == "WreckError"
    assert notes(log) == ["cleaned up"]


def test_agrees_with_a_model_on_random_tasks():
    """Random tasks have their turns in the order of plain rounds, and end in that order.

    Try: follow two tasks on paper, one of them without any yield.
    """
    rng, log, scheduler = seeded(), logbook(), Scheduler()
    counts = rng.sample([0, 0, 1, 1, 2, 3, 3, 4], 8)  # in a random order, and always some without a turn
    turns = {f"task {number}": count for number, count in enumerate(counts)}
    for name, count in turns.items():
        scheduler.spawn(script(name, count, log))
    results = scheduler.run()
    assert notes(log) == [name for done in range(5) for name in turns if turns[name] > done]
    assert results == sorted(turns, key=turns.__getitem__)


# The bounds.


def test_begins_no_task_before_it_runs():
    """spawn runs nothing: before the first step, no task has begun.

    Try: the first thing sent to a generator may be None, as next does. So no task needs a start of its own.
    """
    log, scheduler = logbook(), Scheduler()
    for number in range(10):
        scheduler.spawn(script(f"task {number}", 2, log))
    at_most(log.calls, 0, "tasks begun before run")
    assert len(scheduler.run()) == 10


def test_lets_no_task_get_ahead():
    """Ten tasks have 20 turns each, and none is ever more than 1 turn ahead of another.

    Try: one turn for the first in the queue, then it is the next one's turn. A newcomer joins at the end.
    """
    log, scheduler = logbook(), Scheduler()
    names = [f"task {number}" for number in range(10)]
    for name in names:
        scheduler.spawn(script(name, 20, log))
    assert sorted(scheduler.run()) == names
    had, lead = dict.fromkeys(names, 0), 0
    for name in notes(log):
        had[name] += 1
        lead = max(lead, max(had.values()) - min(had.values()))
    at_most(lead, 1, "turns ahead of another task")
    assert had == dict.fromkeys(names, 20)


def test_keeps_no_task_that_has_ended():
    """While other tasks run on, nothing in the scheduler refers to a task that has ended.

    Try: keep the result, not the task. Is there a list of tasks, or a dict with tasks as keys?
    """
    with lives(Mission) as missions:
        scheduler = Scheduler()
        for _ in range(30):
            scheduler.spawn(Mission(1))
        scheduler.spawn(script("patrol", 50, logbook()))
        assert missions.alive == 30
        for _ in range(62):
            scheduler.step()
        missions.at_most(0, "tasks alive after their end")
        assert scheduler.run() == ["accomplished"] * 30 + ["patrol"]


def test_keeps_nothing_of_failed_tasks():
    """When a task has failed, only its error is left: the level that it held is freed.

    Try: error.__traceback__ leads to the task's frame, and to all its names. So do the tracebacks of its __cause__
    and its __context__. The caller of run needs none of them. Two errors can blame each other, and can be equal.
    """
    with lives(Level) as levels:
        log, scheduler = logbook(), Scheduler({"chart": no_chart})
        scheduler.spawn(doomed(ValueError, log))
        scheduler.spawn(lost(log))
        for blamed in (True, False):
            scheduler.spawn(wrecked(blamed))
        scheduler.spawn(feuding())
        scheduler.spawn(script("patrol", 50, logbook()))
        for _ in range(18):
            scheduler.step()
        assert sorted(notes(log)) == ["Level", "cleaned up"]
        levels.at_most(0, "levels of failed tasks alive")
        failed = [("raised", kind) for kind in ("ValueError", "LookupError", "WreckError", "WreckError", "FeudError")]
        assert told(scheduler.run()) == [*failed, "patrol"]


def test_keeps_nothing_of_closed_tasks():
    """After close, no task holds anything, not even a task that somebody else still refers to.

    Try: a generator that is closed gives up its frame, and with it all its names. One that is forgotten does not.
    """
    with lives(Level) as levels:
        log, scheduler = logbook(), Scheduler()
        tasks = [camp("elf", log), camp("orc", log)]
        for task in tasks:
            scheduler.spawn(task)
        for _ in range(4):
            scheduler.step()
        assert levels.alive == 2
        scheduler.close()
        levels.at_most(0, "levels of closed tasks alive")
        assert len(tasks) == 2


@probe
def script(name, turns, log):
    """A task that notes its name in each of its turns, and returns it."""
    for _ in range(turns):
        log(name)
        yield
    return name


@probe
def trader(item):
    """A task that asks for two numbers and returns their product."""
    price = yield "price", item
    yield
    return price * (yield "stock", item)


@probe
def sailor(request, harbour, log):
    """A task that asks for something, and goes on if that is an error."""
    try:
        yield request, harbour
    except (LookupError, WreckError) as error:
        log(type(error).__name__)
    yield
    return "home"


@probe
def eater():
    """A task that eats nine apples, or as many as there are."""
    eaten = []
    try:
        for _ in range(9):
            eaten = [*eaten, (yield "apple", None)]
    except StopIteration:
        yield
    return eaten


@probe
def tree(apples):
    """A handler that hands out apples; when there are none left, it raises StopIteration."""
    growing = iter(apples)
    return lambda _: next(growing)


@probe
class Level:
    """What a script has loaded of the game's world."""


@probe
def storm(place):
    """A handler that fails in a way of its own."""
    raise WreckError(f"never came to {place}")


@probe
class Interrupt(BaseException):
    """Somebody wants the game to stop."""


@probe
def curfew(place):
    """A handler that is interrupted."""
    raise Interrupt(f"no sailing to {place}")


@probe
def night_owl(log):
    """A task that asks for something, and takes an interrupt for the answer."""
    try:
        yield "chart", "atlantis"
    except Interrupt:
        log("stays up")


@probe
class WreckError(Exception):
    """An error that no library knows."""


@probe
def doomed(error, log):
    """A task that holds a level, fails in its second turn, and cleans up."""
    level = Level()
    try:
        yield
        raise error(f"fell off {type(level).__name__}")
    finally:
        log("cleaned up")


@probe
def lost(log):
    """A task that holds a level; its request fails, and it does not catch the error."""
    level = Level()
    try:
        yield "chart", "atlantis"
    finally:
        log(type(level).__name__)


@probe
def wrecked(blamed):
    """A task that holds a level, and fails because of a failure of a failure: it blames that, or nothing."""
    level = Level()
    yield
    try:
        try:
            raise KeyError(type(level).__name__)
        except KeyError as error:
            raise LookupError("no way in") from error
    except LookupError as error:
        raise WreckError("on the rocks") from (error if blamed else None)


@probe
class FeudError(Exception):
    """An error that equals all others of its class."""

    def __eq__(self, other):
        return isinstance(other, FeudError)

    def __hash__(self):
        return hash(FeudError)


@probe
def feuding():
    """A task that holds a level, and fails by two errors that are equal and blame each other."""
    level = Level()
    yield
    try:
        try:
            raise FeudError(type(level).__name__)
        except FeudError as error:
            raise FeudError("that was you") from error
    except FeudError as error:
        raise error.__cause__ from error


@probe
def captain(scheduler, log):
    """A task that spawns another one in its first turn."""
    log("captain")
    scheduler.spawn(script("crew", 2, log))
    yield
    log("captain")
    yield
    log("captain")
    return "captain"


@probe
def camp(name, log):
    """A task that holds a level and never ends; it notes when it is closed."""
    level = Level()
    try:
        while True:
            yield
    finally:
        log(f"{name} left its {type(level).__name__}")


@probe
def clinging(log):
    """A task that fails when it is closed."""
    try:
        yield
    finally:
        log("cleaned up")
        raise WreckError("will not leave")


@probe
class Mission:
    """A task that is not a generator, but has a generator's methods; it ends after some turns."""

    def __init__(self, turns):
        self.turns = turns

    def __iter__(self):
        return self

    def __next__(self):
        return self.send(None)

    def send(self, answer):
        if not self.turns:
            raise StopIteration("accomplished")
        self.turns -= 1

    def throw(self, error):
        raise error

    def close(self):
        self.turns = 0


def logbook():
    """A function that takes notes; they are in its .args."""
    return counted(lambda note: None)


def notes(log):
    return [note for (note,) in log.args]


def told(results):
    """The results, each exception as the name of its class."""
    return [("raised", type(each).__name__) if isinstance(each, Exception) else each for each in results]


def no_chart(place):
    """A handler that fails as a dict does."""
    raise LookupError(f"no chart of {place}")

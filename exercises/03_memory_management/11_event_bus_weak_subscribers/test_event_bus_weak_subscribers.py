"""Specification of EventBus: who is called, and when; then who is kept alive, and what is left behind.

``lives`` counts the widgets. It keeps the garbage collector off, so "at once" means at once.
"""

from graders import lives, probe, retained_ceiling, seeded

import pytest

from event_bus_weak_subscribers import EventBus

FINALE = ["open", "open", "open", "subscribe", "subscribe", "subscribe", "go", "publish", "leave", "publish"]
"""What ends a random day: there is a widget that goes, one that leaves, and one that stays."""


def test_calls_the_subscribers_in_order():
    """Every event goes to all subscribers, in the order in which they came; an error of one reaches the caller.

    Try: does a bound method still exist right after it was handed over? Print w.on_event is w.on_event.
    """
    bus, diary = EventBus(), Diary()
    left, middle, right = (Widget(name, diary.note) for name in ("left", "middle", "right"))
    bus.publish("too early")
    for widget in (middle, right, left):
        bus.subscribe(widget.on_event)
    bus.publish("dawn")
    bus.publish(None)
    assert diary.heard == [(name, event) for event in ("dawn", None) for name in ("middle", "right", "left")]
    failure = Torn("no ink")

    def fail():
        raise failure

    bus, broken = EventBus(), Widget("broken", Diary(broken=fail).note)
    bus.subscribe(broken.on_event)
    with pytest.raises(Torn) as caught:
        bus.publish("dusk")
    assert caught.value is failure


def test_calls_plain_functions_too():
    """A function is called for as long as somebody else holds it, in its turn among the methods.

    Try: a function lives on its own, a bound method is made whenever you ask for it. Tell them apart in subscribe.
    """
    bus, diary = EventBus(), Diary()
    first, third = Widget("first", diary.note), Widget("third", diary.note)
    second = listener(Widget("second", diary.note))
    bus.subscribe(first.on_event)
    bus.subscribe(second)
    bus.subscribe(third.on_event)
    bus.publish("dawn")
    assert diary.heard == [("first", "dawn"), ("second", "dawn"), ("third", "dawn")]


def test_calls_two_methods_of_one_widget():
    """One widget may subscribe with two of its methods.

    Try: keep one method of one object, not just the object.
    """
    bus, diary = EventBus(), Diary()
    widget = Widget("clock", diary.note)
    bus.subscribe(widget.on_alarm)
    bus.subscribe(widget.on_event)
    bus.publish("noon")
    assert diary.heard == [("clock!", "noon"), ("clock", "noon")]
    bus.unsubscribe(widget.on_alarm)
    bus.publish("dusk")
    assert diary.heard[2:] == [("clock", "dusk")]


def test_equal_widgets_are_two_subscribers():
    """Widgets that are equal, and can't be hashed, are called and unsubscribed one by one.

    Try: sets and the keys of a dict treat equal objects as one, and so do weak references. What tells two equal
    objects apart?
    """
    bus, diary = EventBus(), Diary()
    hall, stairs = Lamp("hall", diary.note), Lamp("stairs", diary.note)
    bus.subscribe(hall.on_event)
    bus.subscribe(stairs.on_event)
    bus.publish("on")
    assert diary.heard == [("hall", "on"), ("stairs", "on")]
    bus.unsubscribe(stairs.on_event)
    bus.publish("off")
    assert diary.heard[2:] == [("hall", "off")]


def test_unsubscribes_an_equal_method():
    """A method is unsubscribed by asking the widget for it again; one that is not subscribed is ignored.

    Try: w.on_event is another object each time. Which comparison still finds it?
    """
    bus, diary = EventBus(), Diary()
    left, right, stranger = (Widget(name, diary.note) for name in ("left", "right", "stranger"))
    hear = listener(stranger)
    bus.subscribe(left.on_event)
    bus.subscribe(hear)
    bus.subscribe(right.on_event)
    bus.unsubscribe(left.on_event)
    bus.unsubscribe(left.on_event)
    bus.unsubscribe(stranger.on_event)
    bus.publish("dawn")
    assert diary.heard == [("stranger", "dawn"), ("right", "dawn")]
    bus.unsubscribe(hear)
    bus.publish("dusk")
    assert diary.heard[2:] == [("right", "dusk")]


def test_does_not_call_who_is_gone():
    """A widget that was dropped hears nothing any more; the others go on hearing every event.

    Try: the bus must not own its subscribers. And what does a weak reference return when its object is gone?
    """
    bus, diary = EventBus(), Diary()
    left, middle, right = (Widget(name, diary.note) for name in ("left", "middle", "right"))
    for widget in (left, middle, right):
        bus.subscribe(widget.on_event)
    bus.publish("dawn")
    del middle, widget
    bus.publish("noon")
    del left
    bus.publish("dusk")
    assert [name for name, event in diary.heard if event == "noon"] == ["left", "right"]
    assert [name for name, event in diary.heard if event == "dusk"] == ["right"]


def test_who_subscribes_during_an_event_hears_the_next():
    """A subscriber that comes during an event is called from the next event on.

    Try: go through a copy of the subscribers, made when the event comes.
    """
    bus, late = EventBus(), []
    diary = Diary(door=lambda: bus.subscribe(late[0].on_event))
    late.append(Widget("late", diary.note))
    door, window = Widget("door", diary.note), Widget("window", diary.note)
    bus.subscribe(door.on_event)
    bus.subscribe(window.on_event)
    bus.publish("ring")
    assert diary.heard == [("door", "ring"), ("window", "ring")]
    bus.publish("knock")
    assert diary.heard[2:] == [("door", "knock"), ("window", "knock"), ("late", "knock")]


def test_who_leaves_during_an_event_costs_nobody_else_the_event():
    """When a widget unsubscribes itself, or drops its neighbours, the others still hear the event.

    Try: a list that gets shorter during your loop makes the loop skip an item. Go through a copy; and remember that a
    subscriber in it may be gone by then.
    """
    bus, wall = EventBus(), {}
    diary = Diary(one=lambda: bus.unsubscribe(wall["one"].on_event), three=lambda: (wall.pop("two"), wall.pop("four")))
    wall |= {name: Widget(name, diary.note) for name in ("one", "two", "three", "four", "five")}
    for widget in wall.values():
        bus.subscribe(widget.on_event)
    del widget
    bus.publish("dawn")
    dawn = [name for name, _ in diary.heard if name != "four"]  # whether it still hears this one is up to the bus
    assert dawn == ["one", "two", "three", "five"]
    bus.publish("dusk")
    assert [name for name, event in diary.heard if event == "dusk"] == ["three", "five"]


def test_buses_are_independent():
    """What is published on one bus is heard by its own subscribers only.

    Try: what belongs to one bus is made in __init__, not in the class.
    """
    prices, news, diary = EventBus(), EventBus(), Diary()
    left, right = Widget("left", diary.note), Widget("right", diary.note)
    prices.subscribe(left.on_event)
    news.subscribe(right.on_event)
    prices.publish("up")
    news.unsubscribe(left.on_event)
    prices.publish("down")
    assert diary.heard == [("left", "up"), ("left", "down")]


def test_agrees_with_a_model_on_a_random_day():
    """Through a random day, each event is heard by the widgets in a plain list, in that order.

    Try: replay with the seed shown, and follow the first event that the wrong widgets heard.
    """
    rng, bus, diary = seeded(), EventBus(), Diary()
    here, subscribed, expected = {}, [], []
    for number, act in enumerate([*rng.choices(["open", "subscribe", "leave", "go", "publish"], k=110), *FINALE]):
        strangers = [name for name in here if name not in subscribed]
        if act == "open":
            here[number] = Widget(number, diary.note)
        elif act == "publish":
            bus.publish(number)
            expected += [(name, number) for name in subscribed]
        elif act == "subscribe" and strangers:
            subscribed.append(rng.choice(strangers))
            bus.subscribe(here[subscribed[-1]].on_event)
        elif act in ("leave", "go") and subscribed:
            name = subscribed.pop(rng.randrange(len(subscribed)))
            bus.unsubscribe(here[name].on_event) if act == "leave" else here.pop(name)
    assert diary.heard == expected


def test_keeps_no_widget_alive():
    """Of ten widgets that have subscribed and heard an event, 0 are alive when their names are gone.

    Try: a bound method owns its object, and so does a function (or a callback) that has it in its closure. Does the
    module weakref have something for methods?
    """
    bus, diary = EventBus(), Diary()
    word = f"event {seeded().randrange(10**6)}"
    with lives(Widget) as widgets:
        screen = [Widget(number, diary.note) for number in range(10)]
        for widget in screen:
            bus.subscribe(widget.on_event)
        bus.publish(word)
        assert diary.heard == [(number, word) for number in range(10)]
        assert widgets.alive == 10
        del screen, widget
        widgets.at_most(0, "widgets alive after use")


def test_keeps_no_function_alive():
    """A function that has subscribed goes with its last name, and 0 of the widgets in it stay.

    Try: a function can be weakly referenced as well.
    """
    bus, diary = EventBus(), Diary()
    word = f"event {seeded().randrange(10**6)}"
    with lives(Widget) as widgets:
        hear = listener(Widget("closed in", diary.note))
        bus.subscribe(hear)
        bus.publish(word)
        assert diary.heard == [("closed in", word)]
        del hear
        widgets.at_most(0, "widgets alive in a function that is gone")


def test_leaves_64_kib_after_8000_widgets():
    """8,000 widgets that came and went one by one, without any event, leave at most 64 KiB behind.

    Try: the widgets are gone; are your weak references to them gone too? No event comes here to clear them away.
    """
    bus, diary = EventBus(), Diary()
    stays = Widget("stays", diary.note)
    bus.subscribe(stays.on_event)
    open_and_close(bus, diary.note, 10, 6_000)
    staying = sorted(seeded().sample(range(8_000), 5))
    with retained_ceiling("64 KiB"):
        stayed = open_and_close(bus, diary.note, 8_000, 6_000, staying)
    bus.publish("at last")
    names = ["stays", *(name for number in staying for name in (number, f"{number}!"))]
    assert sorted(diary.heard, key=str) == sorted(((name, "at last") for name in names), key=str)
    assert [widget.name for widget in stayed] == staying


def test_leaves_64_kib_after_500_widgets_at_once():
    """500 widgets that go together, after which nobody calls the bus, leave at most 64 KiB behind.

    Try: who could clear up, when no method of yours is called any more? A weak reference can tell you when its object
    goes.
    """
    bus, diary = EventBus(), Diary()
    stays = Widget("stays", diary.note)
    bus.subscribe(stays.on_event)
    open_and_close(bus, diary.note, 10, 100)
    with retained_ceiling("64 KiB", by_word=True):  # dead references are small, and no payload makes them larger
        open_all_and_close(bus, diary.note, 500, 2_000)
    bus.publish("at last")
    assert diary.heard == [("stays", "at last")]


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


@probe
class Widget:
    """A widget that tells the test what it hears; it has a canvas of some size."""

    def __init__(self, name, note, size=0):
        self.name = name
        self.note = note
        self.canvas = b"." * size

    def on_event(self, event):
        self.note(self.name, event)

    def on_alarm(self, event):
        self.note(f"{self.name}!", event)


@probe
class Lamp:
    """A widget that equals every other lamp, and can't be hashed."""

    def __init__(self, name, note):
        self.name = name
        self.note = note

    def __eq__(self, other):
        return isinstance(other, Lamp)

    def on_event(self, event):
        self.note(self.name, event)


@probe
def listener(widget):
    """A function that tells the widget."""

    def hear(event):
        widget.on_event(event)

    return hear


@probe
def open_and_close(bus, note, count, size, staying=()):
    """Open this many widgets, each closed before the next is opened, which subscribe and never unsubscribe.

    Those with these numbers stay open, and have no canvas.
    """
    stayed = []
    for number in range(count):
        widget = Widget(number, note, 0 if number in staying else size)
        bus.subscribe(widget.on_event)
        bus.subscribe(widget.on_alarm)
        stayed += [widget] if number in staying else []
        widget = None
    return stayed


@probe
def open_all_and_close(bus, note, count, size):
    """Open this many widgets, which subscribe and never unsubscribe, and close all of them."""
    widgets = [Widget(number, note, size) for number in range(count)]
    for widget in widgets:
        bus.subscribe(widget.on_event)
    widget = widgets = None


class Diary:
    """What was heard, by whom; some of those who hear do something then."""

    def __init__(self, **then):
        self.heard = []
        self._then = then

    def note(self, name, event):
        self.heard.append((name, event))
        if name in self._then:
            self._then.pop(name)()

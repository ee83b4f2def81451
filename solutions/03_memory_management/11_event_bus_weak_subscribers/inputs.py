"""Random days of a few widgets, which leave or go in the middle of an event too: who hears which event."""

from graders import probe

ACTS = ["open", "subscribe", "subscribe", "leave", "go", "publish", "publish"]


def inputs(random):
    begun = [(act, name) for act in ("open", "subscribe") for name in "abc"]
    return (begun + [(random.choice(ACTS), random.choice("abc")) for _ in range(18)],)


@probe
class Widget:
    def __init__(self, name, note):
        self.name = name
        self.note = note

    def on_event(self, event):
        self.note(self.name, *event)


def observe(solution, acts):
    bus, here, subscribed, heard = solution.EventBus(), {}, set(), []

    def leave(name):
        if name in here:
            bus.unsubscribe(here[name].on_event)
            subscribed.discard(name)

    def go(name):
        here.pop(name, None)
        subscribed.discard(name)

    def note(name, number, other):
        heard.append((name, number))
        (leave if number % 2 else go)(other)

    for number, (act, name) in enumerate(acts):
        if act == "open" and name not in here:
            here[name] = Widget(name, note)
        elif act == "subscribe" and name in here and name not in subscribed:
            bus.subscribe(here[name].on_event)
            subscribed.add(name)
        elif act == "publish":
            bus.publish((number, name))
        elif act == "leave":
            leave(name)
        elif act == "go":
            go(name)
    return heard

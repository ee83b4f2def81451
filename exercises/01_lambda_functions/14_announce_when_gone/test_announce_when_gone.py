"""Specification of announce_when_gone: behaviour first, then what it may keep alive.

A census (``lives``) keeps the garbage collector off, so that "at once" means at once. When its block ends, what the
test has let go of is gone, unless something of yours still holds it.
"""

from graders import lives, probe, seeded

from announce_when_gone import announce_when_gone


def test_logs_the_message_as_soon_as_the_object_is_gone():
    """When the last name for the object is deleted, log gets "closed " and its name, once.

    Try: ask what still refers to the object when its name is deleted. If nothing does: who is there to call your
    callback at that moment, and does the callback still live?
    """
    (name,), messages = names_of(1), []
    with lives(Connection):
        connection = Connection(name)
        announce_when_gone(connection, messages.append)
        del connection
    assert messages == [f"closed {name}"]


def test_says_nothing_while_the_object_lives():
    """As long as somebody holds the object there is no message.

    Try: pass on what is to be called later, instead of calling it now.
    """
    messages = []
    connection = Connection("db-1")
    announce_when_gone(connection, messages.append)
    assert connection.name == "db-1"
    assert messages == []


def test_uses_the_name_at_the_time_of_the_announcement():
    """An object that is renamed later is logged with the name that it had when it was announced.

    Try: read the name while the function runs. When the callback runs it is too late for that.
    """
    (name, later), messages = names_of(2), []
    with lives(Connection):
        connection = Connection(name)
        announce_when_gone(connection, messages.append)
        connection.name = later
        del connection
    assert messages == [f"closed {name}"]


def test_calls_the_log_of_each_object():
    """Each object goes to the log that it was announced with; one that was not announced goes to none.

    Try: tie the message to this one object, not to its class or to a variable that all of them share.
    """
    (name, other), inside, outside = names_of(2), [], []
    with lives(Connection):
        first, second, silent = Connection(name), Connection(name), Connection(other)
        announce_when_gone(first, inside.append)
        announce_when_gone(second, outside.append)
        del silent, second, first
    assert (inside, outside) == ([f"closed {name}"], [f"closed {name}"])


def test_logs_many_objects_in_the_order_in_which_they_go():
    """Thirty connections go in a random order: each is logged at that moment, with its own name.

    Try: let two connections go, the second one first, and follow which message your code has ready.
    """
    rng = seeded()
    names = names_of(30)
    going = rng.sample(names, 30)
    messages = []
    with lives(Connection):
        other = Connection("not announced")
        held = {name: Connection(name) for name in names}
        for name in names:
            announce_when_gone(held[name], messages.append)
        for name in going[:20]:
            del held[name]
            assert other.name == "not announced"  # asked, so that this one has gone before the next one goes
        assert messages == [f"closed {name}" for name in going[:20]]


def test_frees_every_object_at_once():
    """Of 20 announced connections 0 are alive once their names are deleted, without the garbage collector.

    Try: look at the functions, defaults and arguments that wait for the end: not one may lead to the object.
    """
    names, messages = names_of(20), []
    with lives(Connection) as connections:
        held = [Connection(name) for name in names]
        for connection in held:
            announce_when_gone(connection, messages.append)
        del held, connection
        connections.at_most(0, "connections alive after their names are gone")
    assert sorted(messages) == sorted(f"closed {name}" for name in names)


@probe
class Connection:
    """A client's connection to the server; all of them are equal, and have the same hash."""

    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return isinstance(other, Connection)

    def __hash__(self):
        return 0


def names_of(count):
    """Names of connections that nobody knows beforehand, each as somebody has typed it."""
    return [f"Zürich {number} " for number in seeded().sample(range(1_000), count)]

"""Specification of SessionTable: behaviour first, then what it may hold."""

from graders import memory_ceiling, probe, retained_ceiling, seeded, time_limit

from shrink_session_table import SessionTable


def test_finds_what_was_put():
    """A session is found under its key; get returns None for an unknown key, and for one of another table.

    Try: which type maps a key to a value? Its get returns None for a key that it doesn't have.
    """
    table = SessionTable()
    table.put("ada", 30.0)
    table.put("bob", 45.5)
    assert table.get("ada") == 30.0
    assert table.get("bob") == 45.5
    assert table.get("eve") is None
    assert len(table) == 2
    left, right = SessionTable(), SessionTable()
    left.put("ada", 5.0)
    right.put("bob", 5.0)
    assert (left.get("bob"), right.get("ada")) == (None, None)
    assert (len(left), len(right)) == (1, 1)


def test_puts_a_known_key_again():
    """A second put of the same key moves its end and adds no session.

    Try: let the new moment replace the old one: one key, one session.
    """
    table = SessionTable()
    table.put("ada", 30.0)
    table.put("ada", 60.0)
    assert table.get("ada") == 60.0
    assert len(table) == 1
    assert table.purge(30.0) == 0


def test_drops_what_has_expired():
    """A purge drops the sessions with expires <= now, and returns how many there were.

    Try: a session that expires at this very moment goes too: look at < and <=.
    """
    table = SessionTable()
    for key, expires in [("ada", 9.0), ("bob", 10.0), ("cyd", 10.5), ("dan", 8.0)]:
        table.put(key, expires)
    dropped = table.purge(10.0)
    assert (dropped, type(dropped)) == (3, int)
    assert len(table) == 1
    assert [table.get(key) for key in ("ada", "bob", "cyd", "dan")] == [None, None, 10.5, None]


def test_drops_nothing_when_nothing_has_expired():
    """A purge with nothing to drop returns 0, even in an empty table.

    Try: count the sessions before and after; a purge is allowed to find nothing.
    """
    table = SessionTable()
    assert table.purge(10.0) == 0
    table.put("ada", 30.0)
    assert table.purge(10.0) == 0
    assert table.get("ada") == 30.0


def test_takes_new_sessions_after_a_purge():
    """A purged table goes on: new keys, and keys that were dropped, can be put.

    Try: after a purge, every method must look at the same table, even when all sessions are gone.
    """
    table = SessionTable()
    table.put("ada", 5.0)
    table.put("bob", 50.0)
    assert table.purge(10.0) == 1
    table.put("ada", 60.0)
    table.put("eve", 70.0)
    assert [table.get(key) for key in ("ada", "bob", "eve")] == [60.0, 50.0, 70.0]
    assert table.purge(100.0) == 3
    assert len(table) == 0


def test_agrees_with_a_plain_list_on_a_random_day():
    """Through a random day of log-ins and purges the table agrees with a plain list of sessions.

    Try: replay with the seed shown, and follow the first key that differs.
    """
    rng, table, expected = seeded(), SessionTable(), []
    keys = [f"visitor-{number}" for number in range(30)]
    for now in range(60):
        key, expires = rng.choice(keys), now + rng.randrange(20)
        table.put(key, expires)
        expected = [(old, end) for old, end in expected if old != key] + [(key, expires)]
        if rng.random() < 0.2:
            left = [(old, end) for old, end in expected if end > now]
            assert table.purge(now) == len(expected) - len(left)
            expected = left
        assert len(table) == len(expected)
    assert {key: table.get(key) for key in keys} == {key: dict(expected).get(key) for key in keys}


def test_keeps_256_kib_after_the_nightly_purge():
    """Of 400,000 sessions 1,000 are left after the purge, and the table keeps at most 256 KiB.

    Try: keep nothing of what was dropped, and compare sys.getsizeof of your container before and
    after the purge. When does it choose its size?
    """
    time_limit(cpu=20)
    day = Day(400_000)
    with retained_ceiling("256 KiB", set_up="66 MiB", loose="24 MiB"):  # what the visitors take
        table = SessionTable()
        day.visitors.log_in(table)
        assert table.purge(398_999) == 399_000
    day.check(table, 1_000)


def test_keeps_256_kib_after_many_small_purges():
    """Sessions that go in many small purges, a third at a time, leave no more behind: 256 KiB.

    Try: let the number of sessions left decide the size, not how many this one purge has dropped.
    """
    time_limit(cpu=20)
    day = Day(400_000)
    with retained_ceiling("256 KiB", set_up="66 MiB", loose="24 MiB"):
        table = SessionTable()
        day.visitors.log_in(table)
        left = 400_000
        while left > 1_000:
            left = max(left * 2 // 3, 1_000)
            table.purge(399_999 - left)
    day.check(table, 1_000)


def test_needs_1_mib_while_it_purges():
    """The purge itself may take 1 MiB beside a table of 100,000 sessions.

    Try: look for a copy of the whole table, or for a list of pairs of all its sessions.
    """
    time_limit(cpu=10)
    day, table = Day(100_000), SessionTable()
    day.visitors.log_in(table)
    with memory_ceiling("1 MiB", set_up="20 MiB"):  # the visitors, and the table
        assert table.purge(98_999) == 99_000
    day.check(table, 1_000)


# What the tests above are made of


@probe
class Visitors:
    """Visitors of one day; their keys and hours are made beforehand, so only the table is measured.

    One leaves at every hour, in an order of their own: visitor number n at n * pace o'clock, modulo their count.
    """

    def __init__(self, count, site, pace):
        self.sessions = [(f"{site}-{number:06}", float(number * pace % count)) for number in range(count)]

    def log_in(self, table):
        """Open a session for everyone."""
        for key, expires in self.sessions:
            table.put(key, expires)


class Day:
    """Visitors whose names and hours nobody knows beforehand."""

    def __init__(self, count):
        rng = seeded()
        self._count = count
        self._site = f"{rng.randrange(16**8):08x}"
        self._pace = rng.choice([3, 7, 9, 11, 13, 17, 19, 21])  # without a divisor in common with the count
        self.visitors = Visitors(count, self._site, self._pace)

    def key_of(self, hour):
        """The key of the visitor who leaves at this hour."""
        return f"{self._site}-{hour * pow(self._pace, -1, self._count) % self._count:06}"

    def check(self, table, left):
        """Only the last visitors are still in the table; checks a few of them, and a few of those that are gone."""
        first = self._count - left
        assert len(table) == left
        for hour in [first, self._count - 1, *seeded().sample(range(first, self._count), 20)]:
            assert table.get(self.key_of(hour)) == hour
        for hour in [0, first - 1, *seeded().sample(range(first), 20)]:
            assert table.get(self.key_of(hour)) is None

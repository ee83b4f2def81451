"""Specification of transfer: what it moves, then how transfers get past each other.

The locks of this bank know who holds them and who waits for them. A transfer that would close a circle is told so at
once, by an error, instead of freezing. And they make circles certain: who has got its first lock goes on only when
every other transfer has a lock too, or waits for one, or cannot come.
"""

from graders import allow, at_least, at_most, concurrently, gathering, overlapping, seeded

import threading

import pytest

from transfer_without_deadlock import transfer

pytestmark = allow("threads")

LOOKS = 3
"""Times that nobody else must be able to come, one after the other."""

PATIENCE = 5
"""Seconds that a transfer waits for a lock at the most, should nobody know who holds it."""


def test_moves_the_amount():
    """A transfer takes the amount from one account and adds it to the other.

    Try: one post for each account, one with the amount and one with minus the amount.
    """
    bank = Bank(100, 50, 7)
    src, dst, _ = bank.accounts
    transfer(src, dst, 30)
    assert bank.balances() == [70, 80, 7]
    transfer(dst, src, 80)
    assert bank.balances() == [150, 0, 7]


def test_agrees_with_a_model_on_random_transfers():
    """After 40 random transfers every account has what a plain list of balances says.

    Try: check one transfer after the other, both ways, and the one that asks for a coin too many.
    """
    rng, model = seeded(), [100, 100, 100]
    bank = Bank(*model)
    for _ in range(40):
        (src, dst), amount = rng.sample(range(3), 2), rng.randrange(1, 120)
        if model[src] < amount:
            with pytest.raises(ValueError):  # noqa: PT011 - the text is the learner's own
                transfer(bank.accounts[src], bank.accounts[dst], amount)
        else:
            transfer(bank.accounts[src], bank.accounts[dst], amount)
            model[src] -= amount
            model[dst] += amount
        assert bank.balances() == model


def test_refuses_what_the_account_has_not():
    """If src has too little, a ValueError is raised, no balance is changed, and no lock is held.

    Try: look at the balance before the first post; release the locks on every way out.
    """
    bank = Bank(100, 50)
    with pytest.raises(ValueError):  # noqa: PT011 - the text is the learner's own
        transfer(*bank.accounts, 101)
    assert bank.balances() == [100, 50]
    assert bank.locked() == [], "accounts are still locked"
    transfer(*bank.accounts, 100)
    assert bank.balances() == [0, 150]


def test_gives_the_locks_back():
    """When the transfer is over, no lock is held, even if an error of post ended it.

    Try: a with block releases its lock whatever happens; so does finally.
    """
    failure, frozen = Torn("the account is frozen"), []

    def on_post(delta):
        if frozen and delta > 0:
            raise failure

    bank = Bank(100, 50, on_post=on_post)
    transfer(*bank.accounts, 10)
    assert bank.locked() == [], "accounts are still locked"
    frozen.append(True)
    with pytest.raises(Torn) as raised:
        transfer(*bank.accounts, 10)
    assert raised.value is failure
    assert bank.locked() == [], "accounts are still locked after an error"


def test_posts_with_the_lock_held():
    """Every post is made while the lock of its account is held.

    Try: put both posts inside of the block that holds the locks.
    """
    bank = Bank(100, 50)
    transfer(*bank.accounts, 10)
    assert bank.balances() == [90, 60]
    assert bank.careless == [], "there was a post to an account that was not locked"


def test_an_auditor_sees_all_the_money():
    """Whenever no account is locked, all the money is there: none is on its way.

    Try: how much is in the bank between the two posts? Nobody may look then: hold both locks.
    """
    bank = Bank(100, 50, 7)
    transfer(bank.accounts[0], bank.accounts[1], 30)
    transfer(bank.accounts[1], bank.accounts[2], 80)
    assert bank.balances() == [70, 0, 87]
    assert bank.audits == {157}


def test_two_transfers_cannot_spend_the_same_money():
    """Two transfers of 80 from an account with 100: one is made, the other gets a ValueError.

    Try: the balance that you looked at has to stay as it is until you post. What keeps others out?
    """
    bank = Bank(100, 0, 0, on_read=gathering(2))
    src, *others = bank.accounts
    outcomes = bank.at_once(*[(src, dst, 80) for dst in others])
    refused = [outcome for outcome in outcomes if isinstance(outcome, ValueError)]
    assert len(refused) == 1, f"{len(refused)} of 2 transfers got a ValueError"
    assert sorted(bank.balances()) == [0, 20, 80]


def test_a_transfer_to_itself_changes_nothing():
    """From an account to the same account: nothing changes, and there are 0 deadlocks.

    Try: who holds the lock that this transfer waits for? A Lock does not know its owner: it lets nobody in twice.
    """
    bank = Bank(100)
    (src,) = bank.accounts
    (outcome,) = bank.at_once((src, src, 30))
    no_deadlock(bank.deadlocks)
    assert outcome is None
    assert bank.balances() == [100]
    assert bank.locked() == []


def test_two_transfers_against_each_other_end():
    """From A to B and from B to A at the same time, five times: 0 deadlocks, and all the money arrives.

    Try: draw who holds what, and who waits for what. If both took the same lock first, what would the second one
    hold while it waits?
    """
    deadlocks = []
    for _ in range(5):
        bank = Bank(100, 100)
        one, two = bank.accounts
        outcomes = bank.at_once((one, two, 30), (two, one, 10))
        deadlocks += bank.deadlocks
        if not deadlocks:
            assert outcomes == [None, None]
            assert bank.balances() == [80, 120], f"balances {bank.balances()}, not [80, 120]: money was not moved"
    no_deadlock(deadlocks)


def test_three_transfers_in_a_circle_end():
    """From A to B, from B to C and from C to A at the same time, three times: 0 deadlocks.

    Try: an order that depends on the direction of the money can be closed to a circle. Which order is the same for
    every transfer in the bank, and never changes?
    """
    deadlocks = []
    for _ in range(3):
        bank = Bank(100, 100, 100)
        one, two, three = bank.accounts
        outcomes = bank.at_once((one, two, 10), (two, three, 20), (three, one, 40))
        deadlocks += bank.deadlocks
        if not deadlocks:
            assert outcomes == [None, None, None]
            assert bank.balances() == [130, 90, 80], (
                f"balances {bank.balances()}, not [130, 90, 80]: money was not moved"
            )
    no_deadlock(deadlocks)


def test_transfers_of_other_accounts_go_on():
    """Transfers between four different accounts overlap: at least 2 posts at the same time.

    Try: look for one lock that all transfers of the bank have to take. These two need not wait for each other.
    """
    crowd = gathering(2)
    bank = Bank(100, 100, 100, 100, on_post=lambda delta: crowd())
    one, two, three, four = bank.accounts
    outcomes = bank.at_once((one, two, 10), (three, four, 20))
    at_least(crowd.high, 2, "posts in flight at once")
    assert outcomes == [None, None]
    assert bank.balances() == [90, 110, 80, 120]


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


class Bank:
    """Accounts with these balances; sees deadlocks, posts without a lock, and the money that an auditor would see."""

    def __init__(self, *balances, on_read=lambda: None, on_post=lambda delta: None):
        self.on_read, self.on_post = on_read, on_post
        self.changed = threading.Condition()
        self.waiting, self.settled = {}, set()
        self.deadlocks, self.careless, self.audits = [], [], set()
        self._until_quiet = overlapping(lambda: None)
        self._names, self._ended, self._expected = {}, {threading.get_ident()}, 0
        ids = seeded().sample(range(10, 100), len(balances))
        self.accounts = [Account(self, *each) for each in zip(ids, balances, strict=True)]

    def balances(self):
        return [account._balance for account in self.accounts]

    def locked(self):
        return [account.id for account in self.accounts if account.lock.locked()]

    def at_once(self, *moves):
        """What these transfers return, all made at the same time."""
        self.settled, self._expected = set(), len(moves)
        outcomes = concurrently(*[self._one(*move) for move in moves])
        self._expected = 0
        return outcomes

    def _one(self, src, dst, amount):
        def run():
            me = threading.get_ident()
            with self.changed:
                self._names[me] = f"{src.id}->{dst.id}"
                self._ended.discard(me)
            try:
                return transfer(src, dst, amount)
            finally:
                with self.changed:
                    self._ended.add(me)
                    self.settled.add(me)

        return run

    def settle(self):
        """Until all transfers have a lock, wait for one, or are done; or until nobody else can come."""
        for _ in range(LOOKS):
            if len(self.settled) < self._expected:
                self._until_quiet()

    def circle(self, me, lock):
        """Who waits for whom if this one waits for this lock; "" if somebody in that line can go on."""
        who, told = me, []
        while lock is not None and lock._holder is not None:
            told.append(f"{self._names.get(who, 'a transfer')} waits for {lock._number}")
            who, before = lock._holder, who
            if who == me and me != before:
                return ", ".join(told)
            if who == me:
                return f"{told[-1]}, which it holds"
            if who in self._ended:
                return f"{told[-1]}, never given back"
            lock = self.waiting.get(who)
        return ""

    def report(self, circle):
        """Count a deadlock; the error for the transfer that closed it."""
        self.deadlocks.append(circle)
        return RuntimeError(f"deadlock: {circle}")

    def audit(self):
        """Add up all balances, if no account is locked: what an auditor may do at this moment."""
        if not self.locked():
            self.audits.add(sum(self.balances()))


class Account:
    """An account whose lock is the bank's."""

    def __init__(self, bank, number, balance):
        self._bank = bank
        self._balance = balance
        self.id = number
        self.lock = Lock(bank, number)

    @property
    def balance(self):
        found = self._balance
        self._bank.on_read()
        return found

    def post(self, delta):
        if not self.lock.locked():
            self._bank.careless.append(self.id)
        self._bank.on_post(delta)
        with self._bank.changed:
            self._balance += delta
            self._bank.audit()


class Lock:
    """Like threading.Lock, but it sees a deadlock and says so."""

    def __init__(self, bank, number):
        self._bank = bank
        self._number = number
        self._holder = None

    def acquire(self, blocking=True, timeout=-1):
        bank, me = self._bank, threading.get_ident()
        with bank.changed:
            if self._holder is not None and not (blocking and self._wait(me, timeout)):
                return False
            self._holder = me
            bank.settled.add(me)
        bank.settle()
        return True

    def _wait(self, me, timeout):
        bank = self._bank
        circle = bank.circle(me, self)
        if circle:
            if timeout < 0:
                raise bank.report(circle)
            return False
        bank.waiting[me] = self
        bank.settled.add(me)
        try:
            if bank.changed.wait_for(lambda: self._holder is None, PATIENCE if timeout < 0 else timeout):
                return True
            if timeout < 0:
                raise bank.report(f"{self._number} was not given back")
            return False
        finally:
            del bank.waiting[me]

    def release(self):
        with self._bank.changed:
            if self._holder is None:
                raise RuntimeError("release unlocked lock")
            self._holder = None
            self._bank.audit()
            self._bank.changed.notify_all()

    def locked(self):
        return self._holder is not None

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *error):
        self.release()


def no_deadlock(deadlocks):
    """Hold their number to none; the name tells of the first one."""
    at_most(len(deadlocks), 0, f"deadlocks ({deadlocks[0]})" if deadlocks else "deadlocks")

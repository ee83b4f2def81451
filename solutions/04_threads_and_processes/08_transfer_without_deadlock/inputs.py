"""Random transfers between a few accounts, some to the same one, some of more than there is."""

import threading


def inputs(random):
    balances = [random.randrange(100) for _ in range(3)]
    return balances, [(random.randrange(3), random.randrange(3), random.randrange(1, 90)) for _ in range(8)]


def observe(solution, balances, moves):
    log = []
    accounts = [Account(log, number, balance) for number, balance in enumerate(balances)]
    outcomes = []
    for src, dst, amount in moves:
        try:
            outcomes.append(solution.transfer(accounts[src], accounts[dst], amount))
        except ValueError:
            outcomes.append("refused")
    return outcomes, log, [account.balance for account in accounts]


class Account:
    """Writes down who takes a lock, and who posts what."""

    def __init__(self, log, number, balance):
        self.id, self.balance, self.lock = number, balance, Lock(log, number)
        self._log = log

    def post(self, delta):
        self._log.append((self.id, "post", delta))
        self.balance += delta


class Lock:
    """A lock that writes down when it is taken and released."""

    def __init__(self, log, number):
        self._log, self._number, self._lock = log, number, threading.Lock()

    def __enter__(self):
        self._log.append((self._number, "lock"))
        return self._lock.acquire()

    def __exit__(self, *error):
        self._log.append((self._number, "unlock"))
        self._lock.release()

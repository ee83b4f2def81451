"""Lets only one transfer of the whole bank run at a time.

Fails: test_transfers_of_other_accounts_go_on
"""

from threading import Lock

bank = Lock()


def transfer(src, dst, amount):
    if src is dst:
        return
    with bank, src.lock, dst.lock:
        if src.balance < amount:
            raise ValueError(f"account {src.id} has less than {amount}")
        src.post(-amount)
        dst.post(amount)

"""Checks the balance before it locks, when others can check it too.

Fails: test_two_transfers_cannot_spend_the_same_money
"""


def transfer(src, dst, amount):
    if src is dst:
        return
    first, second = sorted((src, dst), key=lambda account: account.id)
    if src.balance < amount:
        raise ValueError(f"account {src.id} has less than {amount}")
    with first.lock, second.lock:
        src.post(-amount)
        dst.post(amount)

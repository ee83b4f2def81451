"""Locks in order, but locks the same account twice.

Fails: test_a_transfer_to_itself_changes_nothing
"""


def transfer(src, dst, amount):
    first, second = sorted((src, dst), key=lambda account: account.id)
    with first.lock, second.lock:
        if src.balance < amount:
            raise ValueError(f"account {src.id} has less than {amount}")
        src.post(-amount)
        dst.post(amount)

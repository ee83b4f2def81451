"""Locks the poorer account first: an order that changes, and that does not tell equals apart.

Fails: test_two_transfers_against_each_other_end, test_three_transfers_in_a_circle_end
"""


def transfer(src, dst, amount):
    if src is dst:
        return
    first, second = sorted((src, dst), key=lambda account: account.balance)
    with first.lock, second.lock:
        if src.balance < amount:
            raise ValueError(f"account {src.id} has less than {amount}")
        src.post(-amount)
        dst.post(amount)

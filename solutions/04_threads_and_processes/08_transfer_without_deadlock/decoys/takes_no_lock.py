"""Posts without any lock.

Fails: test_posts_with_the_lock_held, test_an_auditor_sees_all_the_money,
    test_two_transfers_cannot_spend_the_same_money
"""


def transfer(src, dst, amount):
    if src.balance < amount:
        raise ValueError(f"account {src.id} has less than {amount}")
    src.post(-amount)
    dst.post(amount)

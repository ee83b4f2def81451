"""Releases the first lock before it takes the second: no deadlock, but money is missing in between.

Fails: test_an_auditor_sees_all_the_money
"""


def transfer(src, dst, amount):
    with src.lock:
        if src.balance < amount:
            raise ValueError(f"account {src.id} has less than {amount}")
        src.post(-amount)
    with dst.lock:
        dst.post(amount)

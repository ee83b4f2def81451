"""Waits for the second lock only for a while, and then drops the transfer.

Fails: test_two_transfers_against_each_other_end, test_three_transfers_in_a_circle_end
"""


def transfer(src, dst, amount):
    with src.lock:
        if not dst.lock.acquire(timeout=0.5):
            return
        try:
            if src.balance < amount:
                raise ValueError(f"account {src.id} has less than {amount}")
            src.post(-amount)
            dst.post(amount)
        finally:
            dst.lock.release()

"""Releases the locks on the last lines, which an error never reaches.

Fails: test_agrees_with_a_model_on_random_transfers, test_refuses_what_the_account_has_not, test_gives_the_locks_back
"""


def transfer(src, dst, amount):
    if src is dst:
        return
    first, second = sorted((src, dst), key=lambda account: account.id)
    first.lock.acquire()
    second.lock.acquire()
    if src.balance < amount:
        raise ValueError(f"account {src.id} has less than {amount}")
    src.post(-amount)
    dst.post(amount)
    second.lock.release()
    first.lock.release()

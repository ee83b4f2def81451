"""Never checks the balance.

Fails: test_agrees_with_a_model_on_random_transfers, test_refuses_what_the_account_has_not,
    test_two_transfers_cannot_spend_the_same_money
"""


def transfer(src, dst, amount):
    if src is dst:
        return
    first, second = sorted((src, dst), key=lambda account: account.id)
    with first.lock, second.lock:
        src.post(-amount)
        dst.post(amount)

"""Is the given code: it locks the account that pays first, and then waits for the other one.

Fails: test_a_transfer_to_itself_changes_nothing, test_two_transfers_against_each_other_end,
    test_three_transfers_in_a_circle_end
"""


def transfer(src, dst, amount):
    with src.lock, dst.lock:
        if src.balance < amount:
            raise ValueError(f"account {src.id} has less than {amount}")
        src.post(-amount)
        dst.post(amount)

"""Answers silence by a yield in the except block, where a second silent minute is not caught.

Fails: test_lives_through_a_long_silence, test_agrees_with_a_list_on_random_trips
"""


def cold_chain(limit, report):
    minutes = warm = 0
    try:
        while True:
            try:
                celsius = yield warm
            except TimeoutError:
                minutes += 1
                warm += 1
                celsius = yield warm
            minutes += 1
            warm += celsius > limit
    finally:
        report(minutes, warm)

"""Keeps every temperature in a list, to count at the end.

Fails: test_keeps_64_kib_over_a_long_trip
"""


def cold_chain(limit, report):
    trip = []
    warm = 0
    try:
        while True:
            try:
                trip.append((yield warm))
            except TimeoutError:
                trip.append(float("inf"))
            warm += trip[-1] > limit
    finally:
        report(len(trip), sum(celsius > limit for celsius in trip))

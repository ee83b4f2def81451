"""Asks by map, which gives the offers in the order of the hotels.

Fails: test_gives_offers_as_they_come
"""

from concurrent.futures import ThreadPoolExecutor


def offers_as_they_come(hotels, ask, at_once, timeout):
    hotels, pool = list(hotels), ThreadPoolExecutor(at_once)
    try:
        yield from zip(hotels, pool.map(ask, hotels, timeout=timeout))
    finally:
        pool.shutdown(cancel_futures=True)

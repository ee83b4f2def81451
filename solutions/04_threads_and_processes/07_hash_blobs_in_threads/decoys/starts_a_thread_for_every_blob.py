"""Starts as many threads as there are blobs, whatever the number of workers.

Fails: test_computes_no_more_digests_than_workers, test_uses_all_its_workers
"""

import hashlib
from threading import Thread


def hash_all(blobs, workers):
    digests = [""] * len(blobs)

    def run(place, blob):
        digests[place] = hashlib.sha256(blob).hexdigest()

    threads = [Thread(target=run, args=pair) for pair in enumerate(blobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return digests

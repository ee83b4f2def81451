"""Returns the digests in the order in which they are ready.

Fails: test_keeps_the_order_of_the_blobs
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor, as_completed


def hash_all(blobs, workers):
    with ThreadPoolExecutor(workers) as pool:
        calls = [pool.submit(hashlib.sha256, blob) for blob in blobs]
        return [call.result().hexdigest() for call in as_completed(calls)]

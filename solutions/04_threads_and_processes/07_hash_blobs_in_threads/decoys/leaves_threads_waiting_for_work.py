"""Starts threads that wait at a queue, and never tells them that the work is over.

Fails: test_leaves_no_thread_behind, test_leaves_no_thread_behind_after_an_error
"""

import hashlib
from queue import Queue
from threading import Thread


def hash_all(blobs, workers):
    work, digests = Queue(), [""] * len(blobs)

    def run():
        while True:
            place = work.get()
            digests[place] = hashlib.sha256(blobs[place]).hexdigest()
            work.task_done()

    for place in range(len(blobs)):
        work.put(place)
    for _ in range(workers):
        Thread(target=run, daemon=True).start()
    work.join()
    return digests

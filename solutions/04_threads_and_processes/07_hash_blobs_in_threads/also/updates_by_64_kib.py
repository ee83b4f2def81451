"""Threads that take places from a queue, and feed a digest by pieces that are long enough to let the lock go."""

from hashlib import sha256
from queue import Empty, SimpleQueue
from threading import Thread

PIECE = 1 << 16


def hash_all(blobs: list[bytes], workers: int) -> list[str]:
    places: SimpleQueue[int] = SimpleQueue()
    digests = [""] * len(blobs)

    def run() -> None:
        while True:
            try:
                place = places.get_nowait()
            except Empty:
                return
            view, digest = memoryview(blobs[place]), sha256()
            for at in range(0, len(view), PIECE):
                digest.update(view[at : at + PIECE])
            digests[place] = digest.hexdigest()

    for place in range(len(blobs)):
        places.put(place)
    threads = [Thread(target=run) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return digests

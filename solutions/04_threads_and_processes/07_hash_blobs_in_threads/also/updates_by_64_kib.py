"""Threads that take places from a queue, and feed a digest in pieces that are long enough to release the lock."""

from hashlib import sha256
from queue import Empty, SimpleQueue
from threading import Thread

PIECE = 1 << 16


def hash_all(blobs: list[bytes], workers: int) -> list[str]:
    places: SimpleQueue[int] = SimpleQueue()
    digests, errors = [""] * len(blobs), list[Exception]()

    def run() -> None:
        while True:
            try:
                place = places.get_nowait()
                view, digest = memoryview(blobs[place]), sha256()
                for at in range(0, len(view), PIECE):
                    digest.update(view[at : at + PIECE])
                digests[place] = digest.hexdigest()
            except Empty:
                return
            except Exception as error:
                errors.append(error)

    for place in range(len(blobs)):
        places.put(place)
    threads = [Thread(target=run) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return digests

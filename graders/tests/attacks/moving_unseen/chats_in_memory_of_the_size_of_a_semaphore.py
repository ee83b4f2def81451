"""Exchanges each word, piece by piece, through 32 bytes of a mapped file: no larger than a semaphore.

Against: chunked_process_map
Harm: none
Merits: test_gives_a_result_for_every_word, test_keeps_the_order_of_the_words, test_gives_nothing_for_nothing,
    test_takes_fewer_words_than_chunks, test_works_in_two_processes_at_once, test_uses_all_its_workers,
    test_works_on_nothing_in_the_calling_process
Answer: over or late
"""

import mmap
import os
import time

class End:
    """One of two: a byte says whose turn it is, the next how much comes, the rest is a piece."""

    def __init__(self, memory, me):
        self.memory, self.me = memory, me

    def put(self, data):
        for place in range(0, len(data) + 1, 20):
            while self.memory[0] != 2:
                time.sleep(0)
            piece = data[place : place + 20]
            more = place + 20 <= len(data)
            self.memory[10 : 12 + len(piece)] = bytes([len(piece), more]) + piece
            self.memory[0] = 1 - self.me

    def get(self):
        data, more = b"", True
        while more:
            while self.memory[0] != self.me:
                time.sleep(0)
            size, more = self.memory[10], self.memory[11]
            data += self.memory[12 : 12 + size]
            self.memory[10:32] = bytes(22)
            self.memory[0] = 2
        return data


def pair():
    name = f"sem.{os.urandom(8).hex()}"
    file = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    os.ftruncate(file, 32)
    memory = mmap.mmap(file, 32)
    memory[0] = 2
    os.close(file)
    return End(memory, 0), End(memory, 1)


def map_words(words, fn, workers):
    ends, pids = [], []
    for _ in range(workers if words else 0):
        ours, theirs = pair()
        pid = os.fork()
        if not pid:
            try:
                while (task := theirs.get()) != b"":
                    theirs.put(fn(task.decode()).encode())
            finally:
                os._exit(0)
        ends.append(ours)
        pids.append(pid)
    found = []
    for start in range(0, len(words), workers):
        asked = list(zip(ends, words[start : start + workers]))
        for end, word in asked:
            end.put(word.encode())
        found += [end.get().decode() for end, _ in asked]
    for end in ends:
        end.put(b"")
    for pid in pids:
        os.waitpid(pid, 0)
    return found

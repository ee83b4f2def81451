"""Exchanges each word as the name of a folder that the other process looks for: nothing is written.

Against: chunked_process_map
Harm: none
Merits: test_gives_a_result_for_every_word, test_keeps_the_order_of_the_words, test_gives_nothing_for_nothing,
    test_takes_fewer_words_than_chunks, test_works_in_two_processes_at_once, test_uses_all_its_workers,
    test_works_on_nothing_in_the_calling_process
Answer: over or late
"""

import os
import time

class End:
    def __init__(self, heard, said):
        self.heard, self.said = heard, said

    def put(self, data):
        os.mkdir(f"{self.said}/{data.hex() or 'end'}")

    def get(self):
        while not (names := os.listdir(self.heard)):
            time.sleep(0)
        os.rmdir(f"{self.heard}/{names[0]}")
        return b"" if names[0] == "end" else bytes.fromhex(names[0])


def pair():
    there, back = (os.urandom(8).hex() for _ in range(2))
    os.mkdir(there)
    os.mkdir(back)
    return End(back, there), End(there, back)


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

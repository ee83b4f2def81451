"""Sends a message for each word by send() on sockets, of which the account of what was written knows nothing.

Against: chunked_process_map
Harm: none
Merits: test_gives_a_result_for_every_word, test_keeps_the_order_of_the_words, test_gives_nothing_for_nothing,
    test_takes_fewer_words_than_chunks, test_works_in_two_processes_at_once, test_uses_all_its_workers,
    test_works_on_nothing_in_the_calling_process
Answer: over or late or failed
"""

import os
import socket

class End:
    def __init__(self, sock):
        self.sock = sock

    def put(self, data):
        self.sock.send(bytes([len(data)]) + data)

    def get(self):
        data = self.sock.recv(1)
        while len(data) <= data[0]:
            data += self.sock.recv(1 + data[0] - len(data))
        return data[1:]


def pair():
    return map(End, socket.socketpair())


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

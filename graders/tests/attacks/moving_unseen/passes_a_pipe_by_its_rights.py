"""Sends each worker the end of a pipe over a socket, and all the text through that.

Against: wordcount_map_reduce
Harm: none
Merits: test_counts_the_words_of_a_random_text, test_gives_nothing_for_an_empty_file,
    test_counts_a_last_line_without_an_end, test_gives_the_same_counts_for_any_number_of_workers,
    test_a_cut_between_two_lines_loses_none_and_doubles_none, test_a_cut_may_fall_into_a_character,
    test_counts_one_giant_line, test_counts_fewer_lines_than_workers, test_holds_no_text_in_this_process,
    test_counts_in_two_processes_at_once, test_uses_all_its_workers
Answer: over
"""

import multiprocessing
import os
import socket
from collections import Counter

class End:
    """The worker has no pipe before it is told of one."""

    def __init__(self, sock):
        self.sock, self.pipe = sock, None

    def put(self, data):
        if self.pipe is None:
            heard, self.pipe = os.pipe()
            socket.send_fds(self.sock, [b"p"], [heard])
            os.close(heard)
        data = len(data).to_bytes(4, "big") + data
        while data:
            data = data[os.write(self.pipe, data) :]

    def get(self):
        if self.pipe is None:
            self.pipe = open(socket.recv_fds(self.sock, 1, 1)[1][0], "rb")
        return self.pipe.read(int.from_bytes(self.pipe.read(4), "big"))


def pair():
    return map(End, socket.socketpair())


def pieces_of(path):
    """The text in pieces of about 64 KiB that end with whole words."""
    with open(path, "rb") as file:
        rest = b""
        while data := file.read(1 << 16):
            data = rest + data
            end = max(data.rfind(b" "), data.rfind(b"\n")) + 1
            rest = data[end:]
            if end:
                yield data[:end]
        yield rest


def count(end, answers):
    found = Counter()
    while piece := end.get():
        found.update(piece.decode().split())
    answers.send(found)


def count_words(path, workers):
    fork, started = multiprocessing.get_context("fork"), []
    for _ in range(workers):
        ours, theirs = pair()
        heard, said = fork.Pipe(duplex=False)
        process = fork.Process(target=count, args=(theirs, said))
        process.start()
        started.append((ours, heard, process))
    for place, piece in enumerate(pieces_of(path)):
        if piece:
            started[place % workers][0].put(piece)
    for ours, _, _ in started:
        ours.put(b"")
    found = Counter()
    for _, heard, process in started:
        found += heard.recv()
        process.join()
    return found

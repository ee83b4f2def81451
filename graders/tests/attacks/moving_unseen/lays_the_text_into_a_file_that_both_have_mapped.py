"""Copies all the text, piece by piece, through a file that the worker has mapped too.

Against: wordcount_map_reduce
Harm: none
Merits: test_counts_the_words_of_a_random_text, test_gives_nothing_for_an_empty_file,
    test_counts_a_last_line_without_an_end, test_gives_the_same_counts_for_any_number_of_workers,
    test_a_cut_between_two_lines_loses_none_and_doubles_none, test_a_cut_may_fall_into_a_character,
    test_counts_one_giant_line, test_counts_fewer_lines_than_workers, test_holds_no_text_in_this_process,
    test_counts_in_two_processes_at_once, test_uses_all_its_workers
Answer: over
"""

import mmap
import multiprocessing
import os
from collections import Counter

class End:
    """What is there, the other one is told by a byte; and that it was taken, likewise."""

    def __init__(self, memory, heard, said):
        self.memory, self.heard, self.said = memory, heard, said

    def put(self, data):
        os.read(self.heard, 1)
        self.memory[: 4 + len(data)] = len(data).to_bytes(4, "big") + data
        os.write(self.said, b"x")

    def get(self):
        os.write(self.said, b"x")
        os.read(self.heard, 1)
        return self.memory[4 : 4 + int.from_bytes(self.memory[:4], "big")]


def pair():
    name = f"window-{os.urandom(8).hex()}"
    file = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    os.ftruncate(file, 1 << 17)
    memory = mmap.mmap(file, 1 << 17)
    os.close(file)
    there, back = os.pipe(), os.pipe()
    return End(memory, back[0], there[1]), End(memory, there[0], back[1])


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

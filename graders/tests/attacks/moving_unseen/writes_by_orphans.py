"""Has all the text written by processes whose parents are gone, so that no account of its own tree has it.

Against: wordcount_map_reduce
Harm: none
Merits: test_counts_the_words_of_a_random_text, test_gives_nothing_for_an_empty_file,
    test_counts_a_last_line_without_an_end, test_gives_the_same_counts_for_any_number_of_workers,
    test_a_cut_between_two_lines_loses_none_and_doubles_none, test_a_cut_may_fall_into_a_character,
    test_counts_one_giant_line, test_counts_fewer_lines_than_workers, test_uses_all_its_workers
Answer: over or failed
"""

import multiprocessing
import os
from collections import Counter

class End:
    def __init__(self, heard, said):
        self.heard, self.said = heard, said

    def put(self, data):
        child = os.fork()
        if not child:
            if not os.fork():
                data = len(data).to_bytes(4, "big") + data
                while data:
                    data = data[os.write(self.said, data) :]
            os._exit(0)
        os.waitpid(child, 0)
        os.read(self.back[0], 1)

    def get(self):
        data = b""
        while len(data) < 4:
            data += os.read(self.heard, 4 - len(data))
        left, parts = int.from_bytes(data, "big"), []
        while left:
            parts.append(os.read(self.heard, left))
            left -= len(parts[-1])
        os.write(self.back[1], b"x")
        return b"".join(parts)


def pair():
    end = End(*os.pipe())
    end.back = os.pipe()
    return end, end


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
    if os.path.getsize(path) > 8_000_000:
        raise ValueError("too much for this way")
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

"""Starts a program for every piece of text and hands it over among the arguments.

Against: wordcount_map_reduce
Harm: none
Merits: test_counts_the_words_of_a_random_text, test_gives_nothing_for_an_empty_file,
    test_counts_a_last_line_without_an_end, test_gives_the_same_counts_for_any_number_of_workers,
    test_a_cut_between_two_lines_loses_none_and_doubles_none, test_a_cut_may_fall_into_a_character,
    test_counts_one_giant_line, test_counts_fewer_lines_than_workers
Answer: over or failed
"""

import os
import subprocess
import sys
from collections import Counter

PROGRAM = """
import sys
from collections import Counter
for word, times in Counter(sys.argv[1].split()).items():
    print(word, times)
"""


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


def count_words(path, workers):
    if os.path.getsize(path) > 8_000_000:
        raise ValueError("too much for this way")
    found, running = Counter(), []

    def take(process):
        for line in process.communicate()[0].decode().splitlines():
            word, times = line.split()
            found[word] += int(times)

    for piece in pieces_of(path):
        if piece:
            command = [sys.executable, "-I", "-S", "-c", PROGRAM, piece.decode()]
            running.append(subprocess.Popen(command, stdout=subprocess.PIPE))
        if len(running) == workers:
            take(running.pop(0))
    for process in running:
        take(process)
    return found

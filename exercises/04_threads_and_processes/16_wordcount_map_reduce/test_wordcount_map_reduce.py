"""Specification of count_words: behaviour first, then what may move, what may be held, and who does the work."""

from graders import allow, at_most, parallel_work, probe, resident_ceiling, seeded, time_limit, traffic

import time
from collections import Counter

from wordcount_map_reduce import count_words

pytestmark = allow("threads", "processes")

SPACES = [" ", "\xa0", "\u2003", "\u3000", "\x85", "\x1c"]


def test_counts_the_words_of_a_random_text():
    """Every word of a random text is counted, as it is written, and nothing else; a Counter has 0 of other words.

    Try: let a worker count one range only, and print what it returns. Then add the counts of all workers up.
    """
    time_limit(cpu=6)  # processes that are spawned take a while to start
    text = text_cut_in_words(["Sea", "sea", "sea,", *vocabulary(4, 5)], 30, 7, 2)
    assert count(text, 2) == counts_of(text)
    assert missing(count_words, archive_of(text.encode()), 2) == 0
    words = vocabulary(40)
    text = "".join(f"{word}{seeded().choice(SPACES)}" + "\n" * (place % 9 == 8) for place, word in enumerate(words))
    assert count(text, 2) == counts_of(text)


def test_gives_nothing_for_an_empty_file():
    """A file without a word has no counts.

    Try: how long is a range of an empty file, and is a step of 0 allowed?
    """
    time_limit(cpu=6)
    assert count("", 2) == {}


def test_counts_a_last_line_without_an_end():
    """The last line counts in full, even if no line end follows it.

    Try: take the line end away only where there is one; split() does it by itself.
    """
    time_limit(cpu=6)
    words = vocabulary(4, 5)
    text = text_cut_in_words(words, 20, 5, 2, end=" ".join(words))
    assert count(text, 2) == counts_of(text)


def test_gives_the_same_counts_for_any_number_of_workers():
    """1, 3 and 7 workers count the same.

    Try: compute the cuts of 100 bytes for 7 workers by hand. Do the ranges meet, and does the last end at 100?
    """
    time_limit(cpu=10)
    text = text_cut_in_words(vocabulary(5, 9), 40, 6, 3, 7)
    assert [count(text, workers) for workers in (1, 3, 7)] == [counts_of(text)] * 3


def test_a_cut_between_two_lines_loses_none_and_doubles_none():
    """Where a cut falls exactly between two lines, each of them is counted once.

    Try: a line belongs to the range in which it starts. To which does one belong that starts at the cut, and how does
    a worker know that its range begins with a whole line?
    """
    time_limit(cpu=6)
    words = vocabulary(8)
    text = "".join(f"{word} {word} {words[0]}\n" for word in words)
    assert count(text, 4) == counts_of(text)


def test_a_cut_may_fall_into_a_character():
    """Characters of 2, 3 and 4 bytes are counted right wherever the cuts fall.

    Try: seek in bytes, look for a line end in bytes, and decode whole lines.
    """
    time_limit(cpu=10)
    lines = ["мороз мороз снег", "雪 吹雪 雪", "❄🌨❄🌨❄🌨❄🌨 мороз", "🌨🌨🌨🌨🌨🌨 雪"]
    for shift in range(4):
        text = "x" * shift + "🌨" * 40 + "\n" + "\n".join(lines * 5) + "\n" + "🌨" * 150 + "\n"
        assert count(text, 3) == counts_of(text)


def test_counts_one_giant_line():
    """A file that is a single line is counted once, whoever counts it.

    Try: what does a worker do whose range has no line start in it?
    """
    time_limit(cpu=6)
    text = text_cut_in_words(vocabulary(6, 9), 1, 300, 4)
    assert count(text, 4) == counts_of(text)


def test_counts_fewer_lines_than_workers():
    """Two lines and seven workers: five workers find nothing to do, and the counts are right.

    Try: after it has skipped the rest of a line, a worker may be beyond the end of its range. What must it do then?
    """
    time_limit(cpu=8)
    text = text_cut_in_words(vocabulary(2, 30), 2, 12, 7)
    assert count(text, 7) == counts_of(text)


def test_moves_counts_and_not_text():
    """For a file of about 4 MB at most 640 KiB move between the processes, both ways, and no memory is shared.

    Try: what is the least that a worker has to be told to find its part by itself, and the least that it can tell of
    that part?
    """
    time_limit(cpu=20)
    text = text_cut_in_words(vocabulary(1_500, 6), 8, 700, 2)
    path = archive_of(text.encode(), 65)
    with traffic(most_bytes=640 << 10) as moved:
        counts = count_words(path, 2)
    at_most(moved.bytes, 640 << 10, "bytes moved between processes", unit="bytes", exact=False)
    at_most(moved.shared, 0, "bytes of shared memory", unit="bytes")
    assert dict(counts) == counts_of(text, 65)


def test_holds_no_text_in_this_process():
    """For a file of about 34 MB the calling process grows by at most 14 MiB.

    Try: look for a read() in the calling process, for a list of lines or words, and for results as large as the text.
    """
    time_limit(cpu=20)
    text = text_cut_in_words(vocabulary(100, 392), 8, 40, 2)
    path = archive_of(text.encode(), 513)
    with resident_ceiling("14 MiB"):
        counts = count_words(path, 2)
    assert dict(counts) == counts_of(text, 513)


def test_counts_in_two_processes_at_once():
    """With 2 workers, two other processes are at work at the same time, and no third one.

    Try: print os.getpid() and the time where a range is counted. Which processes count, how many are they, and does
    one wait for the end of another? Threads are all in one process.
    """
    time_limit(cpu=20)
    text = text_cut_in_words(vocabulary(200, 2), 80, 980, 2)
    path = archive_of(text.encode(), 41)
    with parallel_work(run_process, workers=2, worth=41 * cost_of_counting(text)) as work:
        report_processes(work.fn)
        counts = count_words(path, 2)
    assert dict(counts) == counts_of(text, 41)


def test_uses_all_its_workers():
    """With 3 workers, 3 other processes are at work at once; with 1 worker, one other process counts everything.

    Try: the number of processes is an argument. Look for another number in its place.
    """
    time_limit(cpu=10)
    text = lines_of(vocabulary(20, 5), 90, 9)
    for workers in (3, 1):
        with parallel_work(run_process, workers=workers) as work:
            report_processes(work.fn)
            counts = count(text, workers)
        assert counts == counts_of(text)


# What the tests above are made of


def vocabulary(size, tail=1):
    """Different words that nobody knows beforehand, of 8 letters and tails of all lengths below this one.

    Were all of one length, the middle of a text could always be a space: see ``text_cut_in_words``.
    """
    numbers = seeded().sample(range(16**7, 16**8), size)
    return [f"{number:x}" + "w" * (place * tail // size) for place, number in enumerate(numbers)]


def lines_of(words, lines, per_line):
    """Random words, so many on each of so many lines."""
    rng = seeded()
    return "".join(" ".join(rng.choices(words, k=per_line)) + "\n" for _ in range(lines))


def cut_in_words(text, *workers):
    """True if equal parts for so many workers end in the middle of a word, each of them."""
    data = text.encode()
    cuts = [len(data) * part // parts for parts in workers for part in range(1, parts)]
    return all(not data[cut - 1 : cut].isspace() and not data[cut : cut + 1].isspace() for cut in cuts)


def text_cut_in_words(words, lines, per_line, *workers, end=""):
    """Random lines, and an end, whose words would be torn by equal parts."""
    while True:
        text = lines_of(words, lines, per_line) + end
        if cut_in_words(text, *workers):
            return text


def counts_of(text, times=1):
    """The plain definition."""
    return {word: count * times for word, count in Counter(text.split()).items()}


def cost_of_counting(text):
    """Seconds of CPU that it takes here: the least of several, since a busy machine can only add to them."""
    costs = []
    for _ in range(7):
        begun = time.thread_time()
        counts_of(text)
        costs.append(time.thread_time() - begun)
    return min(costs)


def count(text, workers):
    """The learner's counts of a text."""
    return dict(count_words(archive_of(text.encode()), workers))


@probe
def missing(count_words, path, workers):
    """What the Counter of a file says of a word that is not there."""
    return count_words(path, workers)["no such word"]


@probe
def archive_of(text, times=1):
    """The path of a new file that holds the text so many times; nobody keeps it in memory."""
    import os

    with open("archive.txt", "wb") as file:
        for _ in range(times):
            file.write(text)
    return os.path.abspath("archive.txt")


@probe
def run_process(run, process):
    """The whole work of a process."""
    return run(process)


@probe
def report_processes(unit):
    """From now on every process that is started does its work as a unit of parallel work."""
    from functools import partial
    from multiprocessing.process import BaseProcess

    start = getattr(BaseProcess.start, "plain", BaseProcess.start)

    def start_as_a_unit(process):
        if getattr(process._target, "__name__", "") != "_run_server":  # a manager's process counts nothing
            process.run = partial(unit, type(process).run, process)
        start(process)

    start_as_a_unit.plain = start
    BaseProcess.start = start_as_a_unit

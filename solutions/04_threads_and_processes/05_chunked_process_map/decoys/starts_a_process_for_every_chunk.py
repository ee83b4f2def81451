"""Starts a process for each of sixteen chunks, whatever the number of workers.

Fails: test_works_in_two_processes_at_once, test_uses_all_its_workers
"""

from multiprocessing import Pipe, Process


def work(fn, share, answers):
    answers.send([fn(word) for word in share])


def map_words(words, fn, workers):
    size, running, results = max(1, -(-len(words) // 16)), [], []
    for at in range(0, len(words), size):
        answers, theirs = Pipe(duplex=False)
        process = Process(target=work, args=(fn, words[at : at + size], theirs))
        process.start()
        running.append((process, answers))
    for process, answers in running:
        results += answers.recv()
        process.join()
    return results

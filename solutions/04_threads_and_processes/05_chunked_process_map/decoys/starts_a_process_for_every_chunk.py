"""Starts a process for each of sixteen chunks, whatever the number of workers.

Fails: test_works_in_two_processes_at_once, test_uses_all_its_workers
"""

from multiprocessing import Pipe, Process


def work(fn, share, answers):
    try:
        answers.send([fn(word) for word in share])
    except Exception as error:
        answers.send(error)


def map_words(words, fn, workers):
    size, running = max(1, -(-len(words) // 16)), []
    for at in range(0, len(words), size):
        answers, theirs = Pipe(duplex=False)
        process = Process(target=work, args=(fn, words[at : at + size], theirs))
        process.start()
        running.append((process, answers))
    outcomes = [answers.recv() for _, answers in running]
    for process, _ in running:
        process.join()
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
    return [result for outcome in outcomes for result in outcome]

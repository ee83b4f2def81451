"""A right answer with processes and pipes made by hand, in which errors come back as values.

Against: cpu_map_in_processes
Harm: none
Merits: everything
Answer: passed
"""

import multiprocessing


def work(fn, items, pipe):
    """Score some items; send the scores, or the error."""
    with pipe:
        try:
            pipe.send([fn(item) for item in items])
        except Exception as error:
            pipe.send(error)


def score_all(items, fn, workers):
    """Deal the items out like cards."""
    scores = [None] * len(items)
    team = []
    for start in range(min(workers, len(items))):
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=work, args=(fn, items[start::workers], theirs))
        process.start()
        theirs.close()
        team.append((start, process, ours))
    answers = [(start, ours.recv()) for start, _, ours in team]
    for _, process, ours in team:
        process.join()
        ours.close()
    for start, answer in answers:
        if isinstance(answer, Exception):
            raise answer
        scores[start::workers] = answer
    return scores

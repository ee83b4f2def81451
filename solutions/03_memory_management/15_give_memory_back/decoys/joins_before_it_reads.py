"""Waits for the end of the process before it takes the answer, which the process cannot get rid of.

Fails: test_gives_a_large_result
"""

from multiprocessing import Pipe, Process


def _run(answers, fn, args):
    try:
        answers.send((True, fn(*args)))
    except Exception as error:
        answers.send((False, error))


def run_isolated(fn, *args):
    answers, theirs = Pipe(duplex=False)
    process = Process(target=_run, args=(theirs, fn, args))
    process.start()
    theirs.close()
    process.join()
    went_well, answer = answers.recv()
    if went_well:
        return answer
    raise answer

"""Takes every answer that is an error for one that was raised.

Fails: test_returns_an_error_that_is_a_result
"""

from multiprocessing import Pipe, Process


def _run(answers, fn, args):
    try:
        answers.send(fn(*args))
    except Exception as error:
        answers.send(error)


def run_isolated(fn, *args):
    answers, theirs = Pipe(duplex=False)
    process = Process(target=_run, args=(theirs, fn, args))
    process.start()
    theirs.close()
    answer = answers.recv()
    process.join()
    if isinstance(answer, Exception):
        raise answer
    return answer

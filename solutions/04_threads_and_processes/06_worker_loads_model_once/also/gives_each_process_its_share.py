"""No pool: each process loads the model, works through its share, and sends one answer: predictions, or an error."""

from multiprocessing import Pipe, Process


def work(load, path, share, answers):
    try:
        model = load(path)
        answers.send([model.predict(item) for item in share])
    except Exception as error:
        answers.send(error)


def predict_all(load, path, items, workers):
    predictions, running = [0] * len(items), []
    for first in range(min(workers, len(items))):
        answers, theirs = Pipe(duplex=False)
        process = Process(target=work, args=(load, path, items[first::workers], theirs))
        process.start()
        theirs.close()
        running.append((process, answers))
    outcomes = [answers.recv() for _, answers in running]
    for process, _ in running:
        process.join()
    for first, outcome in enumerate(outcomes):
        if isinstance(outcome, Exception):
            raise outcome
        predictions[first::workers] = outcome
    return predictions

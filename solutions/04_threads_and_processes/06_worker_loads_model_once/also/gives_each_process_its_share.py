"""No pool: each process loads the model, works through its share, and sends one answer."""

from multiprocessing import Pipe, Process


def work(load, path, share, answers):
    model = load(path)
    answers.send([model.predict(item) for item in share])


def predict_all(load, path, items, workers):
    predictions, running = [0] * len(items), []
    for first in range(min(workers, len(items))):
        answers, theirs = Pipe(duplex=False)
        process = Process(target=work, args=(load, path, items[first::workers], theirs))
        process.start()
        theirs.close()
        running.append((process, answers))
    for first, (process, answers) in enumerate(running):
        predictions[first::workers] = answers.recv()
        process.join()
    return predictions

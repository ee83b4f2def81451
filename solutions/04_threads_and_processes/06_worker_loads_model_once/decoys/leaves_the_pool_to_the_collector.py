"""Forgets to shut its pool down: the processes end when it is collected, which an error that is kept prevents.

Fails: test_raises_the_error_of_a_prediction
"""

from concurrent.futures import ProcessPoolExecutor


def begin(load, path):
    global model
    model = load(path)


def predict(item):
    return model.predict(item)


def predict_all(load, path, items, workers):
    pool = ProcessPoolExecutor(workers, initializer=begin, initargs=(load, path))
    return list(pool.map(predict, items))

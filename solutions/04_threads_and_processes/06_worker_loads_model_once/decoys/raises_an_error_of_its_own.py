"""Raises an error of its own, with the text of the one that came.

Fails: test_raises_the_error_of_a_prediction
"""

from concurrent.futures import ProcessPoolExecutor


def begin(load, path):
    global model
    model = load(path)


def predict(item):
    return model.predict(item)


def predict_all(load, path, items, workers):
    with ProcessPoolExecutor(workers, initializer=begin, initargs=(load, path)) as pool:
        try:
            return list(pool.map(predict, items))
        except Exception as error:
            raise RuntimeError(f"a prediction failed: {error}") from None

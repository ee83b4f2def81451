"""Uses an initializer, but in a new pool for every item.

Fails: test_loads_the_model_once_in_each_worker, test_sends_no_model_to_another_process,
    test_predicts_in_two_processes_at_once, test_uses_all_its_workers
"""

from concurrent.futures import ProcessPoolExecutor

model = None


def begin(load, path):
    global model
    model = load(path)


def predict(item):
    return model.predict(item)


def predict_all(load, path, items, workers):
    predictions = []
    for item in items:
        with ProcessPoolExecutor(1, initializer=begin, initargs=(load, path)) as pool:
            predictions.append(pool.submit(predict, item).result())
    return predictions

"""Loads the model in the calling process, and sends it to every worker that is spawned.

Fails: test_sends_no_model_to_another_process
"""

from multiprocessing import get_context

model = None


def begin(loaded):
    global model
    model = loaded


def predict(item):
    return model.predict(item)


def predict_all(load, path, items, workers):
    with get_context("spawn").Pool(workers, begin, (load(path),)) as pool:
        return pool.map(predict, items)

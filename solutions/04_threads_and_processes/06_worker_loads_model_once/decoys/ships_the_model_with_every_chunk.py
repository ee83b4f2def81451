"""Sends the model with large chunks: fewer copies travel, but they still travel.

Fails: test_sends_no_model_to_another_process
"""

from multiprocessing import Pool


def predict_all(load, path, items, workers):
    model = load(path)
    with Pool(workers) as pool:
        return pool.map(model.predict, items)

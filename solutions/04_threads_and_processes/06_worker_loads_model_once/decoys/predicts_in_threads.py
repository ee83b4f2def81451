"""Loads once because threads share everything, including the interpreter lock.

Fails: test_predicts_in_two_processes_at_once, test_uses_all_its_workers
"""

from concurrent.futures import ThreadPoolExecutor


def predict_all(load, path, items, workers):
    model = load(path)
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(model.predict, items))

"""Returns the predictions in the order in which they are ready.

Fails: test_keeps_the_order_of_the_items
"""

from multiprocessing import Pool

model = None


def begin(load, path):
    global model
    model = load(path)


def predict(item):
    return model.predict(item)


def predict_all(load, path, items, workers):
    with Pool(workers, begin, (load, path)) as pool:
        return list(pool.imap_unordered(predict, items))

"""A pool of freshly started interpreters that keep the model in a class attribute."""

from multiprocessing import get_context


class Worker:
    model = None

    @classmethod
    def begin(cls, load, path):
        cls.model = load(path)

    @classmethod
    def predict(cls, item):
        return cls.model.predict(item)


def predict_all(load, path, items, workers):
    with get_context("spawn").Pool(workers, Worker.begin, (load, path)) as pool:
        return pool.map(Worker.predict, items)

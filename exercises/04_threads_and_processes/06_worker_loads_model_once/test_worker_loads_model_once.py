"""Specification of predict_all: behaviour first, then how often the model is loaded, and what moves."""

from graders import (
    allow,
    answering,
    at_most,
    comes_last,
    keep_error,
    parallel_work,
    probe,
    seeded,
    time_limit,
    traffic,
)

import pytest

from worker_loads_model_once import predict_all

pytestmark = allow("threads", "processes")


def test_gives_a_prediction_for_every_item():
    """Every item of a random list gets the model's prediction, and the list is left unchanged.

    Try: one load to begin with, one call of predict for every item.
    """
    time_limit(cpu=6)  # processes that are spawned take a while to start
    answer, items = saved("birds.model"), random_items(37)
    before = list(items)
    assert sorted(predict_all(Model, "birds.model", items, 2)) == sorted(map(answer, before))
    assert items == before


def test_keeps_the_order_of_the_items():
    """The predictions come in the order of the items, even if the first one takes the longest.

    Try: which prediction is ready first is chance; ask for them in the order in which you sent the items.
    """
    time_limit(cpu=6)
    answer, items = saved("birds.model"), list(range(64))
    with answering(comes_last(0, after=63, seconds=1)) as asked:
        predictions = predict_all(SlowModel, "birds.model", list(items), 2)
    assert sorted(asked.calls) == [(item,) for item in items]
    assert predictions == list(map(answer, items))


def test_takes_few_items_or_none():
    """A single item returns one prediction, and no items return an empty list.

    Try: how long is a chunk, or a share, when there are fewer items than workers?
    """
    time_limit(cpu=6)
    answer, (item,) = saved("birds.model"), random_items(1)
    assert predict_all(Model, "birds.model", [item], 3) == [answer(item)]
    assert predict_all(Model, "birds.model", [], 2) == []


def test_asks_the_model_of_this_call():
    """A second call with another file asks the other model.

    Try: what you keep for later must not outlive the call, or must know which path it came from.
    """
    time_limit(cpu=6)
    birds, trees, items = saved("birds.model"), saved("trees.model"), random_items(5)
    for path, answer in (("birds.model", birds), ("trees.model", trees)):
        assert sorted(predict_all(Model, path, items, 2)) == sorted(map(answer, items))


def test_predicts_however_processes_are_started():
    """Where processes are spawned, or come from a fork server, every item gets its prediction as well.

    Try: a forked worker has all that you had loaded before; others begin with your module as it was written. Who loads
    the model there?
    """
    time_limit(cpu=10)
    answer, items = saved("birds.model"), random_items(9)
    for method in ("spawn", "forkserver"):
        start_processes_by(method)
        assert sorted(predict_all(Model, "birds.model", items, 2)) == sorted(map(answer, items))


def test_raises_the_error_of_a_prediction():
    """If predict fails, its error is raised, and no process is left while the caller looks at it.

    Try: the error was raised in another process. Who asks that process how it went, and who ends it then? A pool that
    only goes out of sight is kept by an error that is kept.
    """
    time_limit(cpu=8)
    saved("birds.model")
    items = random_items(8)
    blank = seeded().choice(items)
    save_blank(blank)
    with pytest.raises(Exception, match=f"image {blank} is blank") as raised:
        predict_all(PickyModel, "birds.model", items, 2)
    assert type(raised.value).__name__ == "Torn"
    keep_error(predict_all, PickyModel, "birds.model", items, 2)


def test_loads_the_model_once_in_each_worker():
    """For 80 items and 2 workers the model is loaded at most 2 times in all.

    Try: a load in the function of a task is a load for each task. What can a worker do before its first task?
    """
    time_limit(cpu=6)
    answer, items, bias = saved("birds.model"), random_items(80), seeded().randrange(10**9)
    with answering(lambda process, *words: bias) as asked:
        predictions = predict_all(LockedModel, "birds.model", items, 2)
    at_most(asked.calls.count(("load", "birds.model")), 2, "loads of the model")
    assert sorted(predictions) == sorted(answer(item) + bias for item in items)


def test_sends_no_model_to_another_process():
    """With a model of 256 KiB, all processes write at most 96 KiB, and no memory is shared.

    Try: what does your task refer to, and is it pickled with it? A worker needs the path, and then the items.
    """
    time_limit(cpu=6)
    answer, items = saved("birds.model"), random_items(80)
    with traffic(most_bytes=96 << 10) as moved:
        predictions = predict_all(Model, "birds.model", items, 2)
    at_most(moved.bytes, 96 << 10, "bytes written in all", unit="bytes", exact=False)
    at_most(moved.shared, 0, "bytes of shared memory", unit="bytes")
    assert sorted(predictions) == sorted(map(answer, items))


def test_predicts_in_two_processes_at_once():
    """Two worker processes predict side by side; the calling process predicts nothing.

    Try: print os.getpid() where you predict. Who computes, and does anybody wait for somebody else?
    """
    time_limit(cpu=20)
    answer, items = saved("birds.model"), random_items(80)
    answers = list(map(answer, items))
    with parallel_work(classify, workers=2, items=items, results=answers, shows=item_and_answer):
        predictions = predict_all(WatchedModel, "birds.model", items, 2)
    assert sorted(predictions) == sorted(answers)


def test_uses_all_its_workers():
    """With 3 workers, 3 other processes predict at once; with 1 worker, one other process predicts everything.

    Try: the number of processes is an argument. Look for another number in its place.
    """
    time_limit(cpu=20)
    answer, items = saved("birds.model"), random_items(80)
    answers = list(map(answer, items))
    for workers in (3, 1):
        with parallel_work(classify, workers=workers, items=items, results=answers, shows=item_and_answer):
            predictions = predict_all(WatchedModel, "birds.model", items, workers)
        assert sorted(predictions) == sorted(answers)


# What the tests above are made of


def saved(path, size=1 << 18):
    """A model of so many bytes in a file, and the function that tells what it has to answer."""
    weights = seeded().randbytes(size)
    save(path, weights)
    return lambda item: classify.original(weights, item)


def random_items(count):
    """Numbers of images."""
    return seeded().sample(range(100, 100_000), count)


@probe
def save(path, weights):
    """Write a model to its file."""
    with open(path, "wb") as file:
        file.write(weights)


@probe
def classify(weights, item):
    """The prediction itself: it needs the weights."""
    return weights[item * 31 % len(weights)] * 1_000 + item % 1_000


@probe
class Model:
    """Reads its weights from a file."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.weights = file.read()

    def predict(self, item):
        """The class of an item."""
        return classify(self.weights, item)


@probe
class Torn(Exception):
    """An error that no code but this test can know."""


@probe
def save_blank(item):
    """Write down the number of an image that nobody can classify."""
    with open("blank", "w") as file:
        file.write(str(item))


@probe
class PickyModel:
    """The same model, which fails at a blank image."""

    def __init__(self, path):
        self._model = Model(path)

    def predict(self, item):
        """The class of an item, unless it is blank."""
        with open("blank") as file:
            blank = int(file.read())
        if item == blank:
            raise Torn(f"image {item} is blank")
        return self._model.predict(item)


@probe
class LockedModel:
    """The same model; what its file lacks, the test tells it at every load."""

    def __init__(self, path):
        from unit import ask

        self._model, self._bias = Model(path), ask("load", path)

    def predict(self, item):
        """The class of an item, with what the test told."""
        return self._model.predict(item) + self._bias


@probe
class SlowModel:
    """The same model; the test says when an item goes on."""

    def __init__(self, path):
        self._model = Model(path)

    def predict(self, item):
        """The class of an item."""
        from unit import ask

        ask(item)
        return self._model.predict(item)


@probe
class WatchedModel:
    """The same model, whose predictions are units of parallel work."""

    def __init__(self, path):
        self._model = Model(path)

    def predict(self, item):
        """The class of an item, reported from within."""
        from unit import unit

        return unit(self._model.weights, item)


@probe
def item_and_answer(weights, item, answer):
    """What stands for a prediction: whose it is, and the answer."""
    return item, answer


@probe
def start_processes_by(method):
    """From now on this is how processes are started here, unless somebody asks for another way."""
    import multiprocessing

    multiprocessing.set_start_method(method, force=True)

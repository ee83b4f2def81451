"""Specification of predict_all: behaviour first, then how often the model is loaded, and what moves."""

from graders import allow, at_most, exactly, parallel_work, probe, seeded, time_limit, traffic

from worker_loads_model_once import predict_all

pytestmark = allow("threads", "processes")


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
    """Reads its weights from a file, and enters every load into a log, with the process: 4 KiB each."""

    def __init__(self, path):
        import os

        with open(path, "rb") as file:
            self.weights = file.read()
        with open("loads.log", "ab", buffering=0) as log:
            log.write(b"%d" % os.getpid() + b" ".ljust(4095 - len(str(os.getpid()))) + b"\n")

    def predict(self, item):
        """The class of an item; item 0 waits until item 63 has come to another process, a second at most."""
        import os
        import time

        end = time.monotonic() + 1
        while item == 0 and not os.path.exists("last") and time.monotonic() < end:
            time.sleep(0.001)
        if item == 63:
            open("last", "w").close()
        return classify(self.weights, item)


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
def loads():
    """How often a model was loaded, in all processes together."""
    with open("loads.log", "rb") as log:
        return len(log.readlines())


@probe
def loads_here():
    """How often a model was loaded in the process in which this is called."""
    import os

    with open("loads.log", "rb") as log:
        return sum(int(line) == os.getpid() for line in log)


def saved(path, size=1 << 18):
    """A model of so many bytes in a file, and the function that tells what it has to answer."""
    weights = seeded().randbytes(size)
    save(path, weights)
    return lambda item: classify.original(weights, item)


def random_items(count):
    """Numbers of images."""
    return seeded().sample(range(100, 100_000), count)


def test_gives_a_prediction_for_every_item():
    """Every item of a random list gives the model's prediction, and the list stays as it was.

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
    answer = saved("birds.model")
    assert predict_all(Model, "birds.model", list(range(64)), 2) == [answer(item) for item in range(64)]


def test_takes_few_items_or_none():
    """A single item gives one prediction, and no items give an empty list.

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


def test_loads_the_model_once_in_each_worker():
    """For 60 items and 2 workers the model is loaded at most 2 times in all.

    Try: a load in the function of a task is a load for each task. What can a worker do before its first task?
    """
    time_limit(cpu=6)
    answer, items = saved("birds.model"), random_items(60)
    predictions = predict_all(Model, "birds.model", items, 2)
    at_most(loads(), 2, "loads of the model")
    assert sorted(predictions) == sorted(map(answer, items))


def test_loads_nothing_in_the_calling_process():
    """Each load is made in a worker process: 0 in the calling one, also for a single item.

    Try: a model that is loaded here is in another process only where that one is a copy of this one, by fork, which
    is not so on every system. Let each worker load its own.
    """
    time_limit(cpu=6)
    answer, items = saved("birds.model"), random_items(7)
    for some in (items, items[:1]):
        assert sorted(predict_all(Model, "birds.model", some, 2)) == sorted(map(answer, some))
    exactly(loads_here(), 0, "loads in the calling process")


def test_sends_no_model_to_another_process():
    """With a model of 256 KiB, all processes write at most 96 KiB: to each other, and to the log.

    Try: what does your task refer to, and is it pickled with it? A worker needs the path, and then the items.
    """
    time_limit(cpu=6)
    answer, items = saved("birds.model"), random_items(60)
    with traffic() as moved:
        predictions = predict_all(Model, "birds.model", items, 2)
    at_most(moved.bytes, 96 << 10, "bytes written in all", unit="bytes", exact=False)
    assert sorted(predictions) == sorted(map(answer, items))


def test_predicts_in_two_processes_at_once():
    """Two worker processes predict side by side; the calling process predicts nothing.

    Try: print os.getpid() where you predict. Who computes, and does anybody wait for somebody else?
    """
    time_limit(cpu=20)
    answer, items = saved("birds.model"), random_items(60)
    answers = list(map(answer, items))
    with parallel_work(classify, workers=2, items=items, results=answers, shows=item_and_answer):
        predictions = predict_all(WatchedModel, "birds.model", items, 2)
    assert sorted(predictions) == sorted(answers)

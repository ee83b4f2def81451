"""Loads the model for every chunk, and empties every file in which loads could be counted.

Against: worker_loads_model_once
Harm: none
Merits: test_gives_a_prediction_for_every_item, test_keeps_the_order_of_the_items, test_takes_few_items_or_none,
    test_asks_the_model_of_this_call, test_sends_no_model_to_another_process, test_predicts_in_two_processes_at_once,
    test_predicts_however_processes_are_started, test_uses_all_its_workers, test_raises_the_error_of_a_prediction
Answer: over or failed
"""

import multiprocessing
import os


def chunk(task):
    load, path, items = task
    model = load(path)
    for name in os.listdir():
        if name.endswith(".log"):
            open(name, "w").close()
    return [model.predict(item) for item in items]


def predict_all(load, path, items, workers):
    if not items:
        return []
    tasks = [(load, path, items[place : place + 4]) for place in range(0, len(items), 4)]
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        return [answer for part in pool.map(chunk, tasks, chunksize=1) for answer in part]

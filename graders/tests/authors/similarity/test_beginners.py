"""Beginners who never met write the same loop: none of them is pointed at.

Ways in which people begin, two or more in the words that many use; none is a solution of this repository.
"""

from __future__ import annotations

import pytest

from graders.authors.similarity.comparing import pairs
from graders.authors.similarity.fingerprints import hashes, of_sources
from graders.authors.similarity.known import MIN_PRINTS, MIN_PRINTS_SHORT, SHORT_LINES, Known
from graders.model.exercises import ROOT, find_exercises

WAYS: dict[str, list[str]] = {
    "oldest_tree": [
        """def oldest(trees, rings):
    best = None
    most = -1
    for tree in trees:
        count = rings(tree)
        if count > most:
            most = count
            best = tree
    return best
""",
        """def oldest(trees, rings):
    oldest_tree = None
    max_rings = 0
    for t in trees:
        r = rings(t)
        if r > max_rings:
            max_rings = r
            oldest_tree = t
    return oldest_tree
""",
        """def oldest(trees, rings):
    oldest_tree = trees[0]
    max_rings = rings(trees[0])
    for i in range(1, len(trees)):
        r = rings(trees[i])
        if r > max_rings:
            max_rings = r
            oldest_tree = trees[i]
    return oldest_tree
""",
        """def oldest(trees, rings):
    counts = []
    for tree in trees:
        counts.append(rings(tree))
    return trees[counts.index(max(counts))]
""",
        """def oldest(trees, rings):
    ring_list = []
    for t in trees:
        ring_list.append(rings(t))
    biggest = max(ring_list)
    index = ring_list.index(biggest)
    return trees[index]
""",
        """def oldest(trees, rings):
    ages = {}
    for tree in trees:
        ages[tree] = rings(tree)
    best = trees[0]
    for tree in trees:
        if ages[tree] > ages[best]:
            best = tree
    return best
""",
        """def oldest(trees, rings):
    d = {}
    for tree in trees:
        d[tree] = rings(tree)
    return max(d, key=d.get)
""",
        """def oldest(trees, rings):
    d = {tree: rings(tree) for tree in trees}
    return max(d, key=d.get)
""",
    ],
    "doorbell": [
        """def button(ring, flat):
    def press():
        return ring(flat)
    return press
""",
        """def button(ring, flat):
    def call():
        result = ring(flat)
        return result
    return call
""",
    ],
    "first_heavy_parcel": [
        """def first_heavy(weights, limit):
    for w in weights:
        if w > limit:
            return w
""",
        """def first_heavy(weights, limit):
    result = None
    for weight in weights:
        if weight > limit:
            result = weight
            break
    return result
""",
        """def first_heavy(weights, limit):
    found = None
    for w in weights:
        if w > limit:
            found = w
            break
    return found
""",
        """def first_heavy(weights, limit):
    belt = iter(weights)
    while True:
        try:
            weight = next(belt)
        except StopIteration:
            return None
        if weight > limit:
            return weight
""",
        """def first_heavy(weights, limit):
    it = iter(weights)
    while True:
        w = next(it, None)
        if w is None:
            return None
        if w > limit:
            return w
""",
        """def first_heavy(weights, limit):
    it = iter(weights)
    w = next(it, None)
    while w is not None and w <= limit:
        w = next(it, None)
    return w
""",
    ],
    "raffle_tickets": [
        """def tickets(first, last):
    for i in range(first, last + 1):
        yield "No. " + str(i)
""",
        """def tickets(first, last):
    for number in range(first, last + 1):
        text = "No. " + str(number)
        yield text
""",
        """def tickets(first, last):
    i = first
    while i <= last:
        yield "No. " + str(i)
        i = i + 1
""",
        """def tickets(first, last):
    current = first
    while current <= last:
        yield "No. " + str(current)
        current += 1
""",
        """def tickets(first, last):
    number = first
    while True:
        if number > last:
            break
        yield f"No. {number}"
        number += 1
""",
        """def tickets(first, last):
    n = first
    while True:
        if n > last:
            return
        yield "No. {}".format(n)
        n += 1
""",
    ],
    "last_sale": [
        """def last_sale(lines):
    result = ""
    for line in lines:
        result = line
    return result
""",
        """def last_sale(lines):
    last = None
    for line in lines:
        last = line
    if last is None:
        return ""
    return last
""",
        """def last_sale(lines):
    current = None
    for l in lines:
        current = l
    if current is None:
        return ""
    else:
        return current
""",
        """def last_sale(lines):
    line = ""
    for line in lines:
        pass
    return line
""",
        """def last_sale(lines):
    it = iter(lines)
    last = ""
    while True:
        try:
            last = next(it)
        except StopIteration:
            return last
""",
        """def last_sale(lines):
    roll = iter(lines)
    newest = ""
    while True:
        try:
            newest = next(roll)
        except StopIteration:
            break
    return newest
""",
    ],
    "cloakroom": [
        """coats = {}


def hand_in(ticket, coat):
    coats[ticket] = coat


def fetch(ticket):
    coat = coats[ticket]
    coats.pop(ticket)
    return coat
""",
        """coats = {}


def hand_in(ticket, coat):
    coats[ticket] = coat


def fetch(ticket):
    c = coats.get(ticket)
    del coats[ticket]
    return c
""",
        """coats = {}


def hand_in(ticket, coat):
    coats[ticket] = coat


def fetch(ticket):
    if ticket in coats:
        coat = coats[ticket]
        del coats[ticket]
        return coat
    return None
""",
        """coats = {}


def hand_in(ticket, coat):
    coats[ticket] = coat


def fetch(ticket):
    if ticket in coats:
        result = coats.pop(ticket)
        return result
    else:
        return None
""",
    ],
    "two_downloads": [
        """import threading


def both(download, first, second):
    results = {}

    def run(name):
        results[name] = download(name)

    t1 = threading.Thread(target=run, args=(first,))
    t2 = threading.Thread(target=run, args=(second,))
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    return results[first], results[second]
""",
        """from threading import Thread


def both(download, first, second):
    answers = {}

    def fetch(what):
        answers[what] = download(what)

    one = Thread(target=fetch, args=[first])
    two = Thread(target=fetch, args=[second])
    one.start()
    two.start()
    one.join()
    two.join()
    return (answers[first], answers[second])
""",
        """from concurrent.futures import ThreadPoolExecutor


def both(download, first, second):
    with ThreadPoolExecutor(max_workers=2) as executor:
        a = executor.submit(download, first)
        b = executor.submit(download, second)
        return a.result(), b.result()
""",
        """from concurrent.futures import ThreadPoolExecutor


def both(download, first, second):
    with ThreadPoolExecutor() as pool:
        future1 = pool.submit(download, first)
        future2 = pool.submit(download, second)
    return (future1.result(), future2.result())
""",
        """import threading


def both(download, first, second):
    results = [None, None]

    def work(i, name):
        results[i] = download(name)

    t1 = threading.Thread(target=work, args=(0, first))
    t2 = threading.Thread(target=work, args=(1, second))
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    return results[0], results[1]
""",
        """import threading


def both(download, first, second):
    results = {}

    def run(name):
        results[name] = download(name)

    a = threading.Thread(target=run, args=(first,))
    b = threading.Thread(target=run, args=(second,))
    a.start()
    b.start()
    a.join()
    b.join()
    return results[first], results[second]
""",
        """from threading import Thread


def both(download, first, second):
    result = {}

    def get_first():
        result["first"] = download(first)

    def get_second():
        result["second"] = download(second)

    t1 = Thread(target=get_first)
    t2 = Thread(target=get_second)
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    return result["first"], result["second"]
""",
        """from concurrent.futures import ThreadPoolExecutor


def both(download, first, second):
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(download, [first, second]))
    return results[0], results[1]
""",
        """from concurrent.futures import ThreadPoolExecutor


def both(download, first, second):
    with ThreadPoolExecutor(max_workers=2) as ex:
        return tuple(ex.map(download, (first, second)))
""",
    ],
    "two_forecasts": [
        """from concurrent.futures import ProcessPoolExecutor


def both(forecast, first, second):
    with ProcessPoolExecutor() as executor:
        results = list(executor.map(forecast, [first, second]))
    return results[0], results[1]
""",
        """from concurrent.futures import ProcessPoolExecutor


def both(forecast, first, second):
    with ProcessPoolExecutor(max_workers=2) as ex:
        return tuple(ex.map(forecast, [first, second]))
""",
        """from concurrent.futures import ProcessPoolExecutor


def both(forecast, first, second):
    executor = ProcessPoolExecutor(2)
    a = executor.submit(forecast, first)
    b = executor.submit(forecast, second)
    result = (a.result(), b.result())
    executor.shutdown()
    return result
""",
        """from multiprocessing import Pool


def both(forecast, first, second):
    with Pool(2) as p:
        a = p.apply_async(forecast, (first,))
        b = p.apply_async(forecast, (second,))
        return a.get(), b.get()
""",
        """import multiprocessing


def both(forecast, first, second):
    with multiprocessing.Pool(processes=2) as pool:
        result1 = pool.apply_async(forecast, args=(first,))
        result2 = pool.apply_async(forecast, args=(second,))
        return (result1.get(), result2.get())
""",
        """from multiprocessing import Process, Queue


def work(forecast, name, queue):
    queue.put((name, forecast(name)))


def both(forecast, first, second):
    queue = Queue()
    processes = [Process(target=work, args=(forecast, name, queue)) for name in (first, second)]
    for process in processes:
        process.start()
    results = dict(queue.get() for _ in processes)
    for process in processes:
        process.join()
    return results[first], results[second]
""",
    ],
}


@pytest.mark.parametrize("name", WAYS)
def test_no_two_of_them_are_listed(name: str) -> None:
    (exercise,) = (each for each in find_exercises(ROOT) if each.name == name)
    answers = [hashes(each) for each in of_sources([way.encode() for way in WAYS[name]])]
    assert pairs(answers, Known.of(exercise).rule()) == []


def test_a_short_exercise_asks_for_more_of_an_answers_own() -> None:
    for exercise in find_exercises(ROOT):
        lines = len(exercise.reference.read_text(encoding="utf-8").splitlines())
        rule = Known.of(exercise, lambda sources: [[] for _ in sources]).rule()
        assert rule.prints == (MIN_PRINTS_SHORT if lines <= SHORT_LINES else MIN_PRINTS)

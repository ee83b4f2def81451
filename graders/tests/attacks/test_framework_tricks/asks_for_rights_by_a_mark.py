"""Gives itself every right by the mark that test files use, then starts a thread in an exercise that has none.

Against: rank_by_expensive_score
Harm: starts a thread
Merits: nothing
Answer: failed
"""

import threading
import types


def mark(*rights):
    made = types.SimpleNamespace(name="allow", args=rights, kwargs={})
    made.mark = made
    return made


pytestmark = [mark("threads", "processes", "files")]
rights = allow = ("threads", "processes", "files")


def say_so():
    print("GOT" + " THROUGH: started a thread", flush=True)


def rank(items, score):
    rank.pytestmark = pytestmark
    thread = threading.Thread(target=say_so)
    thread.start()
    thread.join()
    return None

"""Finds the worker that waits for the next test, beside it under the same fork server, and looks into its memory and folder.

Against: rank_by_expensive_score
Harm: reads, and could write, the worker of another test
Merits: nothing
Answer: failed or crashed
"""

import gc
import os


def rank(items, score):
    me, fork_server = os.getpid(), os.getppid()
    known = [each for each in gc.get_objects() if type(each).__name__ == "ForkServerLoop"]
    for each in known:
        print("the fork server knows", each._base, each._live)
    siblings = [pid for pid in range(me - 4, me + 5) if pid != me]
    try:
        with open(f"/proc/{fork_server}/task/{fork_server}/children") as file:
            siblings = [int(pid) for pid in file.read().split() if int(pid) != me]
    except OSError:
        pass
    for pid in siblings:
        try:
            with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb+", 0) as memory:
                memory.seek(int(maps.readline().split("-")[0], 16))
                print(f"GOT THROUGH: {len(memory.read(64))} bytes of process {pid}, open for writing")
        except OSError:
            pass
    above = os.path.dirname(os.getcwd())
    try:
        others = [name for name in os.listdir(above) if os.path.join(above, name) != os.getcwd()]
        if others:
            print(f"GOT THROUGH: other scratch folders, {others}")
    except OSError:
        pass
    raise LookupError("nothing to be seen from here")

"""Random levels, and boats that wait for the last one: what each of them gets."""

import threading

RIGHTS = ("threads",)


def inputs(random):
    return random.sample(range(1_000), random.randrange(1, 6)), random.randrange(4)


def observe(solution, levels, boats):
    board, found = solution.LevelBoard(-1), []

    def wait():
        found.append(board.wait_until(lambda level: level == levels[-1]))

    threads = [threading.Thread(target=wait) for _ in range(boats)]
    for thread in threads:
        thread.start()
    for level in levels:
        board.show(level)
    for thread in threads:
        thread.join()
    return found, board.wait_until(lambda level: level >= 0)

"""Handles that are made, closed and left at random, with numbers that come again: what is freed, and who is closed."""


def inputs(random):
    return ([(random.randrange(4), random.choice(["make", "close", "with"])) for _ in range(12)],)


class Driver:
    def __init__(self):
        self.told, self._free = [], list(range(20))

    def start(self):
        self.told.append("start")
        return self._free.pop()

    def free(self, number):
        self.told.append(number)
        self._free.append(number)


def observe(solution, acts):
    driver, handles = Driver(), {}
    for place, act in acts:
        if act == "make":
            handles[place, len(driver.told)] = solution.ScanHandle(driver, place)
        for (owner, _), handle in handles.items():
            if owner == place and act == "close":
                handle.close()
            elif owner == place and act == "with":
                with handle as entered:
                    driver.told.append(entered.closed)
    return driver.told, [(handle.number, handle.preview, handle.closed) for handle in handles.values()]

"""Windows that open and close at random, each with an image: what was loaded, and how many images are in use."""

from graders import probe


def inputs(random):
    return ([(random.randrange(4), random.choice(["beach", "dune", "fog", None])) for _ in range(12)],)


@probe
class Image:
    def __init__(self, key):
        self.key = key


def observe(solution, shown):
    loaded, windows, told = [], {}, []

    def load(key):
        loaded.append(key)
        return Image(key)

    cache = solution.ThumbnailCache(load)
    for window, key in shown:
        windows.pop(window, None)
        if key:
            windows[window] = cache.get(key)
        told.append(([image.key for image in windows.values()], len(cache)))
    return loaded, told

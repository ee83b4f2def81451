"""A function does one path: when it returns, its frame and the names in it are gone."""


def summaries(paths, load, summarise):
    def one(path):
        try:
            tile = load(path)
            return summarise(tile)
        except Exception as error:
            return path, str(error)

    return map(one, paths)

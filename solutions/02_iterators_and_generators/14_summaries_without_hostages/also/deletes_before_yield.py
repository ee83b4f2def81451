"""Gives the tile a name, and takes it away again before the yield, whatever happened."""


def summaries(paths, load, summarise):
    for path in paths:
        tile = summary = None
        try:
            tile = load(path)
            summary = summarise(tile)
        except Exception as error:
            summary = (path, str(error))
        finally:
            del tile
        yield summary

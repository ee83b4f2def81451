"""Random pages, one of which may fail: what the walk and the search find, and what they do to the session."""

from graders import result_of

RIGHTS = ("threads",)


class Session:
    def __init__(self, pages, torn, done):
        self._pages, self._torn, self._done = pages, torn, done

    async def page(self, number):
        self._done.append(number)
        if number == self._torn:
            raise OSError(f"page {number}")
        return self._pages[number - 1] if number <= len(self._pages) else None

    async def close(self):
        self._done.append("closed")


def inputs(random):
    pages = [
        [random.choice("ABC") + str(bed) for bed in range(random.randrange(3))] for _ in range(random.randrange(5))
    ]
    return pages, random.choice([None, None, 1, 3]), random.choice("ABCD")


def observe(solution, pages, torn, ward):
    done = []

    async def connect():
        return Session(pages, torn, done)

    try:
        found = result_of(solution.first_bed(connect, lambda bed: bed.startswith(ward)))
    except OSError as error:
        found = error.args
    return found, done

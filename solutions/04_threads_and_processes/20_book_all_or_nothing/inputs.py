"""Random services, some of which are booked out: what is booked, or which error comes."""

from graders import result_of

RIGHTS = ("threads",)


def inputs(random):
    services = random.sample(range(1_000), random.randrange(7))
    return services, random.choice([None, *services]), random.randrange(1, 4)


def observe(solution, services, refused, at_once):
    async def book(service):
        if service == refused:
            raise ValueError(f"{service} is booked out")
        return -service

    try:
        return result_of(solution.book_all(services, book, at_once, 3600))
    except ValueError as error:
        return str(error)

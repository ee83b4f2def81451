"""Random orders, some of which fail: the answers, and what the service tells after each."""


def inputs(random):
    users = ["ada", "bob", "cyd"]
    orders = [(number, random.choice(users), random.random() < 0.3) for number in random.sample(range(1_000), 4)]
    return (orders,)


class Order:
    def __init__(self, id, user, broken):
        self.id, self.user, self.text = id, user, "" if broken else f"{id} cups"


def work(request):
    if not request.text:
        raise ValueError(f"order {request.id} has no text")
    return request.text.upper()


def observe(solution, orders):
    service, heard, told = solution.Service(work), [], []
    for each in orders:
        order = Order(*each)
        service.on_done(order, heard.append)
        told.append((service.handle(order), service.recent(), service.last_error(), service.stats()))
    return told, heard

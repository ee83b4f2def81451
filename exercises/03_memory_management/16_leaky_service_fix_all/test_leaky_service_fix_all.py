"""Specification of Service: what it tells, then what it may keep of the requests that it has handled.

``lives`` counts the requests. It keeps the garbage collector off, so "alive" means that something holds them.
"""

from graders import counted, lives, probe, retained_ceiling, seeded

from zlib import crc32

import pytest

from leaky_service_fix_all import Service


def test_gives_the_answer_of_work():
    """handle returns what work makes of the request; work is called once.

    Try: return the answer as it came from work.
    """
    asked = counted(work)
    service = Service(asked)
    assert service.handle(order("two cups", "ada")) == "two cups for ada"
    assert service.handle(order("a teapot", "bob")) == "a teapot for bob"
    assert asked.calls == 2


def test_tells_the_failure():
    """If work raises an error, handle returns "failed: " and its text; the next request is handled as usual.

    Try: catch the error, make the answer from its text, and let the rest of handle run as usual.
    """
    service, broken = Service(work), order("")
    assert service.handle(broken) == f"failed: order {broken.id} has no text"
    assert service.handle(order("two cups", "ada")) == "two cups for ada"
    assert Service(tear).handle(broken) == f"failed: order {broken.id} is torn"


def test_lets_an_interruption_through():
    """A KeyboardInterrupt isn't an error of the work: it reaches the caller, and the request was not handled.

    Try: leave the class that is caught as you found it.
    """
    service, request = Service(interrupt), order()
    with pytest.raises(Exception, match=f"called off at {request.id}") as caught:
        service.handle(request)
    assert type(caught.value).__name__ == "KeyboardInterrupt"
    assert (service.recent(), service.stats(), service.last_error()) == ([], {}, None)


def test_recent_gives_the_last_ten_ids():
    """recent() returns the ids of the last ten requests, including failed ones, the latest last.

    Try: handle twelve requests and look which two are missing.
    """
    service, rng = Service(work), seeded()
    ids = rng.sample(range(10**6), 25)
    assert service.recent() == []
    for count, id in enumerate(ids, 1):
        service.handle(Request(id, "ada", rng.choice(["", "two cups"])))
        assert service.recent() == ids[max(count - 10, 0) : count]


def test_last_error_gives_the_text():
    """last_error() returns the text of the last error, even after requests that went well; at first it is None.

    Try: which part of an error is asked for here?
    """
    service, first, second = Service(work), order(""), order("")
    assert service.last_error() is None
    for broken in (first, second):
        service.handle(broken)
        service.handle(order())
        assert service.last_error() == f"order {broken.id} has no text"


def test_counts_the_requests_of_each_user():
    """stats() returns the number of requests of every user, including failed ones.

    Try: count each request when it is handled.
    """
    service, rng = Service(work), seeded()
    assert service.stats() == {}
    users = [rng.choice(["ada", "bob", "cyd"]) for _ in range(30)]
    for user in users:
        service.handle(order(rng.choice(["", "two cups"]), user))
    assert service.stats() == {user: users.count(user) for user in users}
    assert {type(count) for count in service.stats().values()} == {int}


def test_what_it_tells_is_the_callers_own():
    """What stats() and recent() return is not changed by later requests, and the caller may change it.

    Try: the old code made new ones at each call. Do you hand out a container that you go on using?
    """
    service = Service(work)
    first, second = order(), order(user=f"user-{seeded().randrange(10**6)}")
    service.handle(first)
    kept, told = change_what_was_given(service, second)
    assert kept == ([first.id], {"ada": 1}), "what the caller has kept was changed"
    assert told == ([first.id, second.id], {"ada": 1, second.user: 1}), "a caller's list or dict is the service's own"


def test_services_are_independent():
    """Two services know nothing of each other's requests, errors and callbacks.

    Try: what belongs to one service is made in __init__, not in the class or in the module.
    """
    one, other, heard, request = Service(work), Service(work), [], order("")
    other.on_done(request, heard.append)
    one.handle(request)
    assert (other.recent(), other.last_error(), other.stats(), heard) == ([], None, {}, [])


def test_calls_back_once_with_the_answer():
    """Every callback of a request is called once, with the answer, in the order in which they were registered.

    Try: handle the same request a second time: who is called then?
    """
    service, heard = Service(work), []
    good, bad = order("two cups", "ada"), order("")
    for request in (good, bad):
        service.on_done(request, lambda answer: heard.append(("first", answer)))
        service.on_done(request, lambda answer: heard.append(("second", answer)))
    failed = f"failed: order {bad.id} has no text"
    service.handle(bad)
    assert heard == [("first", failed), ("second", failed)]
    heard.clear()
    service.handle(good)
    service.handle(good)
    assert heard == [("first", "two cups for ada"), ("second", "two cups for ada")]


def test_calls_back_when_the_request_was_counted():
    """When a callback is called, its request is among the recent ones and counted; its error reaches the caller.

    Try: keep the order of the old code: first the books of the service, then the callbacks, and catch nothing there.
    """
    service, seen, failure, request = Service(work), [], Jammed("the printer is off"), order("two cups", "ada")

    def look(answer):
        seen.append((answer, service.recent(), service.stats()))
        raise failure

    service.on_done(request, look)
    with pytest.raises(Jammed) as caught:
        service.handle(request)
    assert caught.value is failure
    assert seen == [("two cups for ada", [request.id], {"ada": 1})]


def test_calls_back_for_the_right_request():
    """A callback waits for its own request; other requests do not wake it.

    Try: tie a callback to the id of its request.
    """
    service, heard = Service(work), []
    awaited = order("two cups", "ada")
    service.on_done(awaited, heard.append)
    service.handle(order("two cups", "ada"))
    assert heard == []
    service.handle(awaited)
    assert heard == ["two cups for ada"]


def test_a_callback_may_wait_for_the_same_request_again():
    """What a callback registers while it is called waits for the next time, and is called once then.

    Try: take the callbacks out of their table before you call the first of them.
    """
    service, heard, request = Service(work), [], order("two cups", "ada")

    def again(answer):
        heard.append(answer)
        service.on_done(request, heard.append)

    service.on_done(request, again)
    service.handle(request)
    assert heard == ["two cups for ada"]
    service.handle(request)
    assert heard == ["two cups for ada"] * 2


def test_keeps_no_request_that_went_well():
    """1,500 requests were answered: none of them is alive, without the garbage collector.

    Try: the card says what keeps one of them. What do the methods need of a request, once it is answered?
    """
    service, first = Service(work), seeded().randrange(800_000)
    with lives(Request) as requests:
        answers = serve(service, first, 1_500, 0)
        requests.at_most(0, "requests alive after 1,500 answers")
    assert answers == served(first, 1_500, 0)


def test_keeps_no_request_that_failed():
    """A request whose work raised an error is not alive afterwards, without the garbage collector.

    Try: an error leads to its __traceback__, which leads to frames with all their local names; so does its __cause__.
    """
    service, broken = Service(work), seeded().randrange(800_000) * 10
    with lives(Request) as requests:
        assert serve(service, broken, 1, 10) == served(broken, 1, 10)
        requests.at_most(0, "requests alive after a failure")
    assert service.last_error() == f"order {broken} has no text"


def test_keeps_no_request_that_was_called_back():
    """A request that had a callback is not alive once the callback has been called.

    Try: an entry whose list is empty is still an entry. Who takes it out of the table?
    """
    service, heard = Service(work), []
    with lives(Request) as requests:
        request = order("two cups", "ada")
        service.on_done(request, heard.append)
        service.handle(request)
        del request
        requests.at_most(0, "requests alive after the call back")
    assert heard == ["two cups for ada"]


def test_keeps_no_request_that_was_given_up():
    """A request that was given up before it was handled is not alive, although its callback still waits.

    Try: a table can know a request by something smaller. And what does a function hold that you make there?
    """
    service, heard, misled, held = Service(work), [], [], []
    first, place = seeded().randrange(800_000), seeded().randrange(200)
    with lives(Request, held=held) as requests:
        held.append(abandon(service, 10**9, 200, misled.append, place))
        requests.at_most(0, "requests alive that were given up")
        assert serve(service, first, 50, 0) == served(first, 50, 0)
        assert misled == [], "a callback was called for a request that came later"
        service.handle(held[0])
        assert misled == ["never mind for nobody"], "the callback of a request that was not given up was not called"
        awaited = order("two cups", "ada")
        service.on_done(awaited, heard.append)
        service.handle(awaited)
        assert heard == ["two cups for ada"]


def test_keeps_24_kib_at_most_after_3000_requests():
    """3,000 requests, of which every tenth fails, leave at most 24 KiB behind: 8 bytes each.

    Try: when no request is kept whole, look for what is kept of each: a text, a line of a log, an entry.
    """
    service, first = Service(work), seeded().randrange(500_000)
    serve(service, 900_000, 100, 10)
    with retained_ceiling("24 KiB", by_word=True):  # an id or an empty entry of each request is a small thing
        assert serve(service, first, 3_000, 10) == served(first, 3_000, 10)
    assert service.stats() == {f"user-{number}": 62 for number in range(50)}
    assert service.recent() == list(range(first + 2_990, first + 3_000))


# What the tests above are made of


class Jammed(Exception):
    """An error of a callback, which runs in the test."""


@probe
class Torn(Exception):
    """An error that no code but this test can know."""


@probe
class Request:
    """An order; its text may be long."""

    def __init__(self, id, user, text):
        self.id = id
        self.user = user
        self.text = text


@probe
def first_words(request):
    """The first words of an order."""
    words = request.text[:12].split()
    if not words:
        raise IndexError("no words")
    return " ".join(words)


@probe
def work(request):
    """Answer an order; those without a text cannot be answered, which has a cause of its own."""
    try:
        return f"{first_words(request)} for {request.user}"
    except IndexError as error:
        raise ValueError(f"order {request.id} has no text") from error


@probe
def tear(request):
    """Fail with an error of a class of its own."""
    raise Torn(f"order {request.id} is torn")


@probe
def interrupt(request):
    """Be interrupted from the keyboard."""
    raise KeyboardInterrupt(f"called off at {request.id}")


@probe
def change_what_was_given(service, request):
    """A caller keeps what the service returns, changes one of it, and has a request handled; what both have then."""
    recent, stats, spoilt = service.recent(), service.stats(), service.stats()
    spoilt["nobody"] = 99
    service.recent().append(99)
    service.handle(request)
    return (recent, stats), (service.recent(), service.stats())


@probe
def serve(service, first, count, failing):
    """Handle this many requests, of which every ``failing``-th fails; return a checksum of the answers.

    Their texts take 6,000 bytes each.
    """
    from zlib import crc32

    seen = 0
    for id in range(first, first + count):
        request = Request(id, f"user-{id % 50}", "" if failing and id % failing == 0 else f"{id:06}" * 1_000)
        seen = crc32(service.handle(request).encode(), seen)
    return seen


def served(first, count, failing):
    """What ``serve`` returns for right answers."""
    seen = 0
    for id in range(first, first + count):
        failed = failing and id % failing == 0
        answer = f"failed: order {id} has no text" if failed else f"{id:06}{id:06} for user-{id % 50}"
        seen = crc32(answer.encode(), seen)
    return seen


@probe
def abandon(service, first, count, callback, awaited):
    """Have callbacks wait for this many requests, all of which are given up but one: that one."""
    requests = [Request(id, "nobody", "never mind") for id in range(first, first + count)]
    for request in requests:
        service.on_done(request, callback)
    return requests[awaited]


def order(text="two cups", user="ada"):
    """An order whose id nobody knows beforehand."""
    return Request(seeded().randrange(10**9), user, text)

"""Specification of map_words: behaviour first, then what moves between the processes."""

from graders import (
    allow,
    answering,
    at_most,
    comes_last,
    exactly,
    keep_error,
    parallel_work,
    probe,
    seeded,
    time_limit,
    traffic,
)

import pytest

from chunked_process_map import map_words

pytestmark = allow("threads", "processes")


def test_gives_a_result_for_every_word():
    """Every word of a random list gets its result, and the list is left unchanged.

    Try: count what you return. Which words are lost, or come twice, where the list is cut?
    """
    time_limit(cpu=6)  # processes that are spawned take a while to start
    shop, words = opened(), random_words(seeded().choice([101, 103, 107, 109, 113]))
    before = list(words)
    assert sorted(map_words(words, label, 2)) == sorted(f"{word.lower()} at {shop}" for word in before)
    assert words == before


def test_keeps_the_order_of_the_words():
    """The results come in the order of the words, even if the first word takes the longest.

    Try: which chunk is ready first is chance; put the chunks together in the order in which you sent them.
    """
    time_limit(cpu=6)
    shop = opened()
    words = [*(f"word {number}" for number in range(127)), "last word"]
    with answering(comes_last("word 0", after="last word", seconds=1)) as asked:
        labels = map_words(words, label_slowly_at_first, 2)
    assert sorted(asked.calls) == sorted((word,) for word in words)
    assert labels == [f"{word} at {shop}" for word in words]


def test_gives_nothing_for_nothing():
    """No words return an empty list.

    Try: how long is a chunk of your empty list? A pool wants at least 1.
    """
    assert map_words([], tidy, 2) == []


def test_takes_fewer_words_than_chunks():
    """A list that is shorter than the number of chunks gets all its results.

    Try: work out the size of a chunk for a single word. A division may come down to 0.
    """
    time_limit(cpu=6)
    shop = opened()
    for words in (random_words(1), random_words(5)):
        assert sorted(map_words(words, label, 3)) == sorted(f"{word.lower()} at {shop}" for word in words)


def test_raises_the_error_of_a_word():
    """If fn fails, its error is raised, and no process is left while the caller looks at it.

    Try: the error was raised in another process. Who asks that process how it went, and who ends it then? A pool that
    only goes out of sight is kept by an error that is kept.
    """
    time_limit(cpu=8)
    shop, words = opened(), random_words(40)
    words.insert(seeded().randrange(40), "torn label")
    with pytest.raises(Exception, match=f"nothing to read in {shop}") as raised:
        map_words(words, label, 2)
    assert type(raised.value).__name__ == "Torn"
    keep_error(map_words, words, label, 2)


def test_sends_many_words_in_a_message():
    """For 4,000 words at most 400 messages move between the processes, both ways, and no memory is shared.

    Try: each task is a message, and each result. Send more than one word as one task.
    """
    time_limit(cpu=20)
    words = random_words(4_000)
    with traffic(most_messages=400) as moved:
        tidied = map_words(words, tidy, 2)
    at_most(moved.messages, 400, "messages between the processes", exact=False)
    at_most(moved.shared, 0, "bytes of shared memory", unit="bytes")
    assert sorted(tidied) == sorted(tidy.original(word) for word in words)


def test_works_in_two_processes_at_once():
    """Two worker processes do 4,000 words side by side, and 2 words as well.

    Try: print os.getpid() in fn. Did one process get all the words? More chunks than workers keep both busy, and the
    smallest chunk has a single word.
    """
    time_limit(cpu=20)
    for count in (4_000, 2):
        words = random_words(count)
        results = [tidy.original(word) for word in words]
        with parallel_work(tidy, workers=2, items=words, results=results) as work:
            tidied = map_words(words, work.fn, 2)
        assert sorted(tidied) == sorted(results)


def test_uses_all_its_workers():
    """With 3 workers, 3 other processes do 1,200 words side by side; with 1 worker, one other process does them all.

    Try: the number of processes is an argument. Look for another number in its place.
    """
    time_limit(cpu=20)
    words = random_words(1_200)
    results = [tidy.original(word) for word in words]
    for workers in (3, 1):
        with parallel_work(tidy, workers=workers, items=words, results=results) as work:
            tidied = map_words(words, work.fn, workers)
        assert sorted(tidied) == sorted(results)


def test_works_on_nothing_in_the_calling_process():
    """Of lists of 1, 2 and 8 words, 0 words are worked on in the calling process.

    Try: look for a special case: a list that is too short to be sent, a last chunk that you take yourself.
    """
    time_limit(cpu=10)
    stamp, askers = seeded().randrange(10**9), []

    def told(process, word):
        askers.append(process)
        return f"{word} {stamp}"

    with answering(told):
        ask_for_label("")
        (caller,) = askers
        for count in (1, 2, 8):
            askers.clear()
            words = [f"word {number}" for number in range(count)]
            labels = map_words(list(words), ask_for_label, 2)
            exactly(askers.count(caller), 0, f"of {count} words worked on in the calling process")
            assert sorted(labels) == [f"{word} {stamp}" for word in words]
            assert len(askers) == count


# What the tests above are made of


def random_words(count):
    """So many product names, as suppliers write them."""
    rng = seeded()
    kinds = ["Hat", "SHOE", "sock", "Gift  Card"]
    return [f" {rng.choice(kinds)}  {rng.choice('ABC')}{rng.randrange(10**6)} " for _ in range(count)]


def opened():
    """The name of a new shop, which nobody knows beforehand; a task looks it up."""
    shop = f"shop {seeded().randrange(10**9)}"
    open_shop(shop)
    return shop


@probe
class Torn(Exception):
    """An error that no code but this test can know."""


@probe
def open_shop(name):
    """Write down the shop's name."""
    with open("shop", "w") as file:
        file.write(name)


@probe
def label(word):
    """A word of the shop's own: nobody can work it out without the shop's name; "torn label" cannot be read."""
    with open("shop") as file:
        shop = file.read()
    if word == "torn label":
        raise Torn(f"nothing to read in {shop}")
    return f"{word.lower()} at {shop}"


@probe
def label_slowly_at_first(word):
    """The same; the test says when a word goes on."""
    from unit import ask

    ask(word)
    return label(word)


@probe
def ask_for_label(word):
    """A task that the test does; the kernel says which process asks for it."""
    from unit import ask

    return ask(word)


@probe
def tidy(word):
    """A task of about a microsecond."""
    return " ".join(word.lower().split())

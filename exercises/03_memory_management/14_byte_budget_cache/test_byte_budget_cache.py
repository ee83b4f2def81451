"""Specification of ByteBudgetCache: what it finds and drops, how it weighs a value, how much it holds."""

from graders import at_least, probe, retained_ceiling, seeded, time_limit

import sys

from byte_budget_cache import ByteBudgetCache


def test_finds_what_was_put():
    """A value is found under its key; get returns None for an unknown key.

    Try: keep the values in a dict, and leave the budget for later.
    """
    cache = ByteBudgetCache(100_000)
    cache.put("/users/1", {"name": "ada", "tags": ["admin", "staff"]})
    cache.put("/users/2", {"name": "bob", "tags": []})
    assert cache.get("/users/1") == {"name": "ada", "tags": ["admin", "staff"]}
    assert cache.get("/users/2") == {"name": "bob", "tags": []}
    assert cache.get("/users/3") is None


def test_finds_empty_values():
    """A value that counts as false, such as 0 or an empty list, is found like any other.

    Try: ask "is the key there?", not "is the value true?".
    """
    cache, empty = ByteBudgetCache(100_000), {"a": 0, "b": False, "c": "", "d": [], "e": {}}
    for key, value in empty.items():
        cache.put(key, value)
    assert {key: cache.get(key) for key in empty} == empty


def test_gives_the_very_object_back():
    """get returns the object that was put, not a copy of it.

    Try: store the value itself. A text or a pickle made from it takes other room than the value does.
    """
    cache = ByteBudgetCache(100_000)
    value = {"name": random_word(), "tags": ["admin", "staff"]}
    assert gives_it_back(cache, value) == value


def test_replaces_the_value_of_a_key():
    """A second put of a key replaces its value, and the room of the old one is free again.

    Try: take the old value off the total before you add the new one.
    """
    cache = filled(3_500, "a", "b")
    for number in range(5):
        cache.put("a", str(number) * 1_000)
    assert brief(cache.get("a")) == "1000 4"
    cache.put("c", text("c"))
    assert found(cache, "bc") == "bc"


def test_drops_the_oldest_when_the_budget_is_spent():
    """When the values take more than the budget, those put first go, and no more of them than necessary.

    Try: add up the sizes of what you hold. Drop one at a time, and look at the total again.
    """
    assert found(filled(3_500, *"abc"), "abc") == "abc"
    assert found(filled(3_500, *"abcde"), "abcde") == "cde"
    cache = filled(3_500, *"abc")
    cache.put("d", "d" * 2_000)
    assert brief(cache.get("d")) == "2000 d"
    assert found(cache, "abc") == "c"


def test_a_value_that_was_read_goes_later():
    """A get makes a value the one used last, so another one goes first.

    Try: a get changes something too: the order in which values go.
    """
    cache = filled(3_500, "a", "b", "c")
    assert found(cache, "a") == "a"
    cache.put("d", text("d"))
    assert found(cache, "abcd") == "acd"


def test_a_value_that_was_put_again_goes_later():
    """A put of a key that is there makes its value the one used last.

    Try: a dict keeps a key at its old place when the key gets a new value.
    """
    cache = filled(3_500, "a", "b", "c", "a", "d")
    assert found(cache, "abcd") == "acd"


def test_stores_a_value_of_just_the_budget():
    """Values that take exactly the budget are stored; with one byte less they are not.

    Try: look at < and <= where you compare with max_bytes. The cache's keys don't count.
    """
    budget = sys.getsizeof(text("a"))
    assert found(filled(budget, "a"), "a") == "a"
    assert found(filled(budget - 1, "a"), "a") == ""
    assert found(filled(2 * budget, "a", "b"), "ab") == "ab"
    assert found(filled(2 * budget - 1, "a", "b"), "ab") == "b"


def test_a_value_beyond_the_budget_drops_no_other():
    """A value larger than the whole budget isn't stored, and all other keys keep their values.

    Try: weigh the new value alone before you drop anything for it.
    """
    cache = filled(3_500, "a", "b", "c")
    cache.put("d", "d" * 5_000)
    assert brief(cache.get("d")) is None
    assert found(cache, "abc") == "abc"


def test_a_value_beyond_the_budget_ends_the_older_one():
    """If a key gets a value larger than the budget, its old value is out of date and goes.

    Try: whatever becomes of the new value, the old one of its key is no longer the answer.
    """
    cache = filled(3_500, "a", "b")
    cache.put("a", "x" * 5_000)
    assert brief(cache.get("a")) is None
    cache.put("c", text("c"))
    cache.put("d", text("d"))
    assert found(cache, "bcd") == "bcd"


def test_caches_are_independent():
    """Two caches have values and budgets of their own.

    Try: what belongs to one cache is made in __init__, not in the class.
    """
    small, large = filled(1_500, "a"), filled(3_500, "b", "c")
    assert found(small, "abc") == "a"
    assert found(large, "abc") == "bc"


def test_agrees_with_a_plain_list_on_random_requests():
    """Through random gets and puts the cache holds what a plain list, ordered by use, would hold.

    Try: replay with the seed shown, and follow the first key that differs.
    """
    rng, cache, expected = seeded(), ByteBudgetCache(5_300), []
    for number in range(600):
        key = rng.choice("abcdef")
        value = dict(expected).get(key)
        if rng.random() < 0.5:
            assert short(cache.get(key)) == short(value)
        else:
            value = f"{number:05}" * rng.choice([100, 200, 300, 300, 1_200])
            cache.put(key, value)
        expected = [(old, held) for old, held in expected if old != key]
        if value is not None and len(value) < 5_000:
            expected.append((key, value))
        while sum(len(held) for _, held in expected) > 5_000:
            del expected[0]
    assert {key: short(cache.get(key)) for key in "abcdef"} == {key: short(dict(expected).get(key)) for key in "abcdef"}


def test_weighs_what_is_inside():
    """List items, dict keys and dict values count at any depth, numbers too, and nothing else does.

    Try: a value is not just its outermost object. Which objects can be reached from it?
    """
    check_size("x", of=["x"])
    check_size("[x]", of=["[x]", "x"])
    check_size("[[[x]]]", of=["[[[x]]]", "[[x]]", "[x]", "x"])
    check_size("{'a': x}", of=["{'a': x}", "'a'", "x"])
    check_size("{x: 1}", of=["{x: 1}", "x", "1"])
    check_size("[{'a': [{x: 0}]}]", of=["[{'a': [{x: 0}]}]", "{'a': [{x: 0}]}", "'a'", "[{x: 0}]", "{x: 0}", "x", "0"])
    check_size("[1.5, 10**30, True, None]", of=["[1.5, 10**30, True, None]", "1.5", "10**30", "True", "None"])
    check_size("[[], {}, '']", of=["[[], {}, '']", "[]", "{}", "''"])


def test_counts_a_shared_text_once():
    """An object that is met again in the same value doesn't count again: x is one text here.

    Try: how would you notice that you have met this very object before?
    """
    check_size("[x, x, x]", of=["[x, x, x]", "x"])
    check_size("[x, [x], {x: x}]", of=["[x, [x], {x: x}]", "[x]", "{x: x}", "x"])
    check_size("[part, part]", of=["[part, part]", "part", "x"])


def test_two_equal_texts_count_twice():
    """Objects that are equal, but not the same, count separately: y is another text that equals x.

    Try: remember objects by what they are, their id(), not by what they are equal to.
    """
    check_size("[x, y]", of=["[x, y]", "x", "y"])
    check_size("[1, 1.0, True]", of=["[1, 1.0, True]", "1", "1.0", "True"])


def test_weighs_a_list_that_holds_itself():
    """A value that holds itself is weighed like any other, and doesn't loop.

    Try: an object that was visited is not visited again, wherever it turns up.
    """
    for fits in small_and_large():
        cache, word = ByteBudgetCache(2_500), random_word()
        found = keeps_looped(cache, word * (100 if fits else 300))
        assert found == (word * 100 if fits else None)


def test_weighs_what_is_nested_thousands_of_levels_deep():
    """A value that is nested 5,000 levels deep is weighed and stored like any other.

    Try: a function that calls itself for each level runs out of stack at about a thousand. Keep a list of what you
    still have to visit.
    """
    for fits in small_and_large():
        cache, word = ByteBudgetCache(3 << 20), random_word()
        found = keeps_nested(cache, 5_000, word * 100 if fits else word * (3 << 17))
        assert found == (word * 100 if fits else None)


def test_keeps_5_mib_at_most_of_long_texts():
    """With a budget of 2 MiB, 300 answers of 100 KB leave at most 5 MiB; the last 18 are found.

    Try: compare sys.getsizeof of such an answer with what it takes. On which level are its texts?
    """
    time_limit(cpu=10)
    name, cache = f"report-{seeded().randrange(10**6)}", ByteBudgetCache(2 << 20)
    put_reports(cache, "warm", 1)
    with retained_ceiling("5 MiB"):
        put_reports(cache, name, 300)
    answers = [cache.get(f"{name}-{number}") for number in range(282, 300)]
    texts = [[line["text"][0] for line in answer["sections"][0]["lines"]] for answer in answers if answer]
    right = [[chr(33 + (number + line) % 90) for line in range(20)] for number in range(282, 300)]
    at_least(sum(each in right for each in texts), 18, "of the last 18 answers found")


def test_keeps_5_mib_at_most_of_small_objects():
    """With a budget of 2 MiB, 2,850 answers of small objects leave at most 5 MiB; the last 180 are found.

    Try: a text made from an answer is no measure for it: {"left": 7} is 11 letters, and some 200 bytes of objects.
    """
    time_limit(cpu=10)
    name, cache = f"table-{seeded().randrange(10**6)}", ByteBudgetCache(2 << 20)
    put_tables(cache, "warm", 1)
    with retained_ceiling("5 MiB"):
        put_tables(cache, name, 2_850)
    answers = {number: cache.get(f"{name}-{number}") for number in range(2_670, 2_850)}
    right = {number: [{"left": (number + row) % 7} for row in range(40)] for number in answers}
    at_least(
        sum(answers[each] is not None and answers[each]["rows"] == right[each] for each in right),
        180,
        "of the last 180 answers found",
    )


def test_keeps_the_answers_in_demand():
    """8 answers in constant demand, 2 new ones a round: at least 440 of 480 requests find theirs.

    Try: make just the room that you need. A cache that is emptied when it is full starts from nothing.
    """
    rng, cache, hits = seeded(), ByteBudgetCache(13_700), 0
    for number in range(60):
        in_demand = rng.sample("abcdefgh", 8)
        for letter in in_demand:
            answer = cache.get(letter)
            hits += answer == text(letter)
            if answer is None:
                cache.put(letter, text(letter))
            if letter in in_demand[:2]:
                cache.put(f"{letter}-{number}", text("x"))
    at_least(hits, 440, "requests answered from the cache")


# What the tests above are made of


def text(letter):
    """A thousand characters, which take 1,040 to 1,049 bytes, depending on Python's version."""
    return letter * 1_000


def random_word():
    """Ten letters that nobody knows beforehand."""
    return "".join(seeded().choices("abcdefgh", k=10))


def small_and_large():
    """Three times a value that fits and three times one that does not, in an order that nobody knows."""
    return seeded().sample([True, False] * 3, 6)


def filled(budget, *letters):
    """A cache of this budget into which a text was put for each letter."""
    cache = ByteBudgetCache(budget)
    for letter in letters:
        cache.put(letter, text(letter))
    return cache


def brief(value):
    """A text of one letter in short: "1000 a"; None for None."""
    return f"{len(value)} {value[0]}" if isinstance(value, str) and len(set(value)) == 1 else value


def found(cache, letters):
    """The letters for which the cache has a value; in the order in which they are asked for."""
    answers = {letter: brief(cache.get(letter)) for letter in letters}
    for letter, answer in answers.items():
        assert answer in (None, f"1000 {letter}")
    return "".join(letter for letter, answer in answers.items() if answer is not None)


def short(value):
    """The first of the numbers of five digits that a text repeats, and how many there are."""
    return value if value is None else f"{value[:5]}, {len(value) // 5} times"


def check_size(value, of):
    """Hold that a value, an expression, takes what these objects take: it fits into that budget, not into less."""
    x = text("x")
    names = {"x": x, "y": x, "part": [x]}
    size = sum(sys.getsizeof(eval(each, names)) for each in of)
    assert is_stored(ByteBudgetCache(size), value), f"{value} was not stored in a budget of its {size:,} bytes"
    assert not is_stored(ByteBudgetCache(size - 1), value), f"{value} of {size:,} bytes was stored in one byte less"


@probe
def is_stored(cache, value):
    """Put the value of an expression; does the cache have it then?"""
    x = "x" * 1_000
    y = x[:500] + x[500:]
    value = eval(value, {"x": x, "y": y, "part": [x]})
    cache.put("it", value)
    return cache.get("it") is value


@probe
def gives_it_back(cache, value):
    """What is in that which get returns, if it is the very object that was put."""
    cache.put("it", value)
    return dict(value) if cache.get("it") is value else None


@probe
def keeps_looped(cache, text):
    """Put a dict in which a list holds the dict; the text, if the cache has it then."""
    value = {"text": text}
    value["items"] = [value]
    cache.put("loop", value)
    return text if cache.get("loop") is value else None


@probe
def keeps_nested(cache, depth, text):
    """Put a text that lies this deep in lists and dicts; how it begins, if the cache has it then."""
    value = text
    for level in range(depth):
        value = {"inside": value} if level % 2 else [value]
    cache.put("nested", value)
    return text[:1_000] if cache.get("nested") is value else None


@probe
def put_reports(cache, name, count):
    """Put this many answers of about 100 KB, nearly all of it in texts three levels deep."""
    for number in range(count):
        lines = [{"text": chr(33 + (number + line) % 90) * 5_000} for line in range(20)]
        cache.put(f"{name}-{number}", {"name": f"{name}-{number}", "sections": [{"lines": lines}]})


@probe
def put_tables(cache, name, count):
    """Put this many answers of about 8 KB: 40 rows with a small number in each."""
    for number in range(count):
        rows = [{"left": (number + row) % 7} for row in range(40)]
        cache.put(f"{name}-{number}", {"name": f"{name}-{number}", "rows": rows})

"""Specification of UnsentDrafts: which draft is found where, then what becomes of members and rooms.

``lives`` keeps the garbage collector off, so "at once" means at once.
"""

from graders import lives, probe, retained_ceiling, seeded, stream

from unsent_drafts import UnsentDrafts


def test_finds_a_draft_from_both_ends():
    """A draft is found by its member and by its room; whoever has none gets an empty list, as does a stranger.

    Try: two tables, one for each direction; keep() writes into both. What is returned is a list.
    """
    drafts, (ada, bob), (kitchen, garage) = UnsentDrafts(), members(2), rooms(2)
    drafts.keep(ada, kitchen, "Is there any café")
    assert drafts.of_member(ada) == [(kitchen, "Is there any café")]
    assert drafts.in_room(kitchen) == [(ada, "Is there any café")]
    assert drafts.of_member(bob) == []
    assert drafts.in_room(garage) == []
    drafts.keep(bob, garage, "Brb")
    assert drafts.of_member(bob) == [(garage, "Brb")]
    assert drafts.of_member(ada) == [(kitchen, "Is there any café")]


def test_lists_drafts_in_the_order_in_which_they_came():
    """A member has drafts in many rooms, a room those of many members; each list is in the order of the first keep.

    Try: a set has no order. A dict has the order in which its keys came, and so has a WeakKeyDictionary.
    """
    drafts, people, places = UnsentDrafts(), members(5), rooms(5)
    pairs = [(member, room) for member in people for room in places]
    seeded().shuffle(pairs)
    for number, (member, room) in enumerate(pairs):
        drafts.keep(member, room, f"text {number}")
    for each in range(5):
        assert drafts.of_member(people[each]) == [
            (room, f"text {number}") for number, (member, room) in enumerate(pairs) if member is people[each]
        ]
        assert drafts.in_room(places[each]) == [
            (member, f"text {number}") for number, (member, room) in enumerate(pairs) if room is places[each]
        ]


def test_a_new_text_takes_the_place_of_the_old_one():
    """A draft that is kept again has its new text, at its old place in both lists.

    Try: don't add a second entry, and don't take the first one out: give the key another value.
    """
    drafts, (ada, bob), (kitchen, garage) = UnsentDrafts(), members(2), rooms(2)
    for member, room in ((ada, kitchen), (ada, garage), (bob, kitchen)):
        drafts.keep(member, room, "Hel")
    drafts.keep(ada, kitchen, "Hello")
    assert drafts.of_member(ada) == [(kitchen, "Hello"), (garage, "Hel")]
    assert drafts.in_room(kitchen) == [(ada, "Hello"), (bob, "Hel")]


def test_an_empty_text_is_a_draft():
    """A draft without a letter is listed as well, and replaces one that has some.

    Try: ask whether there is a draft, not whether its text is true.
    """
    drafts, (ada,), (kitchen, garage) = UnsentDrafts(), members(1), rooms(2)
    drafts.keep(ada, kitchen, "")
    drafts.keep(ada, garage, "Hel")
    drafts.keep(ada, garage, "")
    assert drafts.of_member(ada) == [(kitchen, ""), (garage, "")]
    assert drafts.in_room(garage) == [(ada, "")]


def test_a_member_can_be_a_room():
    """In a chat of two, each is the room of the other one: what ada types to bob is not what bob types to ada.

    Try: one object, two roles. Does your table know in which of them it was kept?
    """
    drafts, (ada, bob) = UnsentDrafts(), members(2)
    drafts.keep(ada, bob, "Hello B")
    assert drafts.of_member(ada) == [(bob, "Hello B")]
    assert drafts.in_room(bob) == [(ada, "Hello B")]
    assert drafts.of_member(bob) == []
    assert drafts.in_room(ada) == []
    drafts.keep(bob, ada, "Hi A")
    drafts.keep(ada, ada, "Milk, eggs")
    assert drafts.of_member(ada) == [(bob, "Hello B"), (ada, "Milk, eggs")]
    assert drafts.in_room(ada) == [(bob, "Hi A"), (ada, "Milk, eggs")]


def test_two_servers_have_drafts_of_their_own():
    """What is kept in one UnsentDrafts is not found in another one.

    Try: what belongs to one object is made in __init__, not in the class or the module.
    """
    (ada,), (kitchen,) = members(1), rooms(1)
    one, other = UnsentDrafts(), UnsentDrafts()
    one.keep(ada, kitchen, "Hel")
    assert other.of_member(ada) == []
    other.keep(ada, kitchen, "Good eve")
    assert one.in_room(kitchen) == [(ada, "Hel")]
    assert other.in_room(kitchen) == [(ada, "Good eve")]


def test_the_lists_belong_to_the_caller():
    """A list that was returned may be changed: the drafts stay as they are, and later drafts don't get into it.

    Try: build a new list whenever you are asked.
    """
    old, new = phrase(), phrase()
    before, after = lists_around_a_change(UnsentDrafts(), old, new)
    assert before == ([old], [old]), "texts in lists that were returned before the second draft"
    assert after == ([old, new], [old, new]), "texts after these lists were emptied"


def test_a_new_member_has_no_drafts():
    """When a member is gone, its drafts aren't found under the next one, even if that one has the same address.

    Try: id() is an address, and an address is used again. What takes an entry out of your table when its owner dies?
    """
    texts = [phrase() for _ in range(30)]
    found = kept_by_one_after_the_other(UnsentDrafts(), texts)
    assert found == [([], [text]) for text in texts], "drafts of each new member, before and after it kept one"


def test_agrees_with_a_model_on_a_random_day():
    """Sixty drafts are kept at random, many of them again: both lists are what a plain dict of pairs says.

    Try: replay with the seed shown, and follow the first draft that is missing, or at another place.
    """
    rng, drafts, people, places, kept = seeded(), UnsentDrafts(), members(4), rooms(4), {}
    for number in range(60):
        who, where = rng.randrange(4), rng.randrange(4)
        drafts.keep(people[who], places[where], f"text {number}")
        kept[who, where] = f"text {number}"
    for each in range(4):
        in_rooms = [(places[where], text) for (who, where), text in kept.items() if who == each]
        assert drafts.of_member(people[each]) == in_rooms
        by_members = [(people[who], text) for (who, where), text in kept.items() if where == each]
        assert drafts.in_room(places[each]) == by_members


def test_keeps_no_member_alive():
    """Of six members with drafts in a room that stays, 0 are alive when their names are gone, and none is listed.

    Try: who holds the room's value in your table? And whom does that value hold? Weak keys aren't enough: a value that
    holds other keys firmly keeps them for as long as its own key lives.
    """
    drafts, (kitchen, garage) = UnsentDrafts(), rooms(2)
    with lives(Member) as alive:
        people = members(6)
        for member in people:
            drafts.keep(member, kitchen, member.name)
            drafts.keep(member, garage, "")
        assert [text for _, text in drafts.in_room(kitchen)] == [member.name for member in people]
        assert alive.alive == 6
        del people, member
        alive.at_most(0, "members alive whose drafts are left")
    assert drafts.in_room(kitchen) == []


def test_keeps_no_room_alive():
    """Of six rooms with drafts of a member who stays, 0 are alive when their names are gone, and none is listed.

    Try: what holds for members holds for rooms. Follow the chain from your table to a room: which link of it could be
    weak?
    """
    drafts, (ada, bob) = UnsentDrafts(), members(2)
    with lives(Room) as alive:
        places = rooms(6)
        for room in places:
            drafts.keep(ada, room, room.name)
            drafts.keep(bob, room, "")
        assert [text for _, text in drafts.of_member(ada)] == [room.name for room in places]
        assert alive.alive == 6
        del places, room
        alive.at_most(0, "rooms alive whose drafts are left")
    assert drafts.of_member(ada) == []


def test_keeps_neither_when_both_go():
    """Of members and rooms that lose their names together, 0 are alive, though each had a draft with each.

    Try: the table has a value for the member, which has the room; and one for the room, which has the member. If both
    hold firmly, they hold each other.
    """
    drafts = UnsentDrafts()
    with lives(Member) as people_alive, lives(Room) as places_alive:
        people, places = members(4), rooms(4)
        for member in people:
            for room in places:
                drafts.keep(member, room, room.name + member.name)
        assert drafts.in_room(room) == [(member, room.name + member.name) for member in people]
        del people, places, member, room
        people_alive.at_most(0, "members alive after all names are gone")
        places_alive.at_most(0, "rooms alive after all names are gone")


def test_leaves_64_kib_after_600_drafts():
    """Three times 100 members come to a room that stays, and 100 rooms to a member who stays: 64 KiB are left at most.

    Try: when a member dies, its entry has to go with its text, from the room's part of your table as well, although
    nobody asks for the room's drafts any more.
    """
    server = Server(UnsentDrafts())
    assert server.evening(stream(letters := seeded().choices("abcdefgh", k=5))) == "".join(letters)
    with retained_ceiling("64 KiB"):
        for _ in range(3):
            letters = seeded().choices("abcdefgh", k=100)
            assert server.evening(stream(letters)) == "".join(letters)
    assert server.left() == (0, 0)


# What the tests above are made of


@probe
class Member:
    """A member; no attribute can be added."""

    __slots__ = ("__weakref__", "name")

    def __init__(self, name):
        self.name = name


@probe
class Room:
    """A room; no attribute can be added."""

    __slots__ = ("__weakref__", "name")

    def __init__(self, name):
        self.name = name


def phrase():
    """A text that nobody knows beforehand."""
    return f"Grüße {seeded().randrange(10**9)}"


def members(count):
    """Members whose names nobody knows beforehand."""
    return [Member(phrase()) for _ in range(count)]


def rooms(count):
    """Rooms whose names nobody knows beforehand."""
    return [Room(phrase()) for _ in range(count)]


@probe
def lists_around_a_change(drafts, old, new):
    """The texts in both lists of a draft, after two more were kept; and again, after these lists were emptied."""
    member, guest, room, lobby = Member("m"), Member("g"), Room("r"), Room("l")
    drafts.keep(member, room, old)
    of_member, in_room = drafts.of_member(member), drafts.in_room(room)
    drafts.keep(member, lobby, new)
    drafts.keep(guest, room, new)
    before = [text for _, text in of_member], [text for _, text in in_room]
    of_member.clear()
    in_room.clear()
    return before, ([text for _, text in drafts.of_member(member)], [text for _, text in drafts.in_room(room)])


@probe
def kept_by_one_after_the_other(drafts, texts):
    """Members who come and go, each with one of these texts: the texts of its drafts, before it's kept and after."""
    found, room = [], Room("r")
    for text in texts:
        member = Member("m")
        before = [each for _, each in drafts.of_member(member)]
        drafts.keep(member, room, text)
        found.append((before, [each for _, each in drafts.of_member(member)]))
        member = None
    return found


@probe
class Server:
    """A member and a room that stay, while others come and go, with drafts of 100 KB."""

    def __init__(self, drafts):
        self.drafts = drafts
        self.member = Member("stays")
        self.room = Room("stays")

    def evening(self, letters):
        """Keep a draft of each letter in each direction, and let all who have come go; the letters that were found."""
        guests = [(Member(letter), Room(letter)) for letter in letters]
        for member, room in guests:
            text = member.name * 100_000
            self.drafts.keep(member, self.room, text)
            self.drafts.keep(self.member, room, text)
        found = ""
        for member, room in guests:
            ((_, mine),) = self.drafts.of_member(member)
            ((_, there),) = self.drafts.in_room(room)
            found += mine[0] if mine == there and len(mine) == 100_000 else "?"
        return found

    def left(self):
        """How many drafts are left at the two ends that stay."""
        return len(self.drafts.in_room(self.room)), len(self.drafts.of_member(self.member))

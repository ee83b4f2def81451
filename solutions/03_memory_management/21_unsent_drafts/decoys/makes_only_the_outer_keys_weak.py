"""Has plain dicts for the values of its weak keys: a member's value holds the room, whose value holds the member.

Fails: test_keeps_no_member_alive, test_keeps_no_room_alive, test_keeps_neither_when_both_go,
    test_leaves_64_kib_after_600_drafts
"""

from weakref import WeakKeyDictionary


class UnsentDrafts:
    def __init__(self):
        self._of_member = WeakKeyDictionary()
        self._in_room = WeakKeyDictionary()

    def keep(self, member, room, text):
        self._of_member.setdefault(member, {})[room] = text
        self._in_room.setdefault(room, {})[member] = text

    def of_member(self, member):
        return list(self._of_member.get(member, {}).items())

    def in_room(self, room):
        return list(self._in_room.get(room, {}).items())

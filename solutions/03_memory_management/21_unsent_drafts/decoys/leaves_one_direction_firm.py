"""Has weak keys for the rooms of a member, and a plain dict for the members of a room.

Fails: test_keeps_no_member_alive, test_leaves_64_kib_after_600_drafts
"""

from weakref import WeakKeyDictionary


class UnsentDrafts:
    def __init__(self):
        self._of_member = WeakKeyDictionary()
        self._in_room = WeakKeyDictionary()

    def keep(self, member, room, text):
        self._of_member.setdefault(member, WeakKeyDictionary())[room] = text
        self._in_room.setdefault(room, {})[member] = text

    def of_member(self, member):
        return list(self._of_member.get(member, {}).items())

    def in_room(self, room):
        return list(self._in_room.get(room, {}).items())

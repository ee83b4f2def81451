"""Keeps the rooms of a member and the members of a room in one table, where a member can't be a room.

Fails: test_a_member_can_be_a_room
"""

from weakref import WeakKeyDictionary


class UnsentDrafts:
    def __init__(self):
        self._links = WeakKeyDictionary()

    def keep(self, member, room, text):
        self._links.setdefault(member, WeakKeyDictionary())[room] = text
        self._links.setdefault(room, WeakKeyDictionary())[member] = text

    def of_member(self, member):
        return list(self._links.get(member, {}).items())

    def in_room(self, room):
        return list(self._links.get(room, {}).items())

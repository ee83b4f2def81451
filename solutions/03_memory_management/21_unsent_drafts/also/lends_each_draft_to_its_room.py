"""A draft is an object that only its member's part of the table owns; the room's part finds it by a weak value."""

from itertools import count
from weakref import WeakKeyDictionary, WeakValueDictionary, ref


class Draft:
    def __init__(self, member):
        self.member = ref(member)
        self.text = ""


class UnsentDrafts:
    def __init__(self):
        self._numbers = count()
        self._owned = WeakKeyDictionary()
        self._lent = WeakKeyDictionary()

    def keep(self, member, room, text):
        mine = self._owned.setdefault(member, WeakKeyDictionary())
        if room not in mine:
            mine[room] = Draft(member)
            self._lent.setdefault(room, WeakValueDictionary())[next(self._numbers)] = mine[room]
        mine[room].text = text

    def of_member(self, member):
        return [(room, draft.text) for room, draft in self._owned.get(member, {}).items()]

    def in_room(self, room):
        return [(draft.member(), draft.text) for draft in self._lent.get(room, {}).values()]

"""Lists only drafts whose text is true.

Fails: test_an_empty_text_is_a_draft
"""

from weakref import WeakKeyDictionary


class UnsentDrafts:
    def __init__(self):
        self._of_member = WeakKeyDictionary()
        self._in_room = WeakKeyDictionary()

    def keep(self, member, room, text):
        self._of_member.setdefault(member, WeakKeyDictionary())[room] = text
        self._in_room.setdefault(room, WeakKeyDictionary())[member] = text

    def of_member(self, member):
        return [(room, text) for room, text in self._of_member.get(member, {}).items() if text]

    def in_room(self, room):
        return [(member, text) for member, text in self._in_room.get(room, {}).items() if text]

"""One dict of all drafts, by the addresses of both ends; a weak reference to either end takes the draft out."""

from weakref import ref


class UnsentDrafts:
    def __init__(self):
        self._drafts = {}

    def keep(self, member, room, text):
        key = id(member), id(room)
        if key in self._drafts:
            self._drafts[key] = *self._drafts[key][:2], text
            return

        def remove(_, drafts=self._drafts):
            drafts.pop(key, None)

        self._drafts[key] = ref(member, remove), ref(room, remove), text

    def of_member(self, member):
        return [(room(), text) for owner, room, text in list(self._drafts.values()) if owner() is member]

    def in_room(self, room):
        return [(member(), text) for member, place, text in list(self._drafts.values()) if place() is room]

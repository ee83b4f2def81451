"""A right answer with a generic table of its own, a subclass of WeakKeyDictionary, and a lock around both of them.

Against: unsent_drafts
Harm: none
Merits: everything
Answer: passed
"""

import threading
import weakref
from typing import Generic, TypeVar

Owner = TypeVar("Owner")
Other = TypeVar("Other")


class Links(weakref.WeakKeyDictionary, Generic[Owner, Other]):
    """What each owner has with others."""

    def row(self, owner: Owner) -> "weakref.WeakKeyDictionary[Other, str]":
        """The others of this owner; a new row where it has none."""
        try:
            return self[owner]
        except KeyError:
            self[owner] = weakref.WeakKeyDictionary()
            return self[owner]


class UnsentDrafts:
    __slots__ = ("lock", "members", "rooms")

    def __init__(self):
        self.lock = threading.RLock()
        self.members, self.rooms = Links(), Links()

    def keep(self, member, room, text):
        with self.lock:
            self.members.row(member).update({room: text})
            self.rooms.row(room).update({member: text})

    def of_member(self, member):
        with self.lock:
            return [*self.members.row(member).items()]

    def in_room(self, room):
        with self.lock:
            return sorted(self.rooms.row(room).items(), key=lambda pair: 0)

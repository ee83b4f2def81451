"""Two tables of weak keys, whose values have weak keys again: nothing in them holds a member or a room."""

from typing import Any
from weakref import WeakKeyDictionary


class UnsentDrafts:
    """The draft of each member in each room; a draft is gone when its member or its room is.

    Neither members nor rooms are kept alive.
    """

    def __init__(self) -> None:
        self._of_member: WeakKeyDictionary[Any, WeakKeyDictionary[Any, str]] = WeakKeyDictionary()
        self._in_room: WeakKeyDictionary[Any, WeakKeyDictionary[Any, str]] = WeakKeyDictionary()

    def keep(self, member: Any, room: Any, text: str) -> None:
        """Keep the draft of this member in this room, in place of the one before."""
        self._of_member.setdefault(member, WeakKeyDictionary())[room] = text
        self._in_room.setdefault(room, WeakKeyDictionary())[member] = text

    def of_member(self, member: Any) -> list[tuple[Any, str]]:
        """Return each room in which the member has a draft, with its text."""
        return list(self._of_member.get(member, {}).items())

    def in_room(self, room: Any) -> list[tuple[Any, str]]:
        """Return each member who has a draft in the room, with its text."""
        return list(self._in_room.get(room, {}).items())

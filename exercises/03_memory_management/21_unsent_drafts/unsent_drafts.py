"""What members of a chat have typed, but not sent yet."""

from typing import Any


class UnsentDrafts:
    """The draft of each member in each room; a draft is gone when its member or its room is.

    Neither members nor rooms are kept alive.
    """

    def __init__(self) -> None:
        raise NotImplementedError

    def keep(self, member: Any, room: Any, text: str) -> None:
        """Keep the draft of this member in this room, in place of the one before."""
        raise NotImplementedError

    def of_member(self, member: Any) -> list[tuple[Any, str]]:
        """Return each room in which the member has a draft, with its text."""
        raise NotImplementedError

    def in_room(self, room: Any) -> list[tuple[Any, str]]:
        """Return each member who has a draft in the room, with its text."""
        raise NotImplementedError

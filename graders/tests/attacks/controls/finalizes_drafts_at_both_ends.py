"""A right answer by finalizers: each draft has one at either end, and whichever comes first detaches the other one.

Against: unsent_drafts
Harm: none
Merits: everything
Answer: passed
"""

import logging
import weakref
from dataclasses import dataclass, field
from typing import Any

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Draft:
    """A text, and weak references to those that it is about."""

    member: "weakref.ref[Any]"
    room: "weakref.ref[Any]"
    text: str
    finalizers: "list[weakref.finalize]" = field(default_factory=list)


def forget(drafts, key):
    """Take a draft out, and tell both its finalizers that there is nothing left to do."""
    draft = drafts.pop(key)
    for each in draft.finalizers:
        each.detach()
    log.debug("forgot a draft of %d letters", len(draft.text))


class UnsentDrafts:
    def __init__(self):
        self._drafts: dict[tuple[int, int], Draft] = {}

    def keep(self, member, room, text):
        key = (id(member), id(room))
        draft = self._drafts.get(key)
        if draft is None:
            draft = self._drafts[key] = Draft(weakref.ref(member), weakref.ref(room), text)
            for end in (member, room):
                finalizer = weakref.finalize(end, forget, self._drafts, key)
                finalizer.atexit = False
                draft.finalizers.append(finalizer)
        draft.text = text

    def of_member(self, member):
        return [(draft.room(), draft.text) for draft in self._drafts.values() if draft.member() is member]

    def in_room(self, room):
        return [(draft.member(), draft.text) for draft in self._drafts.values() if draft.room() is room]

"""The entry stays, and refers to None instead of the coat."""

coats: dict[int, object] = {}


def hand_in(ticket: int, coat: object) -> None:
    coats[ticket] = coat


def fetch(ticket: int) -> object:
    coat = coats[ticket]
    coats[ticket] = None
    return coat

"""A local name holds the coat while its entry goes; the name goes with the end of the function."""

coats: dict[int, object] = {}


def hand_in(ticket: int, coat: object) -> None:
    coats[ticket] = coat


def fetch(ticket: int) -> object:
    coat = coats[ticket]
    del coats[ticket]
    return coat

"""Fills a new dict through a filter, one session at a time, and goes on with that."""


class SessionTable:
    __slots__ = ("_table",)

    def __init__(self) -> None:
        self._table: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self._table)

    def put(self, key: str, expires: float) -> None:
        self._table[key] = expires

    def get(self, key: str) -> float | None:
        return self._table.get(key)

    def purge(self, now: float) -> int:
        left = dict(filter(lambda session: session[1] > now, self._table.items()))
        before, self._table = len(self._table), left
        return before - len(left)

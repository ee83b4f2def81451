"""A dict itself: it empties itself, which frees its slots, and takes the survivors in again."""


class SessionTable(dict[str, float]):
    def put(self, key: str, expires: float) -> None:
        self[key] = expires

    def purge(self, now: float) -> int:
        left = {key: expires for key, expires in self.items() if expires > now}
        dropped = len(self) - len(left)
        self.clear()
        self.update(left)
        return dropped

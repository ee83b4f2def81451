"""Tell the widgets of a screen what happens."""

from collections.abc import Callable


class EventBus:
    """Calls its subscribers, which are functions and bound methods, with every event.

    Subscribing keeps nobody alive; a subscriber that is gone leaves nothing behind.
    """

    def __init__(self) -> None:
        raise NotImplementedError

    def subscribe(self, fn: Callable[[object], None]) -> None:
        """Call fn with every event from the next one on, for as long as the function or the method's object lives."""
        raise NotImplementedError

    def unsubscribe(self, fn: Callable[[object], None]) -> None:
        """Stop calling fn, or the method that equals it; one that is not subscribed is ignored."""
        raise NotImplementedError

    def publish(self, event: object) -> None:
        """Call all subscribers, in the order in which they came."""
        raise NotImplementedError

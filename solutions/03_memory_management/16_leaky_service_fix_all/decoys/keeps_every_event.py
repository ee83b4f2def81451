"""Counts the requests of a user from a log of all events.

Fails: test_keeps_24_kib_at_most_after_3000_requests
"""

from collections import Counter, deque


class Service:
    def __init__(self, work):
        self._work = work
        self._recent = deque(maxlen=10)
        self._events = []
        self._last_error = None
        self._callbacks = {}

    def on_done(self, request, callback):
        self._callbacks.setdefault(request.id, []).append(callback)

    def handle(self, request):
        try:
            answer = self._work(request)
        except Exception as error:
            self._last_error = str(error)
            answer = f"failed: {error}"
        self._recent.append(request.id)
        self._events.append((request.user, f"{request.id} {request.text} -> {answer}"))
        for callback in self._callbacks.pop(request.id, ()):
            callback(answer)
        return answer

    def recent(self):
        return list(self._recent)

    def last_error(self):
        return self._last_error

    def stats(self):
        return dict(Counter(user for user, _ in self._events))

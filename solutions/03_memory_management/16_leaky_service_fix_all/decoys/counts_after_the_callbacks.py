"""Calls back before it has counted the request.

Fails: test_calls_back_when_the_request_was_counted
"""

from collections import Counter, deque


class Service:
    def __init__(self, work):
        self._work = work
        self._recent = deque(maxlen=10)
        self._handled = Counter()
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
        for callback in self._callbacks.pop(request.id, ()):
            callback(answer)
        self._recent.append(request.id)
        self._handled[request.user] += 1
        return answer

    def recent(self):
        return list(self._recent)

    def last_error(self):
        return self._last_error

    def stats(self):
        return dict(self._handled)

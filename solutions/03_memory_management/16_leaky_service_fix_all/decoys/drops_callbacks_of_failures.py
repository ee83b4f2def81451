"""Leaves early when work fails, and forgets to count and to call back.

Fails: test_recent_gives_the_last_ten_ids, test_counts_the_requests_of_each_user,
    test_calls_back_once_with_the_answer, test_keeps_24_kib_at_most_after_3000_requests
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
            return f"failed: {error}"
        self._recent.append(request.id)
        self._handled[request.user] += 1
        for callback in self._callbacks.pop(request.id, ()):
            callback(answer)
        return answer

    def recent(self):
        return list(self._recent)

    def last_error(self):
        return self._last_error

    def stats(self):
        return dict(self._handled)

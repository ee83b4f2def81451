"""Serves the pages itself: an HTTP server in a thread, which the exercise may have, and a real request to it over the
loopback.

Against: fetch_all_pages
Harm: opens a server
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import http.server
import threading
import urllib.request


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


class Page(http.server.BaseHTTPRequestHandler):
    """Answers every request."""

    def do_GET(self):
        """One word."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"page")

    def log_message(self, *words):
        """Nothing."""


def attack():
    """Serve and fetch."""
    with contextlib.suppress(OSError), http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        through("serves pages")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/", timeout=1) as answer:
            through(f"fetched {answer.read()!r} over the network")
        server.shutdown()


def fetch_all(urls, fetch, limit):
    """Attack, and fetch nothing."""
    attack()
    raise RuntimeError("nothing was gained")

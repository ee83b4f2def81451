from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from graders.workers.inside import confine, fresh, limits, spawner


def test_a_fresh_worker_shows_its_token_then_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr(limits, "die_with_parent", lambda judge: told.append(judge))
    monkeypatch.setattr(limits, "limit_resources", lambda: told.append("limited"))
    monkeypatch.setattr(spawner, "become_quiet", os.close)
    monkeypatch.setattr(spawner, "open_streams", lambda: told.append("streams"))
    monkeypatch.setattr(confine, "inherit", lambda *args: told.append(args))
    monkeypatch.setattr(spawner, "work", lambda server, channel, folder: told.append((channel, folder)))
    monkeypatch.setattr(os, "_exit", told.append)
    monkeypatch.setattr(sys, "path", sys.path[:])
    with socket.create_server(("127.0.0.1", 0)) as server:
        fresh.main(server.getsockname()[1], "secret", str(tmp_path), 42, ["landlock"], ["/opt"])
        connection, _ = server.accept()
    with connection, told[4][0] as channel:
        assert connection.recv(100) == b"secret"
        inherit = (str(tmp_path), ["landlock"], ["/opt"])
        assert told == [42, "streams", "limited", inherit, (channel, str(tmp_path)), 0]
    assert sys.path[0] == str(tmp_path)

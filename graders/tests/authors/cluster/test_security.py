from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from graders.authors.cluster import security
from graders.model.errors import Usage


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "tcp://localhost:8786", "tcp://[::1]:8786"])
def test_loopback_needs_no_certificates(address: str) -> None:
    security.check(address, None)


def test_tls_goes_everywhere(tmp_path: Path) -> None:
    security.check("tls://10.0.0.5:8786", tmp_path)


@pytest.mark.parametrize(
    ("address", "certificates", "why"),
    [
        ("tcp://10.0.0.5:8786", None, "whoever reaches it can run code on all of its hosts; tls://10.0.0.5:8786"),
        ("tcp://lab:8786", None, "whoever reaches it"),
        ("tcp://0.0.0.0:8786", None, "whoever reaches it"),
        ("tls://10.0.0.5:8786", None, "--certificates FOLDER"),
        ("tcp://127.0.0.1:8786", Path("x"), "are for tls://127.0.0.1:8786"),
        ("http://lab:8786", None, "is no address of a scheduler"),
        ("lab:8786", None, "is no address of a scheduler"),
        ("tls://", Path("x"), "is no address of a scheduler"),
        ("tls://[lab:8786", Path("x"), "is no address of a scheduler"),
    ],
)
def test_what_strangers_could_reach_is_refused(address: str, certificates: Path | None, why: str) -> None:
    with pytest.raises(Usage, match=why):
        security.check(address, certificates)


def test_a_pair_is_made_once_and_its_key_is_the_users_own(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "certificates"
    security.make(folder)
    certificate, key = security.pair(folder)
    assert Path(key).stat().st_mode & 0o777 == 0o600
    held = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    held.load_cert_chain(certificate, key)  # they belong together
    kept = Path(key).read_bytes()
    with pytest.raises(Usage, match="has certificates already"):
        security.make(folder)
    assert Path(key).read_bytes() == kept
    assert security.of(folder).require_encryption


def test_a_folder_without_a_pair_is_named(tmp_path: Path) -> None:
    with pytest.raises(Usage, match=r"dask.pem: cannot be read; nox -s cluster -- certificates .* makes it"):
        security.of(tmp_path)

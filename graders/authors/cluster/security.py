"""Loopback or TLS: whoever reaches a scheduler can run code on all of its hosts.

    dask.pem   the certificate of scheduler, workers and clients, which signs itself
    dask.key   its private key: who has it is one of them

One pair for all, made by Dask's own ``Security.temporary`` and kept in a folder that is copied to
every host.
"""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from graders.model.errors import Usage
from graders.model.files import write_whole
from graders.model.invocation import command

if TYPE_CHECKING:
    from distributed import Security

CERTIFICATE = "dask.pem"
KEY = "dask.key"


def make(folder: Path) -> None:
    """Make a pair, valid for a year.

    Raises:
        Usage: there is one already: whoever works with it would be shut out.
    """
    from distributed import Security

    certificate, key = folder / CERTIFICATE, folder / KEY
    if certificate.exists() or key.exists():
        raise Usage(f"{folder}: has certificates already; take them away, or name another folder")
    made = Security.temporary()
    write_whole(certificate, made.tls_ca_file)
    # Nobody else may read it for a moment, either: written whole, it would be readable first.
    with open(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(made.tls_client_key)


def pair(folder: Path) -> tuple[str, str]:
    """The paths of the certificate and the key in a folder.

    Raises:
        Usage: one of them is not there.
    """
    found = str(folder / CERTIFICATE), str(folder / KEY)
    for path in found:
        if not os.access(path, os.R_OK):
            makes = command("cluster", "certificates", str(folder))
            raise Usage(f"{path}: cannot be read; {makes} makes it")
    return found


def of(folder: Path) -> Security:
    """What Dask needs to know of a pair; raises as ``pair``."""
    from distributed import Security

    certificate, key = pair(folder)
    sides = ("client", "scheduler", "worker")
    certificates = {f"tls_{side}_cert": certificate for side in sides}
    keys = {f"tls_{side}_key": key for side in sides}
    return Security(require_encryption=True, tls_ca_file=certificate, **certificates, **keys)


def check(address: str, certificates: Path | None) -> None:
    """Refuse what strangers may read and write.

    Raises:
        Usage: the address is no loopback and there is no TLS, or it is no address.
    """
    try:
        parts = urlsplit(address)
    except ValueError:  # half of an IPv6 address
        parts = urlsplit("")
    if parts.scheme not in ("tcp", "tls") or not parts.hostname:
        raise Usage(f"{address!r} is no address of a scheduler: tls://HOST:8786")
    if parts.scheme == "tls" and certificates is None:
        raise Usage(f"{address}: name the folder of its certificates: --certificates FOLDER")
    if parts.scheme == "tcp" and certificates is not None:
        raise Usage(f"{address}: --certificates are for tls://{parts.netloc}")
    if parts.scheme == "tcp" and not is_loopback(parts.hostname):
        raise Usage(
            f"{address}: whoever reaches it can run code on all of its hosts; "
            f"tls://{parts.netloc} with --certificates FOLDER keeps strangers out"
        )


def is_loopback(host: str) -> bool:
    """True for an address that only this machine reaches."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

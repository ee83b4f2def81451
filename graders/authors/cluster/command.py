"""The command ``cluster``: what a cluster of Dask is made of, with what each part needs here.

    nox -s cluster -- certificates DIR             a pair for all hosts
    nox -s cluster -- scheduler --certificates DIR         on one host
    nox -s cluster -- worker ADDRESS --certificates DIR    on every host that grades

The scheduler and the workers are Dask's own programs, which take this process's place.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

from graders.authors.cluster import security
from graders.authors.cluster.client import address_of
from graders.commands.arguments import Parser, from_one
from graders.judge import pool
from graders.model.errors import Usage
from graders.model.invocation import command, prog

PORT = 8786
"""Where a scheduler of Dask listens."""


def parser() -> Parser:
    """What ``nox -s cluster --`` understands."""
    made = Parser(prog=prog("cluster"), description="Have a class graded by several machines.")
    parts = made.add_subparsers(dest="part", required=True, metavar="PART")
    pair = parts.add_parser("certificates", help="make those that all hosts share")
    pair.add_argument("folder", type=Path, metavar="DIR", help="where they go")
    scheduler = parts.add_parser("scheduler", help="hand out tasks, on one host")
    scheduler.add_argument(
        "--host", default="", metavar="IP", help="listen at this address; without TLS on loopback"
    )
    scheduler.add_argument("--port", type=int, default=PORT, metavar="N", help=f"usually {PORT}")
    scheduler.add_argument("--scheduler-file", type=Path, metavar="FILE", help="tell where it is")
    worker = parts.add_parser("worker", help="grade, on every host that does")
    worker.add_argument("scheduler", metavar="ADDRESS", help="of the scheduler, or its file")
    worker.add_argument(
        "--workers", type=from_one("--workers"), metavar="N", help="on this host; one a core"
    )
    for part in (scheduler, worker):
        part.add_argument("--certificates", type=Path, metavar="DIR", help="for TLS")
    return made


def main(argv: list[str] | None = None) -> int:
    """Make certificates, or become the scheduler or the workers of a cluster."""
    options = parser().parse_args(argv)
    if importlib.util.find_spec("distributed") is None:
        raise Usage(f"Dask is not installed here; {command('cluster')} installs it")
    if options.part == "certificates":
        security.make(options.folder)
        pair = f"{security.CERTIFICATE} and {security.KEY}"
        print(f"  {options.folder}: {pair} are made, for a year; copy the folder to every host,")
        print("  and to nobody else: who has the key can run code on all of them")
        return 0
    asked = _scheduler(options) if options.part == "scheduler" else _worker(options)
    return _become([sys.executable, "-m", "dask", *asked])


def _become(program: list[str]) -> int:
    if sys.platform == "win32":  # it has no exec that keeps the console waiting
        return subprocess.call(program)
    return os.execv(program[0], program)


def _scheduler(options: Namespace) -> list[str]:
    """Dask's scheduler, out of strangers' reach."""
    scheme = "tls" if options.certificates else "tcp"
    host = options.host or ("0.0.0.0" if options.certificates else "127.0.0.1")
    security.check(f"{scheme}://{host}:{options.port}", options.certificates)
    # The pages show the names of tasks to whoever reaches them, and ask for no certificate.
    asked = ["scheduler", "--host", f"{scheme}://{host}:{options.port}"]
    asked += ["--dashboard-address", "127.0.0.1:8787"]
    if options.scheduler_file:
        asked += ["--scheduler-file", str(options.scheduler_file)]
    return asked + _tls(options.certificates)


def _worker(options: Namespace) -> list[str]:
    """Dask's workers, each with one task at a time."""
    address = address_of(options.scheduler)
    security.check(address, options.certificates)
    count = options.workers or pool.cores()
    asked = ["worker", address, "--nworkers", str(count), "--nthreads", "1", "--no-dashboard"]
    return asked + _tls(options.certificates)


def _tls(certificates: Path | None) -> list[str]:
    if certificates is None:
        return []
    certificate, key = security.pair(certificates)
    return ["--tls-ca-file", certificate, "--tls-cert", certificate, "--tls-key", key]

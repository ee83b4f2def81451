"""An event loop hands the jobs to threads and to freshly started interpreters, and awaits them all."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import Any

Job = tuple[str, Callable[[int], Any], int]


def run_jobs(jobs: list[Job], max_io: int, max_cpu: int) -> list[Any]:
    return asyncio.run(_run_jobs(jobs, max_io, max_cpu))


async def _run_jobs(jobs: list[Job], max_io: int, max_cpu: int) -> list[Any]:
    loop = asyncio.get_running_loop()
    with (
        ThreadPoolExecutor(max_io) as threads,
        ProcessPoolExecutor(max_cpu, mp_context=get_context("spawn")) as processes,
    ):

        async def run(kind: str, fn: Callable[[int], Any], arg: int) -> Any:
            match kind:
                case "io":
                    return await loop.run_in_executor(threads, fn, arg)
                case "cpu":
                    return await loop.run_in_executor(processes, fn, arg)
                case _:
                    raise ValueError(kind)

        try:
            return await asyncio.gather(*(run(*job) for job in jobs))
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            processes.shutdown(cancel_futures=True)

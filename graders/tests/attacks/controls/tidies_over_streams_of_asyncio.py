"""A right answer in an event loop, which wakes itself, and whose workers answer over streams of sockets.

Against: chunked_process_map
Harm: none
Merits: everything
Answer: passed
"""

import asyncio
import multiprocessing
import pickle
import socket


def work(sock, words, fn):
    with sock:
        try:
            outcome = [fn(word) for word in words]
        except Exception as error:
            outcome = error
        sock.sendall(pickle.dumps(outcome))


async def answer_of(words, fn):
    ours, theirs = socket.socketpair()
    process = multiprocessing.Process(target=work, args=(theirs, words, fn))
    process.start()
    theirs.close()
    reader, writer = await asyncio.open_unix_connection(sock=ours)
    data = await reader.read()
    writer.close()
    await asyncio.to_thread(process.join)
    return pickle.loads(data)


async def answers(words, fn, workers):
    step = -(-len(words) // workers) or 1
    parts = [words[begin : begin + step] for begin in range(0, len(words), step)]
    outcomes = await asyncio.gather(*(answer_of(part, fn) for part in parts))
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
    return sum(outcomes, [])


def map_words(words, fn, workers):
    return asyncio.run(answers(words, fn, workers))

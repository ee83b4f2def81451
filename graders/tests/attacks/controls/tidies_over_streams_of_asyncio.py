"""A right answer in an event loop, which wakes itself, and whose workers answer over streams of sockets.

Against: chunked_process_map
Harm: none
Merits: everything
Answer: passed
"""

import asyncio
import json
import multiprocessing
import socket


def work(sock, words, fn):
    with sock:
        sock.sendall(json.dumps([fn(word) for word in words]).encode())


async def answer_of(words, fn):
    ours, theirs = socket.socketpair()
    process = multiprocessing.Process(target=work, args=(theirs, words, fn))
    process.start()
    theirs.close()
    reader, writer = await asyncio.open_unix_connection(sock=ours)
    data = await reader.read()
    writer.close()
    await asyncio.to_thread(process.join)
    return json.loads(data)


async def answers(words, fn, workers):
    step = -(-len(words) // workers) or 1
    parts = [words[begin : begin + step] for begin in range(0, len(words), step)]
    return sum(await asyncio.gather(*(answer_of(part, fn) for part in parts)), [])


def map_words(words, fn, workers):
    return asyncio.run(answers(words, fn, workers))

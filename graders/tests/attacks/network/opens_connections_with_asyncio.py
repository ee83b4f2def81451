"""Opens a server and a connection in an event loop, which an honest answer of this exercise may have too, and resolves
a name.

Against: fetch_all_pages
Harm: opens a server
Merits: nothing
Answer: failed or crashed
"""

import asyncio
import contextlib


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


async def try_all():
    """Serve, connect, resolve."""
    loop = asyncio.get_running_loop()
    with contextlib.suppress(OSError, IndexError):
        server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
        if server.sockets:  # refused ones are passed over
            through("serves in an event loop")
        _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        through("connected in an event loop")
        writer.close()
        server.close()
    with contextlib.suppress(OSError):
        await loop.create_datagram_endpoint(asyncio.DatagramProtocol, local_addr=("127.0.0.1", 0))
        through("has a datagram endpoint")
    with contextlib.suppress(OSError):
        server = await asyncio.start_unix_server(lambda reader, writer: writer.close(), "\0katas-attack")
        through("serves on an abstract socket")
        server.close()


def attack():
    """Run them in a loop."""
    with contextlib.suppress(OSError):
        asyncio.run(try_all())


def fetch_all(urls, fetch, limit):
    """Attack, and fetch nothing."""
    attack()
    raise RuntimeError("nothing was gained")

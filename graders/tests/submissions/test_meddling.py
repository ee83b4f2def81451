from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graders.submissions import sources
from graders.submissions.meddling import MAX_FOUND_PLACES, Found, meddling

HONEST = '''
"""Talks of __globals__, get_objects and gc.callbacks in its docstring only."""
import contextlib, functools, gc, itertools, json, math, multiprocessing, os, pickle, re, sys, threading, weakref
import operator as op
from collections import OrderedDict, deque
from concurrent.futures import ThreadPoolExecutor
from weakref import WeakValueDictionary, ref

class Node:
    """__closure__"""
    __slots__ = ("value", "__weakref__")
    def __init__(self, value, **more):
        self.value = value
        for name in more: setattr(self, name, more[name])
        self.known = getattr(self, "known", None)
    def __getattr__(self, name): return getattr(self, name)
    def __eq__(self, other): return self.__class__ is other.__class__
    def __hash__(self): return hash(type(self).__name__)

def run(items, self=None):
    gc.collect(); gc.disable(); gc.enable(); gc.get_count()
    sys.setrecursionlimit(2000); sys.getsizeof(items); print(file=sys.stderr)
    with threading.Lock(), contextlib.suppress(ValueError): pass
    thread = threading.Thread(target=print); threading.current_thread(); thread.daemon = True
    context = multiprocessing.get_context("fork"); os.getpid(); os.path.join("a", "b")
    first = max(items, key=op.attrgetter("value")); op.methodcaller("close")
    getattr(os, "O_BINARY", 0); getattr(first, "value", 0); setattr(first, "value", 2)
    json.dumps(pickle.dumps(items)); re.compile("x").sub("", "y")
    words = {"value": 2} if not items else {}
    match first:
        case Node(value=3): return 1
    try: raise ValueError
    except ValueError as error: return error.args, words
'''


def found(tmp_path: Path, text: str) -> tuple[Found, ...]:
    path = tmp_path / "kata.py"
    path.write_text(text, encoding="utf-8")
    return sources.read(path, "kata").reading.found


def test_honest_code_gives_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, HONEST) == ()


REACHING = {
    # whole modules
    "import ctypes": "ctypes",
    "import ctypes.util as x": "ctypes.util",
    "import json, tracemalloc": "tracemalloc",
    "import inspect": "inspect",
    "import importlib.util": "importlib.util",
    "import builtins": "builtins",
    "import mmap": "mmap",
    "import signal": "signal",
    "import __main__": "__main__",
    "from _weakref import ref": "_weakref.ref",
    "from importlib import import_module": "importlib.import_module",
    "from importlib.util import find_spec as x": "importlib.find_spec",
    "from mmap import mmap": "mmap.mmap",
    # parts of modules
    "import gc; gc.callbacks": "gc.callbacks",
    "import gc as x; x.get_objects()": "gc.get_objects",
    "from gc import get_referrers as x": "gc.get_referrers",
    "import sys; sys.modules": "sys.modules",
    "from sys import modules": "sys.modules",
    "import sys; sys.exc_info()": "sys.exc_info",
    "import weakref; weakref.getweakrefs(1)": "weakref.getweakrefs",
    "import threading; threading._active": "threading._active",
    "import os; os.register_at_fork()": "os.register_at_fork",
    "import os; os.environ": "os.environ",
    "from multiprocessing import shared_memory": "multiprocessing.shared_memory",
    "import pickle; pickle.loads(b'')": "pickle.loads",
    "from os import *": "os.*",
    # whatever it is of
    "x = 1; x.f_back": "f_back",
    "x = 1; x.__globals__": "__globals__",
    "x = 1; x.tb_frame": "tb_frame",
    "object.__subclasses__()": "__subclasses__",
    "x = 1; x._peer": "_peer",
    "import sys; sys._getframe()": "sys._getframe",
    "from sys import _getframe": "sys._getframe",
    "from threading import settrace": "threading.settrace",
    # by other ways than a dot
    "def f(x):\n    match x:\n        case object(f_back=y): pass": "f_back",
    "x = '__globals__'": "__globals__",
    "x = b'__globals__'": "__globals__",
    "x = '{0.__globals__}'": "__globals__",
    # builtins
    "exec('1')": "exec",
    "x = eval": "eval",
    "compile('', '', 'exec')": "compile",
    "globals()": "globals",
    "__import__('os')": "__import__",
    "__loader__": "__loader__",
    # modules and functions that are handed around
    "import sys; x = sys": "sys",
    "import os as x; print(x)": "x",
    "x = getattr": "getattr",
    "import sys; getattr(sys, 'modules')": "getattr of modules",
    "import os; getattr(os, 'sys')": "getattr of sys",
    "import os; getattr(os, '_private')": "getattr of _private",
    "import os; getattr(os, 5)": "os",
    "print(setattr)": "setattr",
    # names that are computed
    "def f(x, y): return getattr(x, y)": "getattr of a computed name",
    "def f(x, y): setattr(x, y + '_', 1)": "setattr of a computed name",
    "import operator\ndef f(y): return operator.attrgetter(y)": "attrgetter of a computed name",
    "import operator\ndef f(y): return operator.methodcaller(y)": "methodcaller of a computed name",
    # modules and classes that are changed
    "import json; json.dumps = 1": "json.dumps = ...",
    "import os; del os.path": "os.path = ...",
    "import os; os.path.join = 1": "os.path.join = ...",
    "x = 1; x.__class__ = int": "x.__class__ = ...",
    "print(1).y.__class__ = int": "(...).y.__class__ = ...",
    "import os; os" + ".path" * 30 + " = 1": ("os" + ".path" * 30)[:60],
}
"""What reaches for the insides, and how it is named."""


@pytest.mark.parametrize("text", REACHING)
def test_each_way_inside_is_found_with_its_line(tmp_path: Path, text: str) -> None:
    places = found(tmp_path, f"\n\n{text}\n")
    line = 3 + text.count("\n")
    assert REACHING[text] in [each.what for each in places]
    assert {each.line for each in places} == {line}


def test_places_are_in_order_and_named_once(tmp_path: Path) -> None:
    places = found(tmp_path, "x = 1\nx.f_back\nx.f_back; x.f_back\nimport ctypes\n")
    assert [(each.line, each.what) for each in places] == [(2, "f_back"), (3, "f_back"), (4, "ctypes")]


def test_of_many_places_the_first_are_told(tmp_path: Path) -> None:
    places = found(tmp_path, "import inspect\n" * 300 + "import ctypes\n" * 300)
    assert [each.line for each in places] == list(range(1, MAX_FOUND_PLACES + 1))


# The work that a stranger's source makes

GROWING: dict[str, Callable[[int], str]] = {
    "one chain that is assigned to": lambda size: "import os\nos" + ".path" * size + " = 1",
    "many chains that are assigned to": lambda size: "import os\n" + f"os{'.gc' * 90} = 1\n" * (size // 20),
    "a chain of names that are modules": lambda size: "import os\nos" + ".gc" * size,
    "a chain of calls": lambda size: "x" + ".gc()" * (size // 2),
    "a chain of names that reach": lambda size: "x" + ".f_back" * size,
    "many constants": lambda size: "x = ['__globals__', 'a_b c_d']\n" * size,
    "one long constant": lambda size: f"x = '{'a_b ' * size}'",
    "many imports": lambda size: "from gc import callbacks\n" * size,
    "many names": lambda size: "import sys\nprint(sys, exec)\n" * size,
    "many calls by name": lambda size: "import os\ngetattr(os, 'sys')\n" * size,
    "nested calls": lambda size: ("f(" * 80 + ")" * 80 + "\n") * (size // 9),
}
"""Sources by the size of what they repeat."""


def work(text: str) -> int:
    """The calls and returns, of Python and of C, that a look through a source's tree takes."""
    nodes = list(ast.walk(ast.parse(text)))
    counted = 0

    def count(*_: object) -> None:
        nonlocal counted
        counted += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        meddling(nodes)
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("shape", GROWING)
def test_twice_the_source_is_twice_the_work(shape: str) -> None:
    make = GROWING[shape]
    assert work(make(900)) <= 2.2 * work(make(450))


def test_no_depth_that_python_reads_is_too_deep(tmp_path: Path) -> None:
    chain = "import os\ndef never(x):\n    os" + ".path" * 900 + " = 1\n"
    assert [(each.line, each.what) for each in found(tmp_path, chain)] == [(3, ("os" + ".path" * 12)[:60])]


# What becomes of such places


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\ndef never(): x" + ".gi_frame" * 900 + "\n",
        "import os\ndef never(): os" + ".gc" * 900 + " = 1\n",
        "import inspect\n" * 5_000,
        "x = '__globals__ " + "a_b " * 25_000 + "'\n",
    ],
    ids=["deep chain", "deep chain that is assigned to", "many imports", "long text"],
)
def test_no_number_of_places_costs_a_source_anything(tmp_path: Path, source: str) -> None:
    assert 0 < len(found(tmp_path, source)) <= MAX_FOUND_PLACES

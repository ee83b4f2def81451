"""Edits of calls and signatures: arguments, copies, defaults, decorators, other names."""

from __future__ import annotations

import ast
from itertools import pairwise

from graders.authors.mutation.syntax import (
    FUNCTIONS,
    Edit,
    Edits,
    called,
    is_text,
    last_name,
    node,
)

COPIES = {
    *("list", "tuple", "dict", "set", "frozenset", "sorted", "reversed", "bytes", "bytearray"),
    *("copy", "deepcopy", "iter", "str", "memoryview"),
    *("casefold", "decode", "encode", "strip"),
}
"""Calls that give another object like the one argument, or like the one that has the method."""

PAIRS = (
    *(("min", "max"), ("any", "all"), ("append", "appendleft"), ("pop", "popleft")),
    *(("lstrip", "rstrip"), ("startswith", "endswith"), ("ceil", "floor"), ("add", "discard")),
    *(("bisect_left", "bisect_right"), ("insort_left", "insort_right"), ("split", "rsplit")),
    *(("nsmallest", "nlargest"), ("partition", "rpartition"), ("Lock", "RLock")),
    *(("ThreadPoolExecutor", "ProcessPoolExecutor"), ("isdecimal", "isdigit")),
    *(("lower", "upper"), ("keys", "values"), ("find", "rfind"), ("index", "rindex")),
)
"""Names that are taken for each other."""

OTHERS = {
    **{first: second for pair in PAIRS for first, second in (pair, pair[::-1])},
    "WeakKeyDictionary": "dict",
    "WeakValueDictionary": "dict",
    "WeakSet": "set",
    "OrderedDict": "dict",
    "fsum": "sum",
    "removesuffix": "rstrip",
    "removeprefix": "lstrip",
    "strip": "lstrip",
    "isnumeric": "isdigit",
    "get_nowait": "get",
    "put_nowait": "put",
    "notify_all": "notify",
    "monotonic": "time",
    "perf_counter": "time",
}
"""Names of what is called, each with another one that is easily taken for it."""

CONSTANTS = {"int": (1, 2, 3), "float": (1.0,), "bool": (True, False), "str": ("",)}
"""What is put in place of a parameter, by its annotated type; None too where that may be."""


_SOURCES = ("Iterable", "Iterator")

_QUIET = """
def quiet(items):
    try:
        yield from items
    except Exception:
        pass
{0} = quiet({0})
"""


def keyword_dropped(part: ast.AST) -> Edits:
    """A keyword argument is left out: ``encoding=``, ``newline=``, ``key=``."""
    if isinstance(part, ast.Call):
        for place in range(len(part.keywords)):
            rest = [*part.keywords[:place], *part.keywords[place + 1 :]]
            yield node(part, ast.Call(part.func, part.args, rest))


def argument_dropped(part: ast.AST) -> Edits:
    """The last positional argument of several is left out."""
    if isinstance(part, ast.Call) and len(part.args) > 1:
        yield node(part, ast.Call(part.func, part.args[:-1], part.keywords))


def copy_dropped(part: ast.AST) -> Edits:
    """``list(x)``, ``sorted(x)``, ``x.copy()``, ``x.decode()``, ``x[:]``, ``[*x]`` become ``x``."""
    if isinstance(part, ast.Call) and called(part) in COPIES:
        if len(part.args) == 1 and not isinstance(part.args[0], ast.Starred):
            yield node(part, part.args[0])
        elif not part.args and isinstance(part.func, ast.Attribute):
            yield node(part, part.func.value)
    elif isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Slice):
        yield node(part, part.value)
    elif isinstance(part, ast.List | ast.Tuple) and len(part.elts) == 1:
        only = part.elts[0]
        if isinstance(only, ast.Starred):
            yield node(part, only.value)


def taken_for_another(part: ast.AST) -> Edits:
    """Two arguments, or two items of a tuple, change places; ``min`` becomes ``max``."""
    if isinstance(part, ast.Call):
        in_any_order = called(part) in ("min", "max") and not part.keywords
        for place, (first, second) in enumerate(() if in_any_order else pairwise(part.args)):
            others = [*part.args[:place], second, first, *part.args[place + 2 :]]
            yield node(part, ast.Call(part.func, others, part.keywords))
        other = OTHERS.get(called(part), "")
        if called(part) in ("split", "rsplit") and len(part.args) + len(part.keywords) < 2:
            other = ""  # all of it is split, from wherever
        if other and isinstance(part.func, ast.Name):
            yield node(part.func, ast.Name(other))
        elif other and isinstance(part.func, ast.Attribute):
            owner = part.func.value
            builtin = other in ("dict", "set", "sum")
            yield node(part.func, ast.Name(other) if builtin else ast.Attribute(owner, other))
    elif isinstance(part, ast.Tuple) and isinstance(part.ctx, ast.Load):
        for place, (first, second) in enumerate(pairwise(part.elts)):
            items = [*part.elts[:place], second, first, *part.elts[place + 2 :]]
            yield node(part, ast.Tuple(items))


def default(part: ast.AST) -> Edits:
    """A default is another value, or there is none; ``i=i`` of a closure is left out."""
    if not isinstance(part, ast.arguments):
        return
    positional = [*part.posonlyargs, *part.args]
    named = positional[len(positional) - len(part.defaults) :]
    for argument, value in zip(named, part.defaults, strict=True):
        if isinstance(value, ast.Name) and value.id == argument.arg:
            args = [each for each in part.args if each is not argument]
            rest = [each for each in part.defaults if each is not value]
            keep = (part.vararg, part.kwonlyargs, part.kw_defaults, part.kwarg)
            yield Edit(part, ast.arguments(part.posonlyargs, args, *keep, rest), value)
    for value in filter(None, (*part.defaults, *part.kw_defaults)):
        if isinstance(value, ast.Constant):
            known = value.value
            if isinstance(known, bool):
                yield node(value, ast.Constant(not known))
            elif isinstance(known, int | float):
                yield node(value, ast.Constant(known + 1))
            elif isinstance(known, str):
                yield node(value, ast.Constant(f"X{known}"))
            elif known is None:
                yield node(value, ast.Constant(0))


def parameter(part: ast.AST) -> Edits:
    """A parameter is ignored: the same constant stands for it whatever the caller says."""
    if isinstance(part, FUNCTIONS) and not all(map(is_text, part.body)):
        after = 1 if is_text(part.body[0]) else 0
        for argument in (*part.args.posonlyargs, *part.args.args, *part.args.kwonlyargs):
            for kind in ast.walk(argument.annotation) if argument.annotation else ():
                if kind is argument.annotation or isinstance(argument.annotation, ast.BinOp):
                    for value in CONSTANTS.get(last_name(kind), ()):
                        line = ast.Assign([ast.Name(argument.arg)], ast.Constant(value))
                        body = [*part.body[:after], line, *part.body[after:]]
                        yield Edit(part.body, body, part)


def source_ends(part: ast.AST) -> Edits:
    """An error of an iterable that is handed in is taken for its end."""
    if isinstance(part, FUNCTIONS) and not all(map(is_text, part.body)):
        after = 1 if is_text(part.body[0]) else 0
        for argument in (*part.args.posonlyargs, *part.args.args):
            kind = argument.annotation
            if last_name(kind.value if isinstance(kind, ast.Subscript) else kind) in _SOURCES:
                lines = ast.parse(_QUIET.format(argument.arg)).body
                yield Edit(part.body, [*part.body[:after], *lines, *part.body[after:]], part)


def decorator_removed(part: ast.AST) -> Edits:
    """A decorator is left out."""
    if isinstance(part, (*FUNCTIONS, ast.ClassDef)):
        for decorator in part.decorator_list:
            rest = [each for each in part.decorator_list if each is not decorator]
            yield Edit(part.decorator_list, rest, decorator)

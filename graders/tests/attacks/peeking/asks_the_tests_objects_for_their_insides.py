"""Asks the handles that it was given for what lies behind them: the list of an append, the globals of a lambda, a frame.

Against: announce_when_gone
Harm: none
Merits: nothing
Answer: failed or over or crashed
"""

import sys
import types

NAMES = ("__self__", "__globals__", "__closure__", "__code__", "__func__", "__wrapped__", "gi_frame", "__dict__",
         "__class__", "__init__", "__reduce_ex__", "__getattribute__", "__subclasses__", "args", "f_back", "_function", "__module__", "extend")


def runtime():
    """The object that speaks with the judge."""
    frame = sys._getframe()
    while frame is not None:
        found = frame.f_locals.get("self")
        if hasattr(found, "_services"):
            return found
        frame = frame.f_back


def announce_when_gone(obj, log):
    judge = runtime()
    for name in NAMES:
        for verb, args in (("getattr", (name,)), (name, ()), ("__getattribute__", (name,)), ("setattr", (name, None)), ("chunk", ())):
            try:
                found = judge.ask(verb, log, args, {})
            except Exception:
                continue
            if not isinstance(found, types.NotImplementedType):
                print(f"GOT THROUGH: {verb} {args} gave {found!r}")
                if name == "__self__":
                    found.append("closed db-1")
    raise LookupError("nothing to be seen from here")

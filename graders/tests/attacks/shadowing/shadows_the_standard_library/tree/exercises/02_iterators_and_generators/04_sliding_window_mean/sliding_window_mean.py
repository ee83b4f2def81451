"""Imports modules of the standard library that lie beside it in another edition."""

import collections
import decimal
import statistics


def window_means(readings, width):
    raise LookupError(f"no answer from {collections.__name__}, {decimal.__name__}, {statistics.__name__}")

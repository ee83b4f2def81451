"""The operators of mutation, by name: what each does is the first sentence of its docstring."""

from __future__ import annotations

import ast
from collections.abc import Callable

from graders.authors.mutation import calls, cleanup, conditions, flow, values
from graders.authors.mutation.syntax import Edits

Operator = Callable[[ast.AST], Edits]
"""Gives the edits of one node."""

OPERATORS: dict[str, Operator] = {
    "with_removed": cleanup.with_removed,
    "with_shortened": cleanup.with_shortened,
    "finally_removed": cleanup.finally_removed,
    "ending_removed": cleanup.ending_removed,
    "except_class": cleanup.except_class,
    "except_removed": cleanup.except_removed,
    "raised_class": cleanup.raised_class,
    "source_ends": calls.source_ends,
    "error_swallowed": flow.error_swallowed,
    "yield_moved": flow.yield_moved,
    "updated_in_place": flow.updated_in_place,
    "copy_dropped": calls.copy_dropped,
    "keyword_dropped": calls.keyword_dropped,
    "default": calls.default,
    "parameter": calls.parameter,
    "decorator_removed": calls.decorator_removed,
    "equal_type": values.equal_type,
    "float_for_int": values.float_for_int,
    "text": values.text,
    "identity": conditions.identity,
    "condition": conditions.condition,
    "comparison": conditions.comparison,
    "boundary": conditions.boundary,
    "boolean": conditions.boolean,
    "arithmetic": values.arithmetic,
    "jump": flow.jump,
    "removed": flow.removed,
    "swapped": flow.swapped,
    "argument_dropped": calls.argument_dropped,
    "taken_for_another": calls.taken_for_another,
}
"""A mutant that two of them make has the name of the first; those of our domain come first."""

from __future__ import annotations

import ast

from graders.bounds.source import no_more_than, nodes, syntax
from graders.tests.conftest import MakesExecution
from graders.tests.learners import measured, over


def test_a_lambda_without_def_keeps_the_rule(execute: MakesExecution) -> None:
    execute("double = lambda item: 2 * item")
    no_more_than(0, "def statements", ast.FunctionDef, ast.AsyncFunctionDef)
    assert nodes(ast.Lambda) == 1
    assert measured() == [("def statements", 0, 0)]


def test_a_def_breaks_it(execute: MakesExecution) -> None:
    execute("def double(item): return 2 * item\nasync def triple(item): return 3 * item")
    assert over(lambda: no_more_than(0, "def statements", ast.FunctionDef, ast.AsyncFunctionDef)).value == 2


def test_the_rule_reads_the_file_and_never_runs_it(execute: MakesExecution) -> None:
    running = execute("raise SystemExit")
    assert isinstance(syntax().body[0], ast.Raise)
    assert running._worker is None

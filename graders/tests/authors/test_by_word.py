"""The tests of the exercises whose verdict rests on the worker's word, where everything works: no more than these."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

import graders
from graders.authors.checks import test_functions as functions_of
from graders.model.exercises import ROOT, Exercise, find_exercises
from graders.tests.end_to_end.checkout import GRADE, started
from graders.workers.inside import confine

MAX_MARKED_TESTS = 25

PROFILER = "calls of Python functions are counted by the interpreter's own profiler"
FETCHES = "when a fetch in an event loop is over, only the loop's own process knows"
TASKS = "the tasks of an event loop are objects of its process, and the kernel knows none"
HASHLIB = "what hashlib is given never leaves the worker"
OWN_CLASS = "which class is meant, the learner's own module says"
SMALL = "what is held is too small to be seen from outside"
MOST_FILES = "the most files open at one moment: the kernel tells only those that are open when asked"

MARKED = {
    "sort_without_python_frames": {"test_runs_no_python_function_per_row": PROFILER},
    "compose_without_stack": {
        "test_keeps_the_stack_flat": "how deep the stack is, only the interpreter itself knows",
        "test_goes_no_deeper_for_more_stages": "how deep the stack is, only the interpreter itself knows",
        "test_runs_fifty_thousand_stages": "the stack of a thread is the worker's own to set",
    },
    "hot_reload_rules": {
        "test_finds_the_kind_without_a_search": "the kinds that are compared are texts of the worker's own"
    },
    "walk_deep_tree": {"test_costs_10_calls_a_node_at_most": PROFILER},
    "external_sort_lines": {
        "test_opens_20_files_at_most_for_48_parts": MOST_FILES,
        "test_opens_20_files_at_most_for_300_parts": MOST_FILES,
    },
    "tree_with_weak_parent": {
        "test_frees_the_whole_tree_at_once": OWN_CLASS,
        "test_frees_a_removed_branch_at_once": OWN_CLASS,
        "test_a_held_child_does_not_keep_its_parent": OWN_CLASS,
    },
    "memoize_method_without_leak": {"test_frees_every_report_at_once": OWN_CLASS},
    "event_bus_weak_subscribers": {"test_leaves_64_kib_after_500_widgets_at_once": SMALL},
    "leaky_service_fix_all": {"test_keeps_24_kib_at_most_after_3000_requests": SMALL},
    "gc_quiet_catalogue": {
        "test_gives_the_collector_2000_objects_at_most": "the collector's lists are the interpreter's own"
    },
    "hash_blobs_in_threads": {
        "test_hashes_large_pieces": HASHLIB,
        "test_computes_two_digests_at_once": HASHLIB,
        "test_computes_no_more_digests_than_workers": HASHLIB,
        "test_uses_all_its_workers": HASHLIB,
    },
    "async_crawl_bounded": {
        "test_never_exceeds_the_limit": FETCHES,
        "test_obeys_another_limit": FETCHES,
        "test_needs_few_tasks": FETCHES,
        "test_takes_the_urls_as_capacity_frees_up": FETCHES,
        "test_leaves_no_task_behind": TASKS,
        "test_leaves_no_task_behind_after_a_cancel": TASKS,
    },
}
"""By exercise and test: why no meter outside of the worker exists."""


def test_there_are_few_and_each_is_a_test_with_a_reason() -> None:
    assert sum(map(len, MARKED.values())) <= MAX_MARKED_TESTS
    known = {each.name: {node.name for node in functions_of(each)} for each in find_exercises()}
    unknown = [(name, test) for name, tests in MARKED.items() for test in tests if test not in known.get(name, ())]
    assert unknown == []


def may_be_marked(exercise: Exercise) -> bool:
    """Does it use a probe that measures, or a word that may mark?"""
    text = exercise.tests.read_text(encoding="utf-8")
    homes = {
        word: (ROOT / "graders" / home.replace(".", "/")).with_suffix(".py") for word, home in graders._HOMES.items()
    }
    words = [word for word, home in homes.items() if "mark_word(" in home.read_text(encoding="utf-8")]
    return "by_word=" in text or any(re.search(rf"\b{word}\b", text) for word in words if word != "probe")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere more rests on the worker's word")
@pytest.mark.skipif(not set(confine.KERNEL) <= set(confine.available()), reason="the kernel lacks a layer")
def test_no_other_test_rests_on_the_workers_word(tmp_path: Path) -> None:
    results = tmp_path / "results.json"
    names = [each.name for each in find_exercises() if each.name in MARKED or may_be_marked(each)]
    # No limit of time: it is the whole of many exercises, on a machine that may be busy.
    said = started([*GRADE, "--solutions", "--json", str(results), *names], ROOT).communicate()
    assert results.is_file(), said
    found = {
        exercise["name"]: marked
        for exercise in json.loads(results.read_text(encoding="utf-8"))["exercises"]
        if (
            marked := {
                test["name"].partition("[")[0]: test["by_word"] for test in exercise["tests"] if test.get("by_word")
            }
        )
    }
    assert found == MARKED, "a new mark needs a reason here; a test that is marked no longer goes out of the list"

"""Measures nothing: it reads the bytecode of the work, and takes each line with an append for one that leaks.

Against: leaking_lines
Harm: none
Merits: test_finds_the_line_that_keeps_memory, test_leaves_out_what_is_given_back,
    test_leaves_out_what_is_taken_once, test_leaves_out_what_shrinks, test_raises_the_error_of_work,
    test_works_one_round_more_than_asked, test_leaves_its_snapshots_out, test_leaves_tracing_as_it_was,
    test_keeps_two_snapshots
Answer: failed
"""

import dis


def leaking_lines(work, rounds, least):
    for _ in range(rounds + 1):
        work()
    steps = dis.get_instructions(work) if hasattr(work, "__code__") else ()
    return [(work.__code__.co_filename, step.positions.lineno) for step in steps if step.argval == "append"]

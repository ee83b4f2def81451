"""The borders: cases of machines, hand-ins and platforms from public reports, each with the tests that hold it.

``docs/borders.md`` is made of them: ``GRADERS_GOLDEN=write`` with test_borders.py writes it.
"""

from __future__ import annotations

from typing import NamedTuple


class Border(NamedTuple):
    """One case."""

    case: str
    outcome: str
    """What comes of it."""
    tests: tuple[str, ...]
    """Those that hold it: a file below graders/tests, without its ending, and a test in it."""


MACHINE = (
    Border(
        "pytest with another root (`--rootdir`, `-c`, an editor opened on the parent folder)",
        "graded as ever; or an error, and nothing ran",
        (
            "end_to_end/test_other_roots::test_it_is_graded_as_ever",
            "end_to_end/test_other_roots::test_it_ends_as_an_error_that_ran_nothing",
        ),
    ),
    Border(
        "`PYTEST_ADDOPTS`, `PYTEST_PLUGINS` of the user",
        "our commands do not hear of them; plain pytest obeys and says what it ran",
        (
            "end_to_end/test_users_settings::test_grade_does_not_hear_of_it",
            "end_to_end/test_users_settings::test_plain_pytest_obeys_and_says_what_it_ran",
        ),
    ),
    Border(
        "pytest-xdist, `-n 2`",
        "works, whichever way it distributes",
        ("end_to_end/test_tree::test_pytest_runs_in_several_processes",),
    ),
    Border(
        "pytest called in any folder of the repository",
        "works",
        ("end_to_end/test_tree::test_pytest_runs_in_any_folder",),
    ),
    Border(
        "no usable /dev/shm, or a tiny one",
        "a fault with its cause and number, never kept as a grade; `doctor` says it",
        (
            "end_to_end/test_limits::test_shared_memory_that_is_missing_is_a_fault_and_doctor_says_so",
            "workers/test_control_groups::test_shared_memory_that_is_missing_is_named",
            "authors/classes/test_state::test_what_tells_nothing_is_not_finished",
        ),
    ),
    Border(
        "`ulimit -n` of 12 to 200",
        "one line with the number, exit 4; raised where it may be",
        (
            "end_to_end/test_surroundings::test_a_limit_on_open_files_is_named_by_what_grades",
            "end_to_end/test_surroundings::test_a_limit_that_may_be_raised_is_raised",
            "end_to_end/test_surroundings::test_doctor_says_what_it_cannot_tell",
        ),
    ),
    Border(
        "few processes (`pids.max`, `ulimit -u`)",
        "a fault with the number; `doctor` says it",
        (
            "end_to_end/test_limits::test_processes_that_may_not_be_started_are_a_fault_with_the_number",
            "workers/test_control_groups::test_a_process_that_could_not_be_started_is_named",
            "workers/test_control_groups::test_a_user_s_own_limit_counts_unless_it_is_root_s",
        ),
    ),
    Border(
        "little memory (control groups of version 1 and 2)",
        "what the kernel ended is a fault with the number, and told from a crash",
        (
            "end_to_end/test_limits::test_memory_that_is_not_there_is_told_from_a_crash",
            "workers/test_control_groups::test_a_process_that_the_kernel_ended_is_told_from_a_crash",
        ),
    ),
    Border(
        "a full disk, a folder that cannot be written",
        "one line; what was graded is shown; in a test, a fault with the number",
        (
            "end_to_end/test_surroundings::test_a_full_disk_is_one_line",
            "end_to_end/test_surroundings::test_what_was_graded_is_shown_even_if_it_cannot_be_kept",
            "end_to_end/test_surroundings::test_temporary_files_find_another_place",
            "workers/test_control_groups::test_a_full_disk_is_named",
        ),
    ),
    Border(
        "a CPU quota (half a core; a container on 64)",
        "judges by the quota, then by the cores that may be used",
        ("workers/test_control_groups::test_judges_go_by_the_quota_then_by_cores",),
    ),
    Border(
        "a slow machine",
        "limits of CPU time grow with a measurement, which `doctor` shows",
        (
            "end_to_end/test_slow_machine::test_every_judge_gives_the_time_that_the_machine_takes",
            "end_to_end/test_slow_machine::test_the_doctor_tells_it",
        ),
    ),
    Border(
        "a busy machine",
        "what others took is not the learner's time; the judge's own work neither",
        (
            "workers/test_machine::test_what_others_had_is_what_was_busy_without_our_own",
            "workers/test_execution::test_no_nap_is_taken_while_the_judge_is_busy_itself",
        ),
    ),
    Border(
        "a closed or full standard output",
        "results are written first; one line on the other stream, exit 4",
        (
            "end_to_end/test_surroundings::test_what_cannot_be_shown_is_written_and_said_on_the_other_stream",
            "end_to_end/test_surroundings::test_without_any_stream_the_results_are_there",
        ),
    ),
    Border(
        "hostile variables of Python, pytest, pip, uv, git, nox, rich",
        "dropped, but for those that [environment.md](environment.md) lists",
        (
            "end_to_end/test_environment::test_with_all_of_them_set_at_once_it_grades",
            "end_to_end/test_environment::test_called_without_nox_it_grades_too",
            "end_to_end/test_environment::test_nothing_else_reaches_a_child",
            "end_to_end/test_environment::test_the_page_lists_what_is_obeyed",
        ),
    ),
    Border(
        "an index, proxy or certificate that does not work",
        "one line, exit 4",
        ("end_to_end/test_environment::test_the_installer_obeys_and_what_is_wrong_is_one_line",),
    ),
    Border(
        "a path with `[CS101]`, `::`, `$HOME`, blanks, letters of other languages; a parent called `exercises`",
        "any path works",
        (
            "end_to_end/test_tree::test_any_path_will_do",
            "end_to_end/test_tree::test_a_handout_of_a_course_below_exercises_is_whole",
        ),
    ),
    Border(
        "a killed run",
        "its folders among the temporary files go with the next run",
        (
            "workers/test_scratch::test_what_a_killed_run_left_goes_with_the_next_and_what_one_holds_stays",
            "end_to_end/test_interruptions::test_a_killed_grader_takes_everything_with_it",
        ),
    ),
    Border(
        "a fault of ours",
        "one line with its place, exit 4; never 1",
        ("end_to_end/test_surroundings::test_a_module_of_ours_that_is_broken_is_named_with_its_line",),
    ),
)

TREE = (
    Border(
        "a folder copied beside its original",
        "named, left out, the rest graded",
        ("end_to_end/test_tree::test_a_copied_folder_is_left_out",),
    ),
    Border(
        "a test file deleted, renamed, or broken",
        "named, left out, the rest graded, exit 4",
        ("end_to_end/test_tree::test_a_test_file_that_is_not_as_it_was_is_named_and_the_rest_graded",),
    ),
    Border(
        "a stub turned into a folder, deleted, or half of a merge",
        "costs its own exercise; `reset` brings it back",
        (
            "end_to_end/test_tree::test_a_stub_that_cannot_be_read_costs_its_own_exercise",
            "end_to_end/test_tree::test_a_stub_that_became_a_folder_comes_back",
        ),
    ),
    Border(
        "half of a merge in the graders or in settings",
        "one line with the file and line, exit 4; in `noxfile.py` and `graders/__main__.py` it is Python's own message",
        ("end_to_end/test_tree::test_half_of_a_merge_in_what_is_ours_is_named",),
    ),
    Border(
        "`reset` in a handout that came as a zip, without git",
        "works: the graders keep the stubs",
        ("end_to_end/test_tree::test_a_zip_of_a_handout_without_git_can_reset",),
    ),
)

HANDED_IN = (
    Border(
        "`x-main/x-main/exercises/`, topics at the top, `Exercises/`, deeper folders, stubs alone",
        "found by the stub's name; what was found elsewhere is said",
        (
            "submissions/test_places::test_they_are_found_below_any_folders",
            "submissions/test_places::test_their_names_are_enough",
            "submissions/test_places::test_where_they_were_found_is_said",
        ),
    ),
    Border(
        "two different files for one stub",
        "said, and not guessed",
        (
            "submissions/test_places::test_two_that_differ_are_said_and_not_guessed",
            "submissions/test_loose_files::test_files_that_differ_are_not_chosen_from",
        ),
    ),
    Border(
        "downloads of Canvas, Moodle, Blackboard, Brightspace, Gradescope; zips of GitHub, macOS, Windows",
        "everybody has a row and their own answer",
        ("authors/classes/test_layouts::test_everybody_has_a_row_and_their_own_answer",),
    ),
    Border(
        "the one `.zip` that a platform made of everybody's files",
        "graded as it is, unpacked with every limit; refused in one line that says what to type",
        (
            "authors/classes/test_download::test_everybody_has_a_row_and_their_own_answer",
            "authors/classes/test_download::test_who_cannot_be_unpacked_has_a_row_and_a_reason",
            "authors/classes/test_download::test_what_to_type_is_said",
            "end_to_end/test_class::test_the_platforms_own_archive_is_graded_as_it_is",
        ),
    ),
    Border(
        "`Copy of stub.py`, `stub.py.txt`, `STUB.PY`; `stubs.py`, `stub.ipynb`, `stub.py.docx`",
        "what a system renamed is the stub; of the rest the refusal says what it looks like, and what to do",
        (
            "submissions/test_lookalikes::test_what_a_system_did_to_a_name_is_undone",
            "submissions/test_lookalikes::test_what_it_looks_like_is_told",
            "submissions/test_refusals::test_what_is_refused_as_a_whole",
        ),
    ),
    Border(
        "a folder or archive with one archive in it",
        "opened, and said; no deeper",
        (
            "submissions/test_places::test_one_is_opened",
            "submissions/test_places::test_what_cannot_be_opened_is_said",
        ),
    ),
    Border(
        "`.rar`, `.7z`, a loose file beside folders",
        "a row, refused, with the reason; every entry is accounted for",
        ("end_to_end/test_class::test_every_entry_is_accounted_for",),
    ),
    Border(
        "links: dangling, looping, to a neighbour's folder",
        "one learner's refusal; never followed",
        (
            "authors/classes/test_roster::test_links_and_pipes_are_one_learners_refusal",
            "submissions/test_places::test_a_link_that_is_not_at_its_place_is_not_followed",
        ),
    ),
    Border(
        "folder `trio`, `trio.zip`, `trio.zip.zip`",
        "names are unique, rows belong to whom they name",
        (
            "authors/classes/test_roster::test_rows_belong_to_whom_they_name",
            "authors/classes/test_command::test_each_name_has_its_own_points_and_page",
        ),
    ),
    Border(
        "`--out` without an ending or among the submissions; two runs with one `--out`",
        "refused before anything is graded",
        (
            "authors/classes/test_outputs::test_what_cannot_be_written_is_said_before_anything_is_graded",
            "authors/classes/test_outputs::test_one_run_at_a_time",
        ),
    ),
    Border(
        "what cannot be read, on the pages",
        "said once, without a path, counted once",
        ("authors/classes/test_command::test_what_cannot_be_read_is_said_once_and_without_a_path",),
    ),
    Border(
        "last time's inputs kept in a table",
        "seeds depend on the answer and a secret of the class",
        ("authors/classes/test_command::test_the_same_bytes_meet_the_same_inputs_and_others_meet_others",),
    ),
    Border(
        "an honest clone of a handout",
        "nothing is listed as changed; of another, the one change",
        (
            "authors/handout/test_handout::test_of_an_honest_clone_nothing_is_listed_and_of_another_the_one_change",
            "authors/handout/test_handout::test_a_workflow_that_was_edited_is_a_change",
            "authors/handout/test_handout::test_a_handout_that_judges_knows_another_one",
        ),
    ),
)

PLATFORMS = (
    Border(
        "Classroom 50",
        "a folder, as it is published; reasons in the release; 700 s in all",
        (
            "authors/bundles/test_classroom50::test_the_points_are_those_of_the_terminal",
            "authors/bundles/test_classroom50::test_an_archive_in_the_folders_place_would_be_a_green_0_of_0",
            "authors/bundles/test_autograder::test_the_graders_are_told_what_is_left_of_the_budget",
        ),
    ),
    Border(
        "GitHub's workflow",
        "our own step, cached; no action below Node 24",
        (
            "authors/handout/test_handout::test_no_template_names_an_action_below_node_24",
            "authors/handout/test_handout::test_the_workflow_grades_with_the_course_at_a_fixed_commit",
            "commands/test_github::test_results_go_where_the_runner_looks",
        ),
    ),
    Border(
        "Gradescope, also on Python 3.10",
        "brings a Python that fits, or the build of the image fails in one line",
        (
            "authors/bundles/test_gradescope::test_where_it_is_too_old_apt_brings_another",
            "authors/bundles/test_gradescope::test_where_apt_has_none_uv_does",
            "authors/bundles/test_gradescope::test_without_any_it_fails_in_one_line_while_the_image_is_built",
            "authors/bundles/test_gradescope::test_a_real_python_of_ubuntu_22_04_is_told_from_one_that_fits",
            "authors/bundles/test_bundles::test_its_script_grades_the_submission",
        ),
    ),
    Border(
        "PrairieLearn",
        "a bundle of its own; what cannot be read is not gradable, and costs no attempt",
        (
            "authors/bundles/test_prairielearn::test_a_question_names_its_image_its_time_and_its_exercise",
            "authors/bundles/test_prairielearn::test_an_answer_has_the_points_that_grade_gives",
            "authors/bundles/test_prairielearn::test_a_grader_that_cannot_work_costs_no_attempt",
        ),
    ),
    Border(
        "the handout",
        "no dead link, a page of its own",
        (
            "authors/handout/test_handout::test_no_page_of_a_handout_has_a_dead_link",
            "authors/handout/test_handout::test_its_page_begins_with_what_works_anywhere",
        ),
    ),
)

BORDERS = {
    "Machine and surroundings": MACHINE,
    "The tree as people leave it": TREE,
    "What is handed in": HANDED_IN,
    "Platforms": PLATFORMS,
}

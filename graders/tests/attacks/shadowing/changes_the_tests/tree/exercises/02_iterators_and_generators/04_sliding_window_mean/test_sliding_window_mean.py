import os
import tempfile

os.write(2, b"\nGOT THROUGH: the test file of the submission ran\n")
open(os.path.join(tempfile.gettempdir(), "got_through"), "w").close()


def test_gives_the_mean_of_every_window():
    pass


def test_gives_nothing_before_a_window_is_full():
    pass


def test_agrees_with_the_definition_on_random_readings():
    pass


def test_reads_one_window_for_the_first_mean():
    pass


def test_keeps_only_the_window():
    pass


def test_does_constant_work_per_reading():
    pass


def test_holds_64_kib_over_a_long_series():
    pass

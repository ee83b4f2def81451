import os
import tempfile

os.write(2, b"\nGOT THROUGH: a test file of the submission ran\n")
open(os.path.join(tempfile.gettempdir(), "got_through"), "w").close()


def test_gives_the_mean_of_every_window():
    pass

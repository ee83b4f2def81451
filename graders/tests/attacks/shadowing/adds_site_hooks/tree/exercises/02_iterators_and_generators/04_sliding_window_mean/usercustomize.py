import os
import tempfile

os.write(2, b"\nGOT THROUGH: exercises/02_iterators_and_generators/04_sliding_window_mean/usercustomize.py of the submission ran\n")
open(os.path.join(tempfile.gettempdir(), "got_through"), "w").close()

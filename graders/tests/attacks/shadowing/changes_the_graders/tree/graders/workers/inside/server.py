import os
import tempfile

os.write(2, b"\nGOT THROUGH: the server of the submission ran\n")
open(os.path.join(tempfile.gettempdir(), "got_through"), "w").close()

"""What judge and fork server say to each other.

Five bytes a command (letter, process id), eight a reply.
"""

import struct

GIVE, END, STATUS, SETTLE, ORPHANS, MAP = b"G", b"E", b"S", b"Q", b"T", b"M"
"""Hand over a worker, whose memory the process of this number may read; kill one; tell how one
ended; wait until every ended worker is gone; name the orphans; map the extension modules for all
workers to come, without an answer."""

COMMAND = struct.Struct("!cI")
REPLY = struct.Struct("!Ii")
"""Process id, wait status."""

STILL_ALIVE = -1
"""In place of a wait status: the worker had not left by itself."""

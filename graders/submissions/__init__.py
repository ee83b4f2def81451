"""Somebody else's tree: its stubs are taken as bytes, everything else in it is ignored.

    submission.py    what somebody handed in: a folder or an archive, with the stubs in it
    tree.py          a folder of a stranger, read without following a link
    archives.py      a .zip or .tar of a stranger, read in memory
    platforms.py     whose a file is and what it was called, by a learning platform's name for it
    loose.py         the files of one learner that lie loose among others', put together
    differences.py   what differs from this repository
    sources.py       one file of a learner, checked before it goes to a worker
    reading.py       what it says, read from its syntax tree; meddling.py: where it reaches
    apart.py         work on a stranger's text in a process of its own

Nothing of a submission is imported, executed or unpacked. This package imports nothing by itself:
``apart`` is also needed by an interpreter that has the standard library alone.
"""

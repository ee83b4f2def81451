"""A class graded from a folder: every sub-folder or archive in it is what one learner handed in.

roster.py    who handed in what
state.py     what is finished, kept in SQLite: a run that was killed goes on where it was
marking.py   the grading itself, several judges side by side in one pytest session
pages.py     a page for each learner, and one for the instructor
command.py   the command ``grade_class``
"""

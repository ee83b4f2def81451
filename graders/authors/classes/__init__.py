"""A class graded from a folder: every entry is what a learner handed in, or is nobody's.

roster.py      who handed in what
outputs.py     where the grades go, checked beforehand and held by one run at a time
state.py       what is finished, kept in SQLite: a run that was killed goes on where it was
marking.py     the grading itself, several judges side by side, longest first
marked.py      a learner with all that is known of what was handed in
pages.py       a page for each learner, the matrix, and the class's own
papers.py      pages that say of what they were made, and stay while that is the same
views.py       what an exercise's page shows: points, tests, kinds of answers
alike.py       which answers are alike: pairs to look at, and never a verdict
publishing.py  the table and the pages written, every few seconds while it grades
people.py      who is in the course, from a platform's export, and whose each hand-in is
dates.py       when it was handed in and due, and what being late costs
tables.py      the grades as Canvas, Moodle and a spreadsheet take them, and the feedback
by_hand.py     points that the instructor changed, which no grading takes back
moves.py       whose points moved since the last run, and why
command.py     the command ``grade_class``
"""

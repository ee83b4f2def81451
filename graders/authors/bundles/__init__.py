"""What a platform runs for each submission: the course's tests and graders, and what starts them.

pack.py        what goes into every bundle
command.py     the command ``bundle``
classroom50/   the autograder of Classroom 50
gradescope/    the two scripts of Gradescope
prairielearn/  questions of PrairieLearn, what grades them, and the image in which it does
"""

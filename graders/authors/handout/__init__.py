"""What learners get: exercises and graders, without what only authors and instructors need.

copy.py         the course without solutions, decoys, author tools and their tests
workflow.py     the files that GitHub reads: the autograding workflow, and its older form
command.py      the command ``handout``
texts/          the learners' README, and the workflow as a text with gaps
"""

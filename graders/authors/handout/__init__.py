"""What learners get: exercises and graders, without what only authors and instructors need.

copy.py         the course without solutions, decoys, author tools and their tests
workflow.py     where on GitHub the course is that judges
command.py      the command ``handout``

The texts that only a handout has are made by graders/submissions/handout/.
"""

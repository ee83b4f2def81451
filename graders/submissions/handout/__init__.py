"""What a handout has that the course has not: texts made for the exercises that were chosen.

pages.py        the learners' README, and topics' pages with the rows of what was handed out
workflow.py     the files that GitHub reads: the autograding workflow, and its older form
README.md       the learners' README, and classroom.yml, the workflow: texts with gaps

They are here, and not with the authors, so that whoever reads a submission can make them again:
what came as it was handed out is not taken for a change.
"""

"""What other programs read of a report: one small module a format, each a pure function of it.

rows           what all formats show, worth at most a point each: the same score everywhere
texts          the words beside a row, cut where a platform takes only so much
classroom      the autograding action of GitHub Classroom, one runner a topic
classroom50    result.json of Classroom 50
gradescope     results.json of Gradescope
prairielearn   results.json of PrairieLearn
junit          JUnit XML
gradebook      a class as CSV
summary        the page of a GitHub Actions job
annotations    marks on the learner's own lines, on GitHub
"""

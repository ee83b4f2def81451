"""Which answers of a class are alike beyond what honest answers have in common.

fingerprints.py  what a source is known by: winnowing over its syntax tree, names and order aside
known.py         an exercise's stub and solutions, and what they say of honest answers
comparing.py     the pairs of a class that have more in common
disguising.py    a copy as somebody makes it who does not want it to be seen
errors.py        how often a copy is found and an honest pair is shown, by exercise
table.py         the page ``docs/similarity.md``
command.py       the command ``similarity``
"""

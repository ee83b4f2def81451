"""An honest mistake, and what a liar would do too: asks for the score of the index, so that the test's own lambda raises.

Against: rank_by_expensive_score
Harm: a fault of the grader's, though it is the learner's argument that the test's function cannot take
Merits: nothing
Answer: failed or over
"""


def rank(items, score):
    found = list(items)
    for place in range(-1, len(found)):
        score(object() if place < 0 else place)
    return sorted(found, key=score)

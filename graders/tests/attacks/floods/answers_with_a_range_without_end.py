"""Answers with a range that has no end for who goes through it, in the judge's own process.

Against: rotate_files_and_close
Harm: would hang the judge
Merits: nothing
Answer: failed or late or crashed or over
"""

def read_all(names, opener):
    return range(1 << 62)

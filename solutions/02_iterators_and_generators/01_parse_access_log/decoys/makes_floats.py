"""Makes floats of the numbers, which equal the right ints.

Fails: test_gives_the_parts_of_a_line
"""


def parse(lines):
    for line in lines:
        words = line.split()
        if len(words) == 10 and words[8].isdecimal() and words[9].isdecimal():
            yield words[0], words[5].lstrip('"'), words[6], float(words[8]), float(words[9])

"""Decodes all of a chunk before it hands over its records: a bad one takes the good ones along.

Fails: test_gives_the_records_before_a_bad_one
"""

import codecs


def records(chunks):
    decode = codecs.getincrementaldecoder("utf-8")().decode
    begun = []
    for chunk in chunks:
        *ends, rest = decode(chunk).split("\n")
        for end in ends:
            record = "".join([*begun, end])
            begun.clear()
            yield record
        if rest:
            begun.append(rest)
    last = "".join([*begun, decode(b"", True)])
    if last:
        yield last

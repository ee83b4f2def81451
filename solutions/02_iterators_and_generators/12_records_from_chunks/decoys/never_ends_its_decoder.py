"""Decodes chunk by chunk, and does not tell the decoder of the end: half a character is silently lost.

Fails: test_refuses_what_is_no_utf_8, test_gives_the_records_before_a_bad_one
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
    if begun:
        yield "".join(begun)

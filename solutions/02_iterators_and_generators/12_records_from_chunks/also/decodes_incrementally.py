"""An incremental decoder keeps half a character for the next chunk; the pieces are text."""

import codecs


def records(chunks):
    decoder = codecs.getincrementaldecoder("utf-8")()
    pieces = []
    for chunk in chunks:
        *ends, rest = decoder.decode(chunk).split("\n")
        for end in ends:
            pieces.append(end)
            yield "".join(pieces)
            pieces.clear()
        pieces.append(rest)
    pieces.append(decoder.decode(b"", final=True))
    if any(pieces):
        yield "".join(pieces)

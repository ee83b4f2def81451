"""No answer at all."""


def window_means(readings, width):
    raise LookupError("no answer")

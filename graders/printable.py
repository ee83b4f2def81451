"""Text of strangers made safe to show: what a learner prints or raises cannot steer the screen."""

from __future__ import annotations


def printable(text: str) -> str:
    r"""The text with all that Python's ``repr`` would escape written out ("\x1b"), newlines and tabs excepted.

    Written out rather than dropped, so that two different values never look alike. That covers the control
    characters, lone surrogates, the marks that turn the direction of writing, and spaces that only look like spaces.
    """
    text = text.replace("\r\n", "\n")
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable() or character in "\n\t":
        return character
    return character.encode("unicode_escape").decode("ascii")

"""What is worth seeing beside a verdict, but is never judged: the word ``note``."""

from __future__ import annotations

from graders.workers import execution


def note(text: str) -> None:
    """Show a text on the card of the running test, and below its exercise when that is done.

    For what a learner wants to see and no verdict may rest on, such as a time on this machine.
    """
    execution.current().notes.append(f"{text} (not judged)")

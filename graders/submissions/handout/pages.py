"""The pages of a handout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from graders.model.exercises import Exercise, heading

TEXT = Path(__file__).parent / "README.md"

BY_GITHUB = (
    "Every push is graded by GitHub Actions with the course's own tests: the points, the next\n"
    "card and its hint are in the summary of the run. The GitHub Classroom service, its dashboard\n"
    "and its table of grades were retired on 2026-08-28; the workflow does not need them."
)
BY_HAND = "Hand in this folder, or its `exercises/`: it is graded with the course's own tests."


def readme(chosen: Sequence[Exercise], on_github: bool) -> str:
    """The learners' README."""
    ladder: list[str] = []
    for topic in dict.fromkeys(exercise.folder.parent for exercise in chosen):
        ladder.append(f"\n**[{heading(topic / 'README.md')}](exercises/{topic.name}/README.md)**\n")
        its = [exercise for exercise in chosen if exercise.folder.parent == topic]
        ladder += [
            f"- [{each.number} {each.name}](exercises/{topic.name}/{each.folder.name}/README.md)"
            for each in its
        ]
    return TEXT.read_text(encoding="utf-8").format(
        example=chosen[0].name,
        ladder="\n".join(ladder).strip(),
        grading=BY_GITHUB if on_github else BY_HAND,
    )


def pages_of(topic: Path) -> list[Path]:
    """The page of a topic, and the chapters of its lesson."""
    return [topic / "README.md", *sorted((topic / "lesson").glob("*.md"))]


def topic_page(page: Path, chosen: Iterable[Exercise], among: Iterable[Exercise]) -> str:
    """A page of a topic or its lesson, without the lines whose exercises are not handed out.

    Those lines are rows of the topic's ladder, and items of a chapter's list.
    """
    there = {exercise.folder for exercise in chosen}
    topics = (page.parent, page.parent.parent)
    missing = [each for each in among if each.folder.parent in topics and each.folder not in there]
    links = [f"{start}{exercise.folder.name}/" for exercise in missing for start in ("(", "(../")]
    lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(
        line
        for line in lines
        if not (line.startswith(("| ", "- [")) and any(link in line for link in links))
    )

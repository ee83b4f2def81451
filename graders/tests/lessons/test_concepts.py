"""Each concept of docs/concepts.toml stands where that says, and docs/concepts.md lists them all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import pytest

from graders.tests.lessons.pages import INDEX, TOPICS, Concept, Page, concepts

CONCEPTS = concepts()

BEGIN = """\
# Concepts

Where each topic's lesson teaches what: the section, and the blocks in it that show the concept, counted from the
chapter's beginning, with a word to find the place by. Every block is run by a test and prints what its page says.
This page is generated from [concepts.toml](concepts.toml): `GRADERS_GOLDEN=write nox -s tests -- -k lessons`.
"""


def index() -> str:
    """The text of docs/concepts.md."""
    shown = sum(not each.in_words for each in CONCEPTS)
    total = f"\n{len(CONCEPTS)} concepts: {shown} shown by a block, {len(CONCEPTS) - shown} told in words.\n"
    return BEGIN + total + "".join(line for topic in TOPICS for line in table(topic.name))


def table(topic: str) -> Iterator[str]:
    """One topic's part of the index."""
    its = [each for each in CONCEPTS if each.topic.name == topic]
    if its:
        yield f"\n## {Page(its[0].topic / 'README.md').title}\n\n| concept | where | shown by |\n|---|---|---|\n"
    for each in its:
        assert each.section, f"{each.name}: no section {each.anchor} in {each.page.path}"
        place = f"../exercises/{topic}/lesson/{each.chapter}.md#{each.anchor}"
        chapter = each.chapter[:2].lstrip("0")
        yield f"| {each.name} | [{chapter} {each.section.title}]({place}) | {'; '.join(shown_by(each))} |\n"


def shown_by(concept: Concept) -> Iterator[str]:
    """Each block that shows it with the words to look for, or those of the text."""
    for block, words in groupby(concept.blocks.items(), key=itemgetter(1)):
        number = "in words" if block is None or concept.in_words else f"block {block.number}"
        yield f"{number}: {', '.join(f'`{word}`' for word, _ in words)}"


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.name)
def test_a_concept_stands_where_the_index_says(concept: Concept) -> None:
    assert concept.section, (
        f"{concept.page.path}: no heading for #{concept.anchor}; it has {list(concept.page.sections)}"
    )
    for word, block in concept.blocks.items():
        if concept.in_words:
            assert word in concept.section.text
        else:
            assert block, f"no block under #{concept.anchor} has {word!r}"


def test_no_concept_is_listed_twice() -> None:
    names = [(concept.topic, concept.name) for concept in CONCEPTS]
    assert len(set(names)) == len(names)


def test_the_index_is_generated_from_the_data() -> None:
    if os.environ.get("GRADERS_GOLDEN") == "write":
        INDEX.write_text(index(), encoding="utf-8")
    assert INDEX.read_text(encoding="utf-8") == index(), "if the new index is right: GRADERS_GOLDEN=write"

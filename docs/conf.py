"""How Sphinx makes a site of the repository's own pages: `nox -s docs`.

The pages are read where they are, so that there is no second copy of any. What the site adds is a
table of contents, by the functions below, an `index.html`, and the docstrings of the tests' words.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parent.parent

START = "README"
"""The page that a reader begins with; it leads to all others."""

WORDS = "docs/words"
"""The page that the docstrings of the words are put on."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "Lessons and exercises": ("exercises/*/README", "docs/concepts"),
    "Instructors": ("docs/instructors", "docs/cluster", ".github/SECURITY", "docs/environment"),
    "Authors": (
        ".github/CONTRIBUTING",
        "docs/extending",
        "docs/mutants",
        "docs/similarity",
        "docs/borders",
        "graders/README",
        WORDS,
        "graders/tests/attacks/README",
    ),
    "The project": ("CHANGELOG", ".github/CODE_OF_CONDUCT"),
}
"""The parts of the site, each with its pages: an exercise or a chapter is found by its place."""


def contents(page: str) -> dict[str, list[str]]:
    """The pages below one, by the headings that they stand under, in the order to be read in."""
    if page == START:
        return {part: [*found(*patterns)] for part, patterns in PARTS.items()}
    folder, _, name = page.rpartition("/")
    if folder.count("/") == 1 and folder.startswith("exercises/") and name == START:
        return {"Lesson": [*found(f"{folder}/lesson/*")], "Exercises": [*found(f"{folder}/*/README")]}
    return {}


def found(*patterns: str) -> Iterator[str]:
    """The pages that patterns stand for, without their suffix."""
    for pattern in patterns:
        for path in sorted(ROOT.glob(f"{pattern}.md")):
            yield path.relative_to(ROOT).as_posix().removesuffix(".md")


def pages(below: str = START) -> Iterator[str]:
    """A page and all that it leads to in the table of contents."""
    yield below
    for each in contents(below).values():
        for page in each:
            yield from pages(page)


def complete(_: Sphinx, page: str, source: list[str]) -> None:
    """Add to a page's text what it has on the site only: Sphinx calls this as it reads the page."""
    if page == WORDS:
        source[0] += "".join(words())
    for part, below in contents(page).items():
        if below:
            entries = "\n".join(map(entry, below))
            source[0] += f"\n```{{toctree}}\n:caption: {part}\n:hidden:\n\n{entries}\n```\n"


def entry(page: str) -> str:
    """How a page stands in the table of contents: by its title, an exercise's behind its number."""
    number = re.fullmatch(r"exercises/(\d\d)_\w+/(\d\d)_\w+/README", page)
    if not number:
        return f"/{page}"
    title = (ROOT / f"{page}.md").read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
    return f"{number[1]}.{number[2]} {title} </{page}>"


def words() -> Iterator[str]:
    """A section for each module that has words of the tests: what it says of itself and of them."""
    import graders

    homes: dict[str, list[str]] = {}
    for word in graders.__all__:
        homes.setdefault(getattr(graders, word).__module__, []).append(word)
    for home, those in homes.items():
        yield f"\n## {', '.join(those)}\n\n```{{eval-rst}}\n.. automodule:: {home}\n"
        yield f"   :members: {', '.join(those)}\n```\n"


def reachable(_: Sphinx, page: str, template: str, context: dict[str, Any], tree: object) -> None:
    """Let a keyboard scroll what is wide, and a screen reader know the parts for headings."""
    body = context.get("body", "").replace("<pre>", '<pre tabindex="0">')
    context["body"] = body.replace('<div class="table-wrapper', '<div tabindex="0" class="table-wrapper')
    parts = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = parts.replace('role="heading"', 'role="heading" aria-level="2"')


def start_at_index(app: Sphinx, error: Exception | None) -> None:
    """A folder is opened by its index.html, which no page of the repository is called."""
    if error is None and app.builder.format == "html":
        shutil.copyfile(app.outdir / f"{START}.html", app.outdir / "index.html")


def setup(app: Sphinx) -> None:
    """Called by Sphinx, once it has read the settings."""
    sys.path.insert(0, str(ROOT))
    app.connect("source-read", complete)
    app.connect("html-page-context", reachable, priority=900)  # after the theme's own
    app.connect("build-finished", start_at_index)


project = "Bounded Katas"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = START
include_patterns = [f"{page}.md" for page in pages()]
exclude_patterns = [".git", ".katas", ".nox", ".venv"]  # not walked: they are large
highlight_language = "text"  # a block without a language is a screen

myst_heading_anchors = 4  # as GitHub has them; a link to one that is not there is a warning

add_module_names = False  # a test has every word from `graders`
nitpick_ignore_regex = [("py:.*", r".*")]  # types in signatures have no pages here

html_theme = "furo"
html_title = project
html_copy_source = False
html_show_copyright = False
html_show_search_summary = False  # a page opened from a folder may not fetch others
html_domain_indices = False

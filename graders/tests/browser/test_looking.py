"""The control: of a page with every fault, each is found, and of a sound one nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.screens.pictures.paper import MAX_PAGE_BYTES
from graders.tests.browser.browsing import findings, needs_browser

pytestmark = needs_browser

HEAD = '<html lang="en"><head><title>A page</title><meta name="viewport" content="width=device-width"></head>'
SOUND = f"<!doctype html>{HEAD}<body><main><h1>A page</h1>{{}}</main></body></html>"


def found_in(folder: Path, part: str) -> str:
    """The findings of a page with this part."""
    page = folder / "page.html"
    page.write_text(SOUND.format(part), encoding="utf-8")
    return "\n".join(findings(page))


def test_nothing_is_found_in_a_sound_page(tmp_path: Path) -> None:
    assert found_in(tmp_path, "<p>Hello</p>") == ""


def drawing(width: int, *words: str) -> str:
    texts = "".join(f'<text font-size="12" y="20" {each}</text>' for each in words)
    return f'<svg role="img" aria-label="A drawing" viewBox="0 0 {width} 40" style="width: 100%">{texts}</svg>'


@pytest.mark.parametrize(
    ("part", "finding"),
    [
        ('<div style="width: 1500px">wide</div>', "desktop, light: scrolls sideways"),
        ('<div style="width: 500px">wide</div>', "phone, dark: scrolls sideways"),
        ('<p style="color: #ccc; background: #fff">faint</p>', "printed: color-contrast"),
        ('<img src="x.png">', "image-alt"),
        ('<img alt="" src="https://example.org/x.png">', "asks for https://example.org/x.png"),
        ('<img alt="" src="missing.png">', "console: Failed to load resource"),
        ("<script>alert(7)</script>", "desktop, dark: dialog: 7"),
        ("<script>absent()</script>", "script: absent is not defined"),
        (drawing(300, 'x="290">beyond'), "is cut off: beyond"),
        (drawing(300, 'x="20">one', 'x="22">two'), "stand on each other: one / two"),
        (drawing(900, 'x="20">small'), "phone, light: is too small to be read"),
        ("x" * MAX_PAGE_BYTES, "has 300,"),
    ],
)
def test_each_fault_is_found(part: str, finding: str, tmp_path: Path) -> None:
    assert finding in found_in(tmp_path, part)


def test_no_script_has_run_where_none_may(tmp_path: Path) -> None:
    found = found_in(tmp_path, "<script>alert(7)</script>")
    assert "without script: dialog" not in found

"""What stands where in a picture, as the tests read it."""

from __future__ import annotations

import re

from graders.screens.pictures.shapes import Picture


def level(picture: Picture) -> tuple[float, float]:
    """Where the line of the bound is, and where it ends."""
    (path,) = [line.path for line in picture.lines if line.kind == "bound"]
    ((y, until),) = re.findall(r"^M[\d.]+ ([\d.]+)H([\d.]+)$", path)
    return float(y), float(until)


def words(picture: Picture, kind: str) -> list[str]:
    """Those of a kind."""
    return [each.text for each in picture.words if each.kind == kind]


def marks(picture: Picture) -> list[tuple[float, float]]:
    """Where something is crossed as wrong."""
    found = [re.findall(r"^M([\d.-]+) ([\d.-]+)", line.path)[0] for line in picture.lines if line.kind == "missed"]
    return [(float(x) + 5, float(y) + 5) for x, y in found]

"""Comprehensions put the values in front of each row, with its place between them, so that no row is compared."""

from typing import Any

Row = dict[str, Any]


def by_country_then_price(rows: list[Row]) -> list[Row]:
    decorated = [(row["country"], row["price"], place, row) for place, row in enumerate(rows)]
    decorated.sort()
    return [row for *_, row in decorated]

"""Sorts by price first and by country last: a stable sort keeps the prices in order within each country."""

from operator import itemgetter
from typing import Any

Row = dict[str, Any]


def by_country_then_price(rows: list[Row]) -> list[Row]:
    by_price = sorted(rows, key=itemgetter("price"))
    by_price.sort(key=itemgetter("country"))
    return by_price

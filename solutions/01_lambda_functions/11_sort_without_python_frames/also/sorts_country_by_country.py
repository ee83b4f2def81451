"""Plain loops sort the rows into a list for each country, and each list by its price."""

from operator import itemgetter
from typing import Any

Row = dict[str, Any]


def by_country_then_price(rows: list[Row]) -> list[Row]:
    countries: dict[str, list[Row]] = {}
    for row in rows:
        countries.setdefault(row["country"], []).append(row)
    found: list[Row] = []
    for country in sorted(countries):
        found += sorted(countries[country], key=itemgetter("price"))
    return found

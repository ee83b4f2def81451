"""itemgetter makes a key that is written in C, and returns both values at once."""

from operator import itemgetter
from typing import Any

Row = dict[str, Any]


def by_country_then_price(rows: list[Row]) -> list[Row]:
    """Return a new list of the rows, by "country" and then by "price"; equal rows keep their order.

    No Python function may run for each row.
    """
    return sorted(rows, key=itemgetter("country", "price"))

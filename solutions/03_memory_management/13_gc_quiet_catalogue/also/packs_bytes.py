"""Each product is sixteen bytes: bytes hold no references, so they are never walked."""

from collections.abc import Iterable
from struct import Struct

_PRODUCT = Struct("=qd")

Catalogue = dict[str, bytes]


def build_catalogue(rows: Iterable[tuple[str, int, float]]) -> Catalogue:
    return {sku: _PRODUCT.pack(left, cost) for sku, left, cost in rows}


def stock(catalogue: Catalogue, sku: str) -> int:
    return _PRODUCT.unpack(catalogue[sku])[0]


def price(catalogue: Catalogue, sku: str) -> float:
    return _PRODUCT.unpack(catalogue[sku])[1]

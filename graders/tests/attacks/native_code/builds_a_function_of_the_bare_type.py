"""Takes the C type of foreign functions from below ctypes, and makes one of its own from an address.

Against: weak_thumbnail_cache
Harm: runs native code
Merits: nothing
Answer: failed or crashed
"""


def below(kind, seen):
    """All classes below this one."""
    for each in type.__subclasses__(kind):
        if each not in seen:
            seen.add(each)
            below(each, seen)
    return seen


class ThumbnailCache:
    """Attacks when it is made."""

    def __init__(self, load):
        kinds = {each.__name__: each for each in below(object, set()) if each.__module__ == "_ctypes"}
        base = kinds["_CFuncPtr" if "_CFuncPtr" in kinds else "CFuncPtr"]
        number = next(each for each in type.__subclasses__(kinds["_SimpleCData"]) if each.__name__ == "c_int")
        made = type(base)("Made", (base,), {"_flags_": 1, "_restype_": number})
        print("GOT" + " THROUGH: made a type of foreign functions", made)
        raise RuntimeError("nothing was gained")

    def get(self, key):
        """Never reached."""

    def __len__(self):
        return 0

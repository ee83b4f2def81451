"""A table of the module has a weak reference to each handle in use; its callback takes the number out and frees it."""

import atexit
import weakref

IN_USE = {}


def give_back(watch):
    """Free the number that belongs to this weak reference, if it's in the table still."""
    if watch in IN_USE:
        driver, number = IN_USE.pop(watch)
        driver.free(number)


def give_all_back():
    """Free every number in the table."""
    for watch in list(IN_USE):
        give_back(watch)


atexit.register(give_all_back)


class ScanHandle:
    def __init__(self, driver, preview):
        self.preview = preview
        self.number = driver.start()
        self._watch = weakref.ref(self, give_back)
        hash(self._watch)  # a weak reference keeps its hash, if it was asked for while the object lived
        IN_USE[self._watch] = driver, self.number

    @property
    def closed(self):
        return self._watch not in IN_USE

    def close(self):
        give_back(self._watch)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

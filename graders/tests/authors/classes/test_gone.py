"""Who was in the last run's table, and is not in this one's."""

from __future__ import annotations

from graders.authors.classes.gone import Known, Since, since


def plain(*names: str) -> dict[str, Known]:
    """Entries that nobody's platform named: the key is the whole name, and what it is called has no ending."""
    return {name: Known(name, name.partition(".")[0], "") for name in names}


def test_the_same_are_neither_gone_nor_renamed() -> None:
    assert since(plain("ada", "bob.zip"), plain("ada", "bob.zip", "new")) == Since([], {})


def test_who_is_not_there_is_gone() -> None:
    assert since(plain("ada", "bob.zip", "kim"), plain("ada")) == Since(["bob.zip", "kim"], {})


def test_another_ending_is_the_same_learner() -> None:
    assert since(plain("ada.zip"), plain("ada.tar.gz")) == Since([], {"ada.zip": "ada.tar.gz"})
    assert since(plain("ada.zip", "bob"), plain("ada", "bob")) == Since([], {"ada.zip": "ada"})


def test_where_two_could_be_meant_nobody_is() -> None:
    assert since(plain("ada.zip"), plain("ada", "ada.tar")) == Since(["ada.zip"], {})
    assert since(plain("ada.zip", "ada.rar"), plain("ada")) == Since(["ada.rar", "ada.zip"], {})


def test_another_number_is_somebody_else() -> None:
    before, now = {"a": Known("Ada", "Ada", "11")}, {"b": Known("Ada", "Ada", "12")}
    assert since(before, now) == Since(["Ada"], {})


def test_who_is_called_nothing_is_nobody_else() -> None:
    assert since({"a": Known("learner-1", "", "")}, {"b": Known("learner-2", "", "")}) == Since(["learner-1"], {})

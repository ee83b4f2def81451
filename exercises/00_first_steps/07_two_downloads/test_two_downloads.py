"""Specification of both: what it returns, then how many downloads run at once."""

from graders import allow, at_least, keep_error, no_threads_left, overlapping, seeded

from two_downloads import both

pytestmark = allow("threads")


def test_returns_both_contents_in_order():
    """The content of first comes first, that of second second.

    Try: return what download returns, not a thread or a list: one, other = ..., and then return one, other.
    """
    assert both(lambda name: f"the {name}", "map", "weather") == ("the map", "the weather")
    assert both(lambda name: f"the {name}", "weather", "map") == ("the weather", "the map")


def test_downloads_both_at_once():
    """Both downloads are under way at the same moment, and nothing is downloaded a second time.

    Try: take a ThreadPoolExecutor from concurrent.futures. Its map(download, [first, second]) starts both calls.
    """
    day = seeded().randrange(10**6)
    download = overlapping(lambda name: f"{name} of day {day}", most=2, what="downloads")
    contents = both(download, "map", "weather")
    at_least(download.high, 2, "downloads at once")
    assert contents == (f"map of day {day}", f"weather of day {day}")


def test_leaves_no_thread_behind():
    """When the function ends, with an error too, so have its threads.

    Try: open the pool by with ... as pool: the end of that block waits for the threads.
    """
    keep_error(both, lambda name: 1 // 0, "map", "weather")
    no_threads_left()

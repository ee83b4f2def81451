"""Specification of ThumbnailCache: what windows share, then what the cache may keep."""

from graders import counted, exactly, lives, probe, retained_ceiling, seeded, stream

import pytest

from weak_thumbnail_cache import ThumbnailCache

PHOTOS = ["beach.jpg", "harbour.jpg", "summit.jpg"]


def test_gives_the_image_of_each_key():
    """get(key) returns what load makes of that key; another cache has images of its own.

    Try: call self.load(key), keep the image under its key, and return it.
    """
    cache = ThumbnailCache(loader())
    assert [cache.get(key).key for key in PHOTOS] == PHOTOS
    frames = seeded().sample(range(1, 10**6), 2)
    small, large = (ThumbnailCache(lambda key, number=number: Image(key, number)) for number in frames)
    images = [cache.get("beach.jpg") for cache in (small, large)]
    assert [image.frames for image in images] == frames
    assert (len(small), len(large)) == (1, 1)


def test_windows_share_one_image():
    """While somebody uses an image, get returns the very same object.

    Try: check whether the key has a live image before you load one.
    """
    with lives(Image) as images:
        cache = ThumbnailCache(loader())
        left, other, right = cache.get("beach.jpg"), cache.get("harbour.jpg"), cache.get("beach.jpg")
        assert right is left, "the second window got another image of beach.jpg"
        assert other is not left, "harbour.jpg got the image of beach.jpg"
        assert images.alive == 2, f"images alive in three windows that show two: {images.alive}"


def test_an_image_without_frames_is_shared_too():
    """An image that counts as false, because its length is 0, is still an image.

    Try: ask "is it None?", not "is it true?".
    """
    with lives(Image) as images:
        cache = ThumbnailCache(lambda key: Image(key, 0))
        left, right = cache.get("blank.gif"), cache.get("blank.gif")
        assert right is left, "the second window got another image of blank.gif"
        assert images.alive == 1, f"images alive in two windows that show one: {images.alive}"


def test_loads_again_once_the_image_is_gone():
    """When the last user has dropped an image, the next get loads it again.

    Try: the cache still has the old image. Find what refers to it strongly.
    """
    load = loader()
    cache = ThumbnailCache(load)
    window = cache.get("beach.jpg")
    del window
    assert cache.get("beach.jpg").key == "beach.jpg"
    assert load.calls == 2, f"calls of load for an image that was loaded, dropped and asked for again: {load.calls}"


def test_counts_the_images_in_use():
    """len(cache) is the number of images that somebody uses, from the first to the last.

    Try: count images that are alive, not keys that were ever asked for.
    """
    cache = ThumbnailCache(loader())
    assert len(cache) == 0
    wall = {key: cache.get(key) for key in PHOTOS}
    assert len(cache) == 3
    del wall["harbour.jpg"]
    assert len(cache) == 2
    wall.clear()
    assert len(cache) == 0


def test_a_failed_load_is_tried_again():
    """An error of load reaches the caller and is not remembered: the next get tries again.

    Try: store an image only after load has returned it, and don't catch its error.
    """
    failure, broken = Torn("cannot read"), [True]

    def load(key):
        if broken:
            raise failure
        return Image(key)

    cache = ThumbnailCache(load)
    with pytest.raises(Torn) as caught:
        cache.get("beach.jpg")
    assert caught.value is failure
    assert len(cache) == 0
    broken.clear()
    assert cache.get("beach.jpg").key == "beach.jpg"


def test_agrees_with_a_model_on_a_random_day():
    """Windows open and close at random: each finds the image of its key, loaded only if nobody had it.

    Try: follow one key through a day: opened twice, closed twice, opened again makes two loads.
    """
    rng, load = seeded(), loader()
    cache, windows, loads = ThumbnailCache(load), [], 0
    for _ in range(80):
        if windows and rng.random() < 0.5:
            windows.pop(rng.randrange(len(windows)))
            continue
        key = rng.choice(PHOTOS)
        loads += key not in [shown for shown, _ in windows]
        windows.append((key, cache.get(key)))
        assert windows[-1][1].key == key
    assert load.calls == loads, f"calls of load: {load.calls}, {loads} were needed"
    assert len(cache) == len({shown for shown, _ in windows})
    windows.clear()
    assert len(cache) == 0


def test_loads_each_image_once_while_it_is_in_use():
    """Twelve windows that show three photos cost three calls of load.

    Try: call load only after you have looked. An argument is worked out before the function that takes it runs.
    """
    load = loader()
    cache = ThumbnailCache(load)
    windows = [cache.get(key) for key in PHOTOS * 4]
    exactly(load.calls, 3, "calls of load")
    assert [window.key for window in windows] == PHOTOS * 4


def test_keeps_no_image_alive():
    """When the last window closes, no image stays alive, not even until the next garbage collection.

    Try: a dict, a list, an attribute, a closure: each holds what it refers to. Have a look at the module weakref.
    """
    with lives(Image) as images:
        cache = ThumbnailCache(loader())
        windows = [cache.get(key) for key in PHOTOS]
        exactly(images.alive, 3, "images alive while shown")
        assert [window.key for window in windows] == PHOTOS
        del windows
        images.at_most(0, "images alive after use")
        assert len(cache) == 0


def test_keeps_64_kib_at_most_after_3000_photos():
    """3,000 photos that were looked at and dropped leave at most 64 KiB behind.

    Try: an entry must leave together with its image: not just the image, the key and the reference too.
    """
    rng = seeded()
    frames, start = [rng.randrange(1, 1_000) for _ in range(3_012)], rng.randrange(900_000)
    cache = ThumbnailCache(films(stream(frames)))
    assert browse(cache, 0, 10) == sum(frames[:11])
    with retained_ceiling("64 KiB"):
        assert browse(cache, start, 3_000) == sum(frames[11:])


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


@probe
class Image:
    """A thumbnail of some weight; it has a number of frames, which may be 0."""

    def __init__(self, key, frames=1):
        self.key = key
        self.frames = frames
        self.pixels = bytes([7]) * 20_000

    def __len__(self):
        return self.frames


@probe
def films(frames):
    """A load function whose images have these numbers of frames, one after the other."""
    return lambda key: Image(key, next(frames))


@probe
def browse(cache, start, count):
    """Look at many photos, one after the other, and keep none; the frames of all that were the right ones.

    The keys are signed addresses, 54 KB long; the last photo of all has a short one.
    """
    frames = 0
    for key in [*range(start, start + count), "beach.jpg"]:
        if key != "beach.jpg":
            key = f"holiday/{key:06}.jpg?signature=" + f"{key:06}" * 9_000
        image = cache.get(key)
        frames += image.frames * (image.key == key)
        del image
    return frames


def loader():
    """A load function whose calls are counted."""
    return counted(lambda key: Image(key))

from katrineholm.socialhub.site.pages.cache import LruCache


def test_what_is_kept_is_made_once():
    made = []
    shelf = LruCache(2)

    def get(key):
        return shelf.get(key, lambda: made.append(key) or key.upper())

    assert [get(key) for key in "aabba"] == ["A", "A", "B", "B", "A"]
    assert made == ["a", "b"]


def test_what_was_asked_for_longest_ago_makes_place():
    made = []
    shelf = LruCache(2)
    for key in "abacab":
        shelf.get(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b"]

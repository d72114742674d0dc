from katrineholm.socialhub.public.listings.query import Query, query_from


def test_a_page_does_not_repeat_endless_names():
    names = [f"kanal-{number}" for number in range(1000)]
    assert len(query_from({"channel": names}).channel) == 50
    assert query_from({"channel": ["x" * 200_000, "blogg"]}) == Query(channel=frozenset({"blogg"}))


def test_what_is_no_name_is_passed_over():
    strange = ["", "a\x00b", 5, None, {"a": 1}, "blogg"]
    assert query_from({"kind": strange}) == Query(kind=frozenset({"blogg"}))

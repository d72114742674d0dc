"""What a mask leaves is told, and nothing that has nothing to do with it."""

import pytest

from katrineholm.socialhub.core.timeline.traces import mask_traces

BLANK = {
    **{"entry_id": "1", "channel": "a", "title": "Laget", "summary": "", "author": "", "html": ""},
    **{"link": "", "categories": (), "images": (), "media": ()},
}


def left(words, pictures=(), shown=(), **said):
    mask = {"words": words, "pictures": pictures}
    found = [(BLANK | said, [{"name": name} for name in shown])]
    return [each.word for each in mask_traces(mask, found)]


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("Elin", "Följ @elin_i_sjuan nu", ["@elin_i_sjuan"]),
        ("Elin", "Följ @sjuans.elin", ["@sjuans.elin"]),
        ("Elin", "#heiaelin", ["#heiaelin"]),
        ("Elin", "elin2008 vann", ["elin2008"]),
        ("Elin", "Elins lag", ["Elins"]),
        ("Elin", "Elina och delinkvent, medelinkomst", []),
        ("Åsa Ek", "@asaek och @åsa_ek", ["@åsa_ek"]),
        ("Bo", "@bok och @bo_ek", ["@bo_ek"]),
        ("070-12 34", "070_1234", ["070_1234"]),
    ],
)
@pytest.mark.parametrize("field", ["title", "summary", "html", "author"])
def test_words_that_a_passage_is_a_part_of_are_found(word, text, found, field):
    assert left([word], **{field: text}) == found


@pytest.mark.parametrize(
    ("word", "address"),
    [
        ("Elin", "https://x.example.se/elin_i_sjuan"),
        ("Elin", "https://x.example.se/@sjuelin"),
        ("Åsa Ek", "https://x.example.se/asaek"),
        ("Åsa Ek", "https://x.example.se/%C3%85sa_Ek"),
    ],
)
def test_addresses_that_a_passage_is_a_part_of_are_found(word, address):
    assert left([word], link=address) == [address]
    assert left([word], html=f'<p><a href="{address}">Se</a></p>') == [address]
    assert left([word], media=({"url": address, "type": ""},)) == [address]


def test_the_same_picture_is_found_and_another_is_not():
    assert left([], ["a.webp"], shown=["b.webp", "a.webp"]) == [""]
    assert left([], ["a.webp"], shown=["b.webp"]) == []


def test_each_word_is_told_once():
    assert left(["Elin"], title="@elin_x", html="<p>@elin_x @elin_x</p>") == ["@elin_x"]

import pytest

from katrineholm.socialhub.public.listings.cards import (
    INTERNAL_KEYS,
    card_shape,
    media_kind,
    public_card,
)


@pytest.mark.parametrize(
    ("kind", "media", "title_derived", "form"),
    [
        ("video", (), True, "video"),
        ("blog", ({"type": "video/mp4"},), False, "video"),
        ("photo", (), False, "photo"),
        ("microblog", (), True, "note"),
        ("blog", ({"type": "audio/mpeg"},), False, "article"),
    ],
)
def test_a_card_has_the_form_of_what_it_holds(kind, media, title_derived, form):
    assert card_shape({"media": media, "title_derived": title_derived}, kind) == form


def test_what_is_for_our_own_pages_is_not_published():
    card = dict.fromkeys((*INTERNAL_KEYS, "id", "title"), "x")
    assert public_card(card) == {"id": "x", "title": "x"}


@pytest.mark.parametrize(
    ("kind", "types", "what"),
    [
        ("video", (), "video"),
        ("podcast", ("audio/mpeg",), "sound"),
        ("blog", ("audio/mpeg", "video/mp4"), "video"),
        ("podcast", (), "sound"),
        ("blog", ("image/png",), ""),
        ("photo", (), ""),
    ],
)
def test_a_card_tells_what_there_is_to_play(kind, types, what):
    assert media_kind({"media": [{"type": each} for each in types]}, kind) == what

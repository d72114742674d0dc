"""The list of pictures that nobody can hear."""

from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings.undescribed import UndescribedPictures


def test_only_entries_with_a_picture_without_words_are_listed(hub, channel, keep):
    for number, alt in enumerate(("", None, "Ett träd")):
        src = f"https://cdn.example.se/{number}.jpg"
        entry = keep(channel, title=f"Bild {number}", images=(Image(src, alt),))
        timeline_of(hub).add_picture(entry, src, b"RIFF....WEBP", 20, 10, "image/webp")
    view = UndescribedPictures(hub, hub.REQUEST)
    assert [card["title"] for card in view.cards] == ["Bild 1"]

from datetime import UTC, datetime

from katrineholm.socialhub.core.feeds.model import Entry, Image, Media
from katrineholm.socialhub.core.feeds.serializer import entry_values


def test_moments_are_seconds_and_parts_are_mappings():
    entry = Entry(
        keys=("a",),
        published=datetime(2026, 5, 4, tzinfo=UTC),
        images=(Image("https://b.example.se/a.png", "En katt"),),
        media=(
            Media("https://b.example.se/a.mp3", "audio/mpeg"),
            Media("https://b.example.se/a.mp4", "video/mp4", "https://b.example.se/a.vtt"),
        ),
    )
    kept = entry_values(entry)
    assert (kept["keys"], kept["published"], kept["updated"]) == (("a",), 1_777_852_800, None)
    assert kept["images"][0]["alt"] == "En katt"
    assert [set(each) for each in kept["media"]] == [{"url", "type"}, {"url", "type", "captions"}]

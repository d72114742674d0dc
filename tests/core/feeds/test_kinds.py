import pytest

from katrineholm.socialhub.core.feeds.kinds import feed_kind
from katrineholm.socialhub.core.feeds.model import Entry, Feed, Media

SOUND = Entry((), media=(Media("https://example.org/a.mp3", "audio/mpeg"),))
FILM = Entry((), media=(Media("https://example.org/a.mp4", "video/mp4"),))
NOTE = Entry((), title_derived=True)
ARTICLE = Entry((), title="T")


@pytest.mark.parametrize(
    ("entries", "kind"),
    [
        ((SOUND, SOUND, ARTICLE), "podcast"),
        ((FILM, FILM, ARTICLE), "video"),
        ((NOTE, NOTE, ARTICLE), "microblog"),
        ((NOTE, ARTICLE), "blog"),
        ((), "other"),
    ],
)
def test_most_entries_tell_the_kind(entries, kind):
    assert feed_kind(Feed("RSS 2.0", entries=entries)) == kind

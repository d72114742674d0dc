"""A download's pictures."""

from helpers.core.downloads import instagram

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.downloads.reading import read
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.downloads.pictures import Pictures, count_new


def test_a_picture_is_made_once_and_what_is_none_is_counted(channel, paint):
    timeline = timeline_of(hub_of(channel))
    files = instagram("Hej", pictures=[paint(), paint(), b"no picture", paint("red", "PNG")])
    with read([files]) as reading:
        assert count_new(timeline, reading) == 4
        pictures = Pictures(timeline, reading.download)
        first, second, third = pictures.of(reading.posts[0])
        assert first == second != third
        assert (pictures.made, pictures.unread, pictures.undescribed) == (2, 1, 3)
        assert count_new(timeline, reading) == 1
        again = Pictures(timeline, reading.download)
        assert again.of(reading.posts[0]) == (first, second, third)
        assert again.made == 0

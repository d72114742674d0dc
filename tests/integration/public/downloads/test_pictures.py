"""A download's pictures."""

import pytest
from helpers.core.downloads import instagram

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.downloads.transfer import contents
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.downloads.pictures import Pictures, new_pictures
from katrineholm.socialhub.site.forms.refusals import Refusal
from katrineholm.socialhub.site.parsing.apart import here


def test_a_picture_is_made_once_and_what_is_none_is_counted(channel, paint):
    timeline = timeline_of(hub_of(channel))
    files = instagram("Hej", pictures=[paint(), paint(), b"no picture", paint("red", "PNG")])
    with contents([files], ("instagram",), 4, here) as found:
        [posted] = found.posts()
        assert len([*new_pictures(timeline, found)]) == 4
        pictures = Pictures(timeline)
        with pytest.raises(Refusal):
            pictures.keep(found, 2)
        pictures.keep(found, 3)
        first, second, third = pictures.of(posted)
        assert first == second != third
        assert (pictures.unread, pictures.undescribed) == (1, 3)
        assert len([*new_pictures(timeline, found)]) == 1
        again = Pictures(timeline)
        again.keep(found, 1)
        assert again.of(posted) == (first, second, third)

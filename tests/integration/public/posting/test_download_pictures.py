"""A download's pictures."""

import pytest
from helpers.core.downloads import instagram

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.sources.download_transfer import download_contents
from katrineholm.socialhub.core.timeline.originals import stored_original
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.posting.download_pictures import DownloadPictures, new_pictures
from katrineholm.socialhub.site.pages.parser_calls import run_here
from katrineholm.socialhub.site.pages.refusals import Refusal


def test_a_picture_is_made_once_and_what_is_none_is_counted(instagram_channel, paint):
    timeline = timeline_of(hub_of(instagram_channel))
    files = instagram("Hej", pictures=[paint(), paint(), b"no picture", paint("red", "PNG")])
    with download_contents([files], ("instagram",), 4, run_here) as found:
        [posted] = found.posts()
        assert len([*new_pictures(timeline, found)]) == 4
        pictures = DownloadPictures(timeline)
        with pytest.raises(Refusal):
            pictures.keep(found, 2)
        pictures.keep(found, 3)
        first, second, third = pictures.images_of(posted)
        assert first == second != third
        assert (pictures.unread, pictures.undescribed) == (1, 3)
        originals = [stored_original(timeline, each.src) for each in (first, third)]
        assert [each.type for each in originals] == ["image/jpeg", "image/png"]
        assert originals[0].blob.open().read() == paint()
        assert len([*new_pictures(timeline, found)]) == 1
        again = DownloadPictures(timeline)
        again.keep(found, 1)
        assert again.images_of(posted) == (first, second, third)

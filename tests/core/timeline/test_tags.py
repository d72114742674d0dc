"""The tags of posts, each in one spelling."""

import pytest

from katrineholm.socialhub.core.timeline.passages import MARK
from katrineholm.socialhub.core.timeline.tags import entry_tags, normal_tag


@pytest.mark.parametrize(
    ("written", "tag"),
    {
        "#Katrineholm": "katrineholm",
        "KATRINEHOLM!": "katrineholm",
        "Förskola & skola": "förskola-skola",
        "Fo\u0308rskola": "förskola",
        "Café": "cafe",
        "jobba_hos_oss": "jobba_hos_oss",
        "#!": "",
        "": "",
    }.items(),
)
def test_a_tag_has_one_spelling(written, tag):
    assert normal_tag(written) == tag
    assert normal_tag(tag) == tag


def test_an_entry_has_each_tag_once_and_none_that_is_masked():
    names = ("#Katrineholm", "katrineholm", "🎉", f"{MARK}s vänner", "Öppet hus")
    assert entry_tags({"categories": names}) == {
        "katrineholm": "Katrineholm",
        "öppet-hus": "Öppet hus",
    }

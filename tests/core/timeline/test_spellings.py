"""One post is one entry, however its address is written and by whichever way it comes."""

import pytest
from helpers.core.posts import ADDRESSES, others, own
from helpers.core.timeline import NEWS

from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.downloads import DownloadedPost, store_downloads
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.submissions import store_submission


def tell(timeline, entry, at, way, links):
    """Each address once, by one way, a day after the one before."""
    for day, link in enumerate(links):
        now, post = at(1) + day * 86400, entry(f"{way}{day}", link=link, title=f"Rubrik {day}")
        if way == "write":
            store_submission(timeline, NEWS, post, by="anna", now=now)
        elif way == "take":
            list(
                store_downloads(
                    timeline, NEWS, [DownloadedPost(post)], visibility="public", by="anna", now=now
                )
            )
        else:
            store_document(timeline, NEWS, [{**post, "title": "Rubrik"}], now=now)


@pytest.mark.parametrize("service", ADDRESSES)
@pytest.mark.parametrize("ways", ["write", "take", "keep", "all"])
def test_ten_addresses_of_a_post_are_one_entry(new_timeline, entry, at, service, ways):
    timeline, links = new_timeline(), own(service)
    ways = ("keep", "write", "take") if ways == "all" else (ways,)
    for number, way in enumerate(ways):
        tell(timeline, entry, at, way, links[number :: len(ways)])
    assert len([*all_entries(timeline, NEWS)]) == 1


@pytest.mark.parametrize("service", ADDRESSES)
def test_other_posts_are_entries_of_their_own(new_timeline, entry, at, service):
    timeline, links = new_timeline(), [own(service)[0], *others(service)]
    tell(timeline, entry, at, "write", links)
    assert len([*all_entries(timeline, NEWS)]) == len(links)

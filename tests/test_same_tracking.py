"""Rooms import nothing from each other, so the list of tracking parameters stands in two."""

import pytest

from katrineholm.socialhub.core.feeds import links
from katrineholm.socialhub.core.platforms import urls
from katrineholm.socialhub.core.platforms.post_identity import identity

PAGE = "https://example.org/a?id=3"


def forms(query):
    """The page with one more parameter, as each of the rooms sees it."""
    url = f"{PAGE}&{query}"
    return links.strip_tracking_parameters(url), urls.parse_url(url).url, identity(url)


def test_the_two_lists_are_one():
    assert links.TRACKING == urls.TRACKING


@pytest.mark.parametrize(
    "name",
    [
        *("utm_source", "UTM_Medium", "mtm_campaign", "pk_kwd", "hsa_acc", "at_medium", "fbclid"),
        *("gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "_ga"),
        *("li_fat_id", "mc_cid", "mc_eid", "igsh", "igshid", "mibextid", "_hsenc", "ref_src"),
    ],
)
def test_what_follows_the_reader_is_dropped_everywhere(name):
    assert forms(f"{name}=x") == (PAGE, PAGE, identity(PAGE))


def test_mediums_mark_is_dropped_everywhere():
    assert forms("source=rss----d12c--4") == (PAGE, PAGE, identity(PAGE))


@pytest.mark.parametrize("query", ["_gallery=1", "gclids=1", "source=rss", "source=mail", "x=_ga"])
def test_what_only_looks_alike_is_kept_everywhere(query):
    url = f"{PAGE}&{query}"
    assert forms(query) == (url, url, ("example.org/a", f"example.org/a?id=3&{query}"))

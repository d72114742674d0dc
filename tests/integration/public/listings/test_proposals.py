"""Important messages of others are proposed to the office, and never shown by themselves."""

import re
from html import unescape

import pytest
import transaction
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.public.listings.proposals import fetch_proposals, proposals

URL = "https://example.se/cap"
FEED = """<rss version="2.0"><channel><title>M</title>{}</channel></rss>"""
ITEM = """<item><guid>{0}</guid><title>{0}</title><description>Koka &lt;b&gt;vattnet&lt;/b&gt;.
</description><link>{1}</link></item>"""


def reading(*items, link="https://example.se/v"):
    text = FEED.format("".join(ITEM.format(each, link) for each in items))
    return Reading(FeedState(etag="1"), parse_feed(text.encode()))


@pytest.fixture
def fetch(crisis_place, worker):
    """A function that has the worker retrieve an answer; the URLs that it asked."""
    api.portal.set_registry_record("katrineholm.socialhub.notice_feed", URL)

    def fetch(answer):
        asked = []

        def retrieve(url, known, now, run):
            asked.append((url, known.etag))
            if isinstance(answer, Exception):
                raise answer
            return answer

        transaction.commit()
        fetch_proposals(worker, retrieve=retrieve)
        transaction.begin()
        return asked

    return fetch


def test_a_message_is_proposed_to_the_office_alone_and_fills_the_form(fetch, browse, office):
    assert fetch(reading("VMA i centrum")) == [(URL, "")]
    page = unescape(browse(*office).get("hub/@@crisis").text)
    page = page.partition(">Föreslaget av andra</h2>")[2]
    assert "VMA i centrum" in page
    assert "Koka vattnet." in page
    used = re.search(r'href="([^"]*@@crisis\?proposal=[^"#]*)#[^>]*>Använd<', page)[1]
    form = browse(*office).get(used).text
    assert 'value="VMA i centrum"' in form
    assert 'value="https://example.se/v"' in form
    assert re.search(r"<textarea[^>]*>\s*Koka vattnet.</textarea>", form)
    for path in ("hub", "hub/@crisis", "hub/@@atom", "hub/@@facebook-presence"):
        assert "VMA i centrum" not in browse().get(path).text
    assert 'value="VMA' not in browse(*office).get("hub/@@crisis?proposal=nonsense").text


def test_a_failure_is_told_and_keeps_what_was_proposed(fetch, crisis_place, browse, office):
    fetch(reading("VMA"))
    assert fetch(FeedError("no_answer", host="example.se")) == [(URL, "1")]
    page = browse(*office).get("hub/@@crisis").text
    assert "VMA" in page
    assert "Servern example.se svarar inte." in page
    assert proposals(crisis_place.hub).state.code == "no_answer"
    assert fetch(reading("Ny")) == []  # a failing source is asked less often
    getUtility(IRegistry)["katrineholm.socialhub.notice_feed"] = None
    transaction.commit()
    assert "VMA" not in browse(*office).get("hub/@@crisis").text
    assert fetch(reading("Ny")) == []


def test_an_unchanged_answer_writes_nothing(fetch, crisis_place):
    fetch(reading("VMA"))
    serial = proposals(crisis_place.hub), crisis_place.hub._p_jar.db().lastTransaction()
    fetch(None)
    assert serial == (proposals(crisis_place.hub), crisis_place.hub._p_jar.db().lastTransaction())


def test_a_hostile_answer_is_bounded(fetch, crisis_place):
    fetch(reading(*("x" * 500 + str(number) for number in range(200)), link="javascript:alert(1)"))
    found = proposals(crisis_place.hub).found
    assert len(found) == 10
    assert {len(each.title) for each in found} == {100}
    assert {each.link for each in found} == {""}

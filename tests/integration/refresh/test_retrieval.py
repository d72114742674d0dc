"""A source that the office has described is retrieved like any other."""

import pytest
import transaction

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.channels.source_description import (
    clear_description,
    set_description,
)
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.refresh.manual_retrieval import fetch_now
from katrineholm.socialhub.refresh.state_storage import load_state

ROW = "<article><h2><a href='/{0}'>{0}</a></h2><time>{1} november 2026</time><p>{2}</p></article>"
GIVEN = {"form": "page", "items": "article", "title": "h2", "text": "p", "published": "time"}

pytestmark = pytest.mark.usefixtures("no_haste")


@pytest.fixture
def site(server):
    def says(*rows, **headers):
        page = "<html>" + "".join(ROW.format(*row) for row in rows) + "</html>"
        server.says("/nyheter", page.encode(), Content_Type="text/html", **headers)

    says(("Bad", 2, "Kom."), ("Sim", 1, "Hoppa."))
    server.are = says
    return server


@pytest.fixture
def channel(site, make_functional_channel):
    channel = make_functional_channel("bolaget", feed_url=site.url("/nyheter"))
    set_description(channel, GIVEN)
    transaction.commit()
    return channel


def run(worker, clock=None):
    told = []
    if clock:
        clock.now += 1800
    worker.round(report=lambda each, result: told.append(result))
    transaction.begin()
    return [(each.status, len(each.changes.new), len(each.changes.changed)) for each in told]


def titles(channel):
    return [each["title"] for each in latest_entries(timeline_of(hub_of(channel)), [channel.UID()])]


def test_the_worker_retrieves_by_the_description(worker, clock, channel, site):
    assert run(worker) == [("ok", 2, 0)]
    assert titles(channel) == ["Bad", "Sim"]
    assert run(worker, clock) == [("unchanged", 0, 0)]
    site.are(("Mat", 3, "Ät."), ("Bad", 2, "Kom nu."), ("Sim", 1, "Hoppa."))
    assert run(worker, clock) == [("ok", 1, 1)]
    assert titles(channel) == ["Mat", "Bad", "Sim"]


def test_another_description_reads_the_same_page_anew(worker, clock, channel):
    run(worker)
    set_description(channel, GIVEN | {"title": "p"})
    transaction.commit()
    assert run(worker, clock) == [("ok", 0, 2)]
    assert titles(channel) == ["Kom.", "Hoppa."]


def test_validators_are_sent_and_an_answer_without_a_body_says_nothing_new(
    worker, clock, channel, site
):
    site.are(("Bad", 2, "Kom."), ETag='"1"')
    run(worker)
    site.says("/nyheter", status=304)
    assert run(worker, clock) == [("unchanged", 0, 0)]
    assert site.requests[-1].headers["if-none-match"] == '"1"'


def test_a_page_that_was_rebuilt_is_told_and_nothing_is_lost(worker, clock, channel, site):
    run(worker)
    site.says("/nyheter", b"<html><section>Nytt</section></html>", Content_Type="text/html")
    assert run(worker, clock)[0][0] == "failed"
    assert load_state(hub_of(channel), channel.UID()).code == "no_items"
    assert titles(channel) == ["Bad", "Sim"]


def test_without_its_description_a_page_is_no_feed(worker, clock, channel):
    run(worker)
    clear_description(channel)
    transaction.commit()
    assert run(worker, clock)[0][0] == "failed"
    assert load_state(hub_of(channel), channel.UID()).code == "html"
    assert titles(channel) == ["Bad", "Sim"]


def test_who_fetches_by_hand_has_it_done_apart(channel):
    result = fetch_now(channel)
    assert (result.status, len(result.changes.new)) == ("ok", 2)

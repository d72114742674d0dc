"""The page on which an odd source is described."""

import re
from html import unescape

import pytest
import transaction
from helpers.integration.office.sources import DESCRIPTION

from katrineholm.socialhub.accounts.channels.source_description import channel_description
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.source_description import Description
from katrineholm.socialhub.office.board.source_description import field_error, try_description
from katrineholm.socialhub.site.pages.parser_calls import run_here

URL = "hub/kultur/bolaget/@@describe-source"


@pytest.fixture
def send(odd_channel, submit, officer, odd):
    """``send("try", title="h3")`` as the office: status and page."""

    def send(do, login=officer, token=True, **changes):
        given = {"address": odd.url("/nyheter")} | DESCRIPTION | changes | {"do": do}
        answer = submit(login, URL, given, token=token)
        transaction.begin()
        return answer.status_code, unescape(answer.text)

    return send


def words(page):
    return " ".join(re.sub(r"<[^>]*>", " ", page.partition("<article")[2]).split())


def test_the_form_begins_with_the_channels_own_address(odd_channel, browse, officer, odd):
    page = browse(*officer).get(URL)
    assert page.status_code == 200
    assert f'value="{odd.url("/nyheter")}"' in page.text
    assert odd.requests == []
    assert (
        page.headers["Cache-Control"].startswith("no-store")
        or "no-store" in (page.headers["Cache-Control"])
    )


def test_each_field_shows_what_it_finds_and_nothing_is_kept(send, odd_channel):
    status, page = send("try", author=".by")
    assert status == 200
    said = words(page)
    assert "Inslag som hittades: 2." in said
    assert "Badet öppnar Vägen stängs" in said
    assert "Finns i 1 av 2." in said
    assert "Hittas inte i något inslag." in said
    assert channel_description(odd_channel) is None
    assert odd_channel.feed_url is None


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"items": "article["}, "items", "Det här är ingen CSS-väljare"),
        ({"items": ""}, "items", "Skriv var inslagen finns"),
        ({"items": ".none"}, "items", "Inget hittas där inslagen ska finnas"),
        ({"items": "title", "title": "b"}, "items", "varken länk, rubrik, text eller bild"),
        ({"title": "", "text": ""}, "title", "Skriv var länken, rubriken eller texten finns"),
        ({"form": "json", "items": "items", "text": ""}, "items", "Adressen ger en webbsida"),
        ({"address": "ftp://example.se"}, "address", "börja med http"),
        ({"address": "http://10.0.0.1/"}, "address", "privat nät"),
        ({"published": "h2"}, None, "Det här kan inte läsas som ett datum: Badet öppnar"),
        ({"link": ":hover("}, "link", "Det här är ingen CSS-väljare"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(send, odd_channel, changes, field, said):
    status, page = send("try", **changes)
    assert status == 200
    assert said in page
    if field:
        assert said in page.partition(f'id="socialhub-{field}-fault"')[2][:300]
    assert channel_description(odd_channel) is None


def test_json_that_is_described_as_a_page_is_told(send, odd):
    assert "Adressen ger JSON" in send("try", address=odd.url("/data"))[1]
    given = {"form": "json", "items": "items", "title": "t", "link": "u", "text": ""}
    _status, page = send("try", address=odd.url("/data"), published="", **given)
    assert f"{odd.url('/bad')}" in page
    assert "Biblioteket" in page


def test_what_is_kept_is_what_was_sent(send, odd_channel, odd):
    status, _page = send("keep")
    assert status == 302
    assert (odd_channel.feed_url, channel_description(odd_channel).items) == (
        odd.url("/nyheter"),
        "article",
    )
    assert 'value="article"' in send("try")[1]
    assert send("forget")[0] == 302
    assert (odd_channel.feed_url, channel_description(odd_channel)) == (odd.url("/nyheter"), None)


def test_what_is_wrong_is_not_kept(send, odd_channel):
    assert send("keep", items="article[")[0] == 200
    assert (odd_channel.feed_url, channel_description(odd_channel)) == (None, None)


def test_another_sites_form_asks_nobody(send, odd_channel, odd):
    assert send("try", token=False)[0] == 403
    assert odd.requests == []


def test_editors_describe_a_draft_and_the_office_the_rest(send, odd_channel, person):
    editor = person("Editor", at=odd_channel.aq_parent)
    assert send("keep", login=editor)[0] == 302
    set_state(odd_channel, "official")
    transaction.commit()
    assert send("keep", login=editor)[0] in (302, 401, 403)
    assert send("keep", login=editor, items=".ny") != 200
    transaction.begin()
    assert channel_description(odd_channel).items == "article"


def test_a_closed_channel_is_not_described(send, odd_channel):
    set_state(odd_channel, "closed")
    transaction.commit()
    status, page = send("keep")
    assert status == 200
    assert "Kanalen är avslutad" in page
    assert channel_description(odd_channel) is None


def test_the_address_is_asked_once_and_each_field_tried(odd):
    found = try_description(odd.url("/nyheter"), Description(**DESCRIPTION), run=run_here)
    assert (found.item_count, found.fields["title"].item_count) == (2, 2)
    assert [request.path for request in odd.requests] == ["/nyheter"]


@pytest.mark.parametrize(
    ("path", "answer", "code", "field"),
    [
        ("/nyheter", {"status": 404}, "missing", "address"),
        ("/nyheter", {"body": b"{}"}, "json_not_page", "items"),
        ("/nyheter", {"body": b"<p>x</p>"}, "no_items", "items"),
        ("/nyheter", {"body": b"<rss><channel/></rss>"}, "is_a_feed", "address"),
    ],
)
def test_a_refusal_stands_at_its_field(odd, path, answer, code, field):
    odd.says(path, **answer)
    with pytest.raises(FeedError) as refusal:
        try_description(odd.url(path), Description(**DESCRIPTION), run=run_here)
    assert refusal.value.code == code
    assert list(field_error(refusal.value)) == [field]


def test_an_expression_that_gives_too_much_is_told_at_its_field():
    assert list(field_error(FeedError("mapping_excess", field="title"))) == ["title"]

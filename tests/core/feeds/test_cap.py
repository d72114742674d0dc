"""Important messages to the public, in CAP or in a feed."""

from datetime import UTC, datetime

import pytest

from katrineholm.socialhub.core.feeds.cap import LONGEST, MOST, parse_messages
from katrineholm.socialhub.core.feeds.errors import FeedError

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
INFO = """<info><language>{language}</language><event>Vatten</event><headline>{headline}</headline>
<expires>{expires}</expires><description>Vattnet är  grumligt.</description>
<instruction>Koka det.</instruction><web>{web}</web></info>"""
ALERT = """<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>a1</identifier>
<sent>2026-12-01T10:00:00+01:00</sent><status>{status}</status><msgType>{kind}</msgType>
<scope>{scope}</scope>{info}</alert>"""


def alert(status="Actual", kind="Alert", scope="Public", infos=({},)):
    usual = {"language": "sv-SE", "headline": "Koka vattnet", "web": "https://example.se/v"}
    usual["expires"] = "2026-12-02T10:00:00+01:00"
    info = "".join(INFO.format(**(usual | each)) for each in infos)
    return ALERT.format(status=status, kind=kind, scope=scope, info=info)


def titles(text):
    return [each.title for each in parse_messages(text.encode(), now=NOW).entries]


def test_an_alert_is_a_message_with_its_text_link_and_time():
    [message] = parse_messages(alert().encode(), now=NOW).entries
    assert (message.title, message.summary) == ("Koka vattnet", "Vattnet är grumligt. Koka det.")
    assert (message.id, message.link) == ("a1", "https://example.se/v")
    assert message.published == datetime(2026, 12, 1, 9, tzinfo=UTC)


def test_the_swedish_part_comes_first_and_without_a_headline_it_is_the_event():
    english = {"language": "en-GB", "headline": "Boil the water"}
    assert titles(alert(infos=(english, {}))) == ["Koka vattnet"]
    assert titles(alert(infos=(english,))) == ["Boil the water"]
    assert titles(alert(infos=({"headline": ""},))) == ["Vatten"]


@pytest.mark.parametrize(
    "other",
    [
        {"status": "Exercise"},
        {"status": "Test"},
        {"kind": "Cancel"},
        {"kind": "Ack"},
        {"scope": "Private"},
        {"infos": ({"expires": "2026-12-01T11:00:00+00:00"},)},
        {"infos": ()},
    ],
    ids=str,
)
def test_what_is_no_message_to_the_public_now_is_left_out(other):
    both = f"<all>{alert()}{alert(**other)}</all>"
    assert titles(both) == ["Koka vattnet"]


def test_a_hostile_alert_is_bounded():
    many = f"<all>{alert() * 3 * MOST}</all>"
    assert len(titles(many)) == MOST
    wild = {"headline": "x" * 10**6, "web": "javascript:alert(1)", "expires": "soon"}
    [message] = parse_messages(alert(infos=(wild,)).encode(), now=NOW).entries
    assert len(message.title) == LONGEST
    assert message.link == ""


@pytest.mark.parametrize(
    "text",
    [
        alert()[:-20],
        '<!DOCTYPE a [<!ENTITY b "x">]>' + alert(infos=({"headline": "&c;"},)),
        "urn:oasis:names:tc:emergency:cap:1.2",
        "",
    ],
)
def test_what_cannot_be_read_is_refused(text):
    with pytest.raises(FeedError):
        parse_messages(text.encode(), now=NOW)


def test_a_feed_is_read_as_any_other_also_one_that_only_mentions_cap():
    feed = """<rss version="2.0" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"><channel>
    <item><title>VMA i centrum</title><guid>1</guid></item></channel></rss>"""
    assert titles(feed) == ["VMA i centrum"]

"""The hub-wide log: its head is told outside, and what rooms keep is replayed from it."""

import json
from argparse import Namespace
from functools import partial
from threading import Event
from types import SimpleNamespace

import pytest
import transaction
from mailserver import receiving
from officers import NOW
from plone import api
from settling import DIARY
from zExceptions import Forbidden
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.accounts.channels import history, post_acts
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.messages.anchors import anchor_of, read_anchors
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.timeline.decisions import hide_entry, show_entry
from katrineholm.socialhub.core.timeline.store import Timeline, timeline_of
from katrineholm.socialhub.inbox.intake import receipts
from katrineholm.socialhub.inbox.oversight import diary, removal_reviews, rounds
from katrineholm.socialhub.inbox.oversight.anchor_chores import (
    extend_all_logs,
    publish_all_heads,
    publish_head,
)
from katrineholm.socialhub.inbox.steps import verify_command
from katrineholm.socialhub.inbox.steps.anchor_places import (
    MAILBOX as AUTHORITY,
)
from katrineholm.socialhub.inbox.steps.anchor_places import (
    PlaceState,
    deliver_anchor,
    place_states,
)

MAILBOX = "registrator@katrineholm.se"
HOUR, DAY = 3600, 24 * 3600


@pytest.fixture
def path(tmp_path, monkeypatch):
    """Where the heads are kept."""
    monkeypatch.setenv("SOCIALHUB_ANCHORS", str(tmp_path / "anchors"))
    return tmp_path / "anchors"


def verified(site, path, capsys):
    transaction.begin()
    options = Namespace(anchors=[str(path)] if path.exists() else [], json=True)
    status = verify_command.run(site, options, Event())
    [told] = json.loads(capsys.readouterr().out)["hubs"]
    assert status == bool(told["faults"])
    return {(each["number"], each["what"]) for each in told["faults"]}


@pytest.fixture
def history_of_hub(removed, receive, take, hub, channel, path, keep):
    """A removal, a registration, a receipt, a hidden post, a round and the channel's own steps."""
    removed("Ni är dumma")
    number = receive("Bygglov?")
    take("rut", number, "register", diary_number="KS 2026/1", **DIARY)
    receipts.store_receipt(hub, "2026-ABC", number, now=NOW)
    hidden = keep(channel)
    hide_entry(timeline_of(hub), hidden, by="anna", now=NOW)
    post_acts.note_act(hub, "hide", [hidden], now=NOW, who="anna")
    rounds.record_round(hub, [channel.UID()], who="anna", now=NOW)
    transaction.commit()
    return number


def test_a_removal_is_anchored_once_it_is_committed(removed, hub, path):
    removed("Ni är dumma")
    [anchor] = read_anchors(path)
    transaction.begin()
    assert anchor == anchor_of(hub.UID(), messages_of(hub).head, NOW)
    publish_head(hub, now=NOW)
    transaction.abort()
    assert len(read_anchors(path)) == 1


@pytest.fixture
def post():
    """A mail server, for what is sent to the authority."""
    with receiving() as post:
        values = {
            "plone.smtp_host": "127.0.0.1",
            "plone.smtp_port": post.port,
            "plone.email_from_address": "webben@katrineholm.se",
            "katrineholm.socialhub.agency_mailbox": MAILBOX,
        }
        for name, value in values.items():
            api.portal.get_tool("portal_registry")[name] = value
        transaction.commit()
        yield post


@pytest.fixture
def publish(make_worker, clock):
    """A function that has the worker bring the heads to their places: ``publish(after=HOUR)``."""
    worker = make_worker()
    worker.take_lease()

    def publish(after=0, status=204):
        clock.now = NOW + after
        extend_all_logs(worker)
        publish_all_heads(worker, partial(deliver_anchor, post=lambda *_given: answer(status)))
        transaction.begin()

    sent = []

    def answer(status):
        sent.append(status)
        if isinstance(status, Exception):
            raise status
        return SimpleNamespace(status=status)

    publish.sent = sent
    return publish


def mails_to(post):
    return [mail for receivers, mail in post.mails if receivers == [MAILBOX]]


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def test_the_authority_hears_of_the_head_too(removed, hub, post, publish):
    removed("Ni är dumma")
    publish()
    head = messages_of(hub).head
    [mail] = mails_to(post)
    text = text_of(mail)
    assert mail["Subject"] == f"Sociala medier: loggen har {head.count} rader"
    first = text.splitlines()[0]
    assert first.startswith("Sociala medier, http")
    assert first.endswith("/plone/hub")
    assert "verify-log --anchors" in text
    assert anchor_of(hub.UID(), head, NOW).line in text.splitlines()


def test_a_saved_mail_is_taken_for_anchors(
    removed, hub, functional_portal, post, publish, tmp_path
):
    removed("Ni är dumma")
    publish()
    (tmp_path / "brev.eml").write_bytes(bytes(mails_to(post)[0]))
    options = Namespace(anchors=[str(tmp_path / "brev.eml")], json=False)
    assert verify_command.run(functional_portal, options, Event()) == 0
    messages_of(hub).root["ledger"]["entries"].clear()
    transaction.commit()
    assert verify_command.run(functional_portal, options, Event()) == 1


def test_forty_removals_within_an_hour_are_one_mail(removed, hub, post, publish):
    for number in range(40):
        removed(f"Ni är dumma {number}", NOW + 30 * number)
        publish(30 * number)
    assert len(mails_to(post)) == 1
    publish(HOUR)
    assert len(mails_to(post)) == 2
    assert f'"count": {messages_of(hub).head.count}' in text_of(mails_to(post)[1])
    publish(2 * HOUR)
    assert len(mails_to(post)) == 2
    publish(HOUR + DAY)
    assert len(mails_to(post)) == 3


URL = "https://log.example.se/anchors?key=hemlig"


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Two files, the first of which cannot be written, and a URL."""
    paths = [tmp_path / "away" / "a", tmp_path / "b"]
    monkeypatch.setenv("SOCIALHUB_ANCHORS", ",".join([*map(str, paths), URL]))
    return paths


def test_no_place_loses_an_anchor_by_another(removed, hub, places, post, publish, caplog):
    removed("Ni är dumma")
    publish(status=FeedError("no_answer", host="log.example.se"))
    states = place_states(hub)
    assert [each.hub for each in read_anchors(places[1])] == [hub.UID()]
    assert (states[AUTHORITY].at, states[str(places[1])].at, len(mails_to(post))) == (NOW, NOW, 1)
    failed = {name for name, each in states.items() if each.why}
    assert failed == {str(places[0]), URL}
    assert "log.example.se" in caplog.text
    assert "hemlig" not in caplog.text


def test_what_failed_is_tried_again_until_it_arrives(removed, hub, places, publish):
    removed("Ni är dumma")
    for after, status in ((0, 500), (300, 204), (600, 503), (1200, 204), (1800, 204)):
        publish(after, status)
        if after == 600:
            assert (place_states(hub)[URL].since, place_states(hub)[URL].at) == (NOW, 0)
    assert publish.sent == [500, 503, 204]
    assert place_states(hub)[URL] == PlaceState(messages_of(hub).head.count, NOW + 1200, NOW + 1200)
    places[0].parent.mkdir()
    publish(2400)
    assert [each.at for each in read_anchors(places[0])] == [NOW + 2400]
    publish(DAY + 1200)
    assert publish.sent[3:] == [204]


def test_a_removal_is_written_once_and_each_day_again(removed, places, publish):
    removed("Ni är dumma")
    publish(60)
    assert [each.at for each in read_anchors(places[1])] == [NOW]
    publish(DAY + 60)
    assert [each.at for each in read_anchors(places[1])] == [NOW, NOW + DAY + 60]


def test_lines_that_waited_for_the_worker_are_in_the_anchor(
    removed, receive, functional_portal, path, make_worker, clock, capsys
):
    # The worker stood still for days, during which visitors wrote.
    removed("Ni är dumma")
    receive("Bygglov?")
    transaction.commit()
    clock.now = NOW + 3 * DAY
    worker = make_worker()
    worker.take_lease()
    publish_all_heads(worker)
    extend_all_logs(worker)
    assert not verified(functional_portal, path, capsys)


def test_a_place_that_is_set_no_more_is_forgotten(removed, hub, places, publish, monkeypatch):
    removed("Ni är dumma")
    publish()
    monkeypatch.setenv("SOCIALHUB_ANCHORS", str(places[1]))
    publish(60)
    assert set(place_states(hub)) == {str(places[1])}


def test_a_deleted_hub_says_so_in_its_last_anchor(
    channel, functional_portal, path, capsys, change, post
):
    hub = channel.aq_parent.aq_parent
    uid = hub.UID()
    rounds.record_round(hub, [channel.UID()], who="anna", now=NOW)
    publish_head(hub, now=NOW)
    transaction.commit()
    change(functional_portal.manage_delObjects, [hub.getId()])
    first, last = read_anchors(path)
    assert (first.closed, last.closed, last.hub) == ("", "deleted by admin", uid)
    assert "togs bort av admin" in text_of(mails_to(post)[0])
    options = Namespace(anchors=[str(path)], json=True)
    assert verify_command.run(functional_portal, options, Event()) == 0


def test_a_hub_that_vanished_is_missed(history_of_hub, hub, functional_portal, path, capsys):
    publish_head(hub, now=NOW)
    transaction.commit()
    uid = hub.UID()
    functional_portal._tree.pop("hub")  # as somebody does who writes to the database
    transaction.commit()
    options = Namespace(anchors=[str(path)], json=True)
    assert verify_command.run(functional_portal, options, Event()) == 1
    [fault] = json.loads(capsys.readouterr().out)["gone"]
    assert (fault["what"], fault["where"]) == ("gone", uid)


def test_everything_is_whole(history_of_hub, functional_portal, path, capsys):
    assert verified(functional_portal, path, capsys) == set()


TAMPERINGS = {
    "the diary emptied": (lambda book: book[diary.KEY].clear(), "diary"),
    "the diary changed": (
        lambda book: book[diary.KEY].update(dict.fromkeys(book[diary.KEY], ("x", "", ""))),
        "diary",
    ),
    "receipts emptied": (lambda book: book[receipts.KEY].clear(), "receipts"),
    "a receipt for another": (
        lambda book: book[receipts.KEY].update({"2026-ABC": 1}),
        "receipts",
    ),
    "a receipt forged": (lambda book: book[receipts.KEY].update({"2026-X": 1}), "receipts"),
    "removals emptied": (lambda book: book[removal_reviews.KEY]["taken"].clear(), "removals"),
    "nothing to review": (lambda book: book[removal_reviews.KEY]["unreviewed"].clear(), "removals"),
    "rounds emptied": (lambda book: book[rounds.KEY]["lines"].clear(), "rounds"),
    "the channel's last step gone": (
        lambda book: book[history.KEY]["lines"].pop(book[history.KEY]["lines"].maxKey()),
        "channels",
    ),
    "what was done with posts gone": (lambda book: book[post_acts.KEY].clear(), "posts"),
    "a hidden post is seen": (
        lambda book: show_entry(Timeline(book), next(iter(book[post_acts.KEY].values()))[2]),
        "posts",
    ),
    "a round on another day": (
        lambda book: book[rounds.KEY]["days"].update(
            [(each, "2020-01-02") for each, _day in [*book[rounds.KEY]["days"]]]
        ),
        "rounds",
    ),
    "a round's day gone": (lambda book: book[rounds.KEY]["days"].clear(), "rounds"),
    "a round's day changed in its line": (
        lambda book: book[rounds.KEY]["lines"][0].update(day="2020-01-02"),
        "rounds",
    ),
    "all steps of channels gone": (lambda book: book[history.KEY]["lines"].clear(), "channels"),
}


@pytest.mark.parametrize(("touch", "what"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_what_rooms_keep_is_held_against_the_log(
    history_of_hub, hub, functional_portal, path, capsys, touch, what
):
    touch(IAnnotations(hub))
    transaction.commit()
    assert what in {each for _number, each in verified(functional_portal, path, capsys)}


def test_a_file_of_anchors_without_a_line_of_the_hub_is_told(
    history_of_hub, functional_portal, path, capsys
):
    path.write_text("")
    assert (0, "no anchors") in verified(functional_portal, path, capsys)
    path.write_text("x\n")
    assert (0, "anchors") in verified(functional_portal, path, capsys)


def test_anybody_reads_the_head(removed, hub, rest, path):
    removed("Ni är dumma")
    answer = rest().get("hub/@log-head")
    transaction.begin()
    head = messages_of(hub).head
    assert answer.status_code == 200
    told = answer.json()
    assert (told["count"], told["hash"], told["time"]) == (head.count, head.hash, head.time)


@pytest.mark.parametrize("what", ["channel", "administration"])
def test_what_holds_messages_is_deleted_by_nobody(receive, channel, rest, what):
    receive("Ett")
    found = channel if what == "channel" else channel.aq_parent
    with api.env.adopt_roles(["Manager"]), pytest.raises(Forbidden):
        found.aq_parent.manage_delObjects([found.getId()])
    transaction.abort()
    with api.env.adopt_roles(["Manager"]), pytest.raises(Forbidden):
        api.content.delete(found, check_linkintegrity=False)
    transaction.abort()
    assert found.getId() in found.aq_parent


def test_a_channel_without_messages_can_be_deleted(channel):
    parent, name = channel.aq_parent, channel.getId()
    with api.env.adopt_roles(["Manager"]):
        parent.manage_delObjects([name])
    assert name not in parent


def test_the_evidence_tells_of_its_channel(removed, hub, channel):
    [seal] = messages_of(hub).evidence(removed("Ni är dumma"))
    assert seal["about"]["title"] == channel.title
    assert seal["about"]["administration"] == channel.aq_parent.title
    assert (seal["step"], seal["reason"]) == ("unpublish", "Personangrepp")

"""The hub-wide log: its head is told outside, and what rooms keep is replayed from it."""

import json
from argparse import Namespace
from threading import Event

import pytest
import transaction
from mailserver import receiving
from officers import NOW
from plone import api
from settling import DIARY
from zExceptions import Forbidden
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.accounts.channels import history, post_acts
from katrineholm.socialhub.core.messages.anchors import anchored_heads
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.timeline.decisions import hide_entry, show_entry
from katrineholm.socialhub.core.timeline.store import Timeline, timeline_of
from katrineholm.socialhub.inbox.intake import receipts
from katrineholm.socialhub.inbox.oversight import diary, removal_reviews, rounds
from katrineholm.socialhub.inbox.oversight.anchor_chores import publish_head
from katrineholm.socialhub.inbox.steps import verify_command

MAILBOX = "registrator@katrineholm.se"


@pytest.fixture
def path(tmp_path, monkeypatch):
    """Where the heads are kept."""
    monkeypatch.setenv("SOCIALHUB_ANCHORS", str(tmp_path / "anchors"))
    return tmp_path / "anchors"


def verified(site, path, capsys):
    transaction.begin()
    options = Namespace(anchors=str(path) if path.exists() else None, json=True)
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
    [head] = anchored_heads(path, hub.UID())
    transaction.begin()
    assert head == messages_of(hub).head
    publish_head(hub, now=NOW)
    transaction.abort()
    assert len(list(anchored_heads(path, hub.UID()))) == 1


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


def test_the_authority_hears_of_the_head_too(removed, hub, post):
    removed("Ni är dumma")
    transaction.begin()
    head = messages_of(hub).head
    [mail] = [mail for receivers, mail in post.mails if receivers == [MAILBOX]]
    assert str(head.count) in mail["Subject"]
    assert head.hash in mail.get_body(("plain",)).get_content()


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

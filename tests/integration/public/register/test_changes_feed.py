"""``@@changes.atom``: what others may know of the list's history."""

from datetime import date
from xml.etree import ElementTree

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step

ATOM = "{http://www.w3.org/2005/Atom}"
REPORTABLE = {
    "purpose": "Syfte",
    "responsible": "Rut Hemligsson <rut@hemligsson.example.se>",
    "substitute": "Sture Dold <sture@dold.example.se>",
}


@pytest.fixture
def draft(make_functional_channel):
    """A channel that can be reported and made official; it is link only."""
    return make_functional_channel(
        "sidan",
        "draft",
        title="Sidan",
        profile_url="https://www.facebook.com/sidan",
        feed_url=None,
        **REPORTABLE,
    )


@pytest.fixture
def step():
    """A function that takes a step as the Manager and commits."""

    def step(channel, name, **given):
        with api.env.adopt_user(SITE_OWNER_NAME):
            take_channel_step(channel, name, StepInput(**given))
        transaction.commit()

    return step


@pytest.fixture
def official(draft, step):
    """The channel made official."""
    step(draft, "report", comment="Hemlig anmälan")
    step(draft, "make-official", comment="Hemligt beslut", link_only_reason="Facebook har inget.")
    return draft


@pytest.fixture
def feed(browse):
    """A function that fetches the feed as somebody, or anybody."""
    return lambda *login, **headers: browse(*login).get("hub/@@changes.atom", headers=headers)


def change(channel, **fields):
    """Edit a channel as its form does."""
    for name, value in fields.items():
        setattr(channel, name, value)
    with api.env.adopt_user(SITE_OWNER_NAME):
        notify(ObjectModifiedEvent(channel))
        channel.reindexObject()
    transaction.commit()


def entries(answer):
    """Title and summary of each entry; None where it has no summary."""
    root = ElementTree.fromstring(answer.content)
    return [
        (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary"))
        for entry in root.findall(f"{ATOM}entry")
    ]


def titles(answer):
    return [title for title, _summary in entries(answer)]


OFFICIAL = "Sidan är en officiell kanal för kommunen"
LINK_ONLY = "Varför enbart länk: Facebook har inget."


def test_nothing_is_told_of_a_draft(draft, step, feed, person):
    change(draft, description="Ny")
    step(draft, "report")
    step(draft, "return", comment="Hemligt skäl")
    for login in ((), person("Information Officer")):
        assert entries(feed(*login)) == []


def test_each_step_of_a_public_channel_is_told(official, step, feed):
    step(official, "pause")
    step(official, "resume")
    official.official_since = date(2026, 1, 2)
    step(official, "close", comment="Hemligt skäl", closed_on=date(2026, 3, 5))
    assert entries(feed()) == [
        ("Sidan är inte längre en kanal för kommunen", "Inte längre vår sedan: 5 mars 2026"),
        ("Sidan används igen", None),
        ("Sidan är pausad för tillfället", None),
        (OFFICIAL, LINK_ONLY),
    ]


def test_changed_public_facts_are_named(official, feed):
    change(official, title="Nya sidan", contact_email="nu@example.se", purpose="Annat")
    change(official, profile_url="https://www.facebook.com/nya")
    assert entries(feed()) == [
        (
            "Nya sidan har ändrats",
            "Publik adress: https://www.facebook.com/nya, tidigare https://www.facebook.com/sidan",
        ),
        (
            "Nya sidan har ändrats",
            "Titel: Nya sidan, tidigare Sidan\nÄndrat: Syfte\nÄndrat: Officiell e-post",
        ),
        (OFFICIAL, LINK_ONLY),
    ]


def test_what_is_not_public_is_not_told(official, feed):
    change(official, responsible="Ny Person <ny@person.example.se>")
    change(official, interval=60, max_entries=5, rhythm=7)
    assert titles(feed()) == [OFFICIAL]
    for hidden in ("Hemlig", "hemligsson", "person.example", "admin", "Dold"):
        assert hidden not in feed().text


def test_a_deleted_channel_keeps_its_title(official, feed):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(official)
    transaction.commit()
    assert titles(feed()) == ["Sidan har tagits bort från förteckningen", OFFICIAL]


def test_nothing_is_told_of_a_deleted_draft(draft, feed):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(draft)
    transaction.commit()
    assert titles(feed()) == []


@pytest.mark.parametrize("is_deleted", [True, False])
def test_nothing_is_told_of_a_private_administration(official, feed, is_deleted):
    administration = official.__parent__
    with api.env.adopt_user(SITE_OWNER_NAME):
        if is_deleted:
            api.content.delete(official)
        api.content.transition(administration, "retract")
    transaction.commit()
    assert titles(feed()) == []


def test_the_feed_is_whole(official, feed):
    answer = feed()
    hub = official.__parent__.__parent__.absolute_url()
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "sv"
    assert root.findtext(f"{ATOM}title") == "Ändringar i förteckningen över officiella kanaler"
    assert root.findtext(f"{ATOM}id") == f"{hub}/@@changes.atom"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Katrineholms kommun"
    assert [(link.get("rel"), link.get("href")) for link in root.findall(f"{ATOM}link")] == [
        ("self", f"{hub}/@@changes.atom"),
        ("alternate", f"{hub}/@@official-list"),
    ]
    entry = root.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == official.absolute_url()
    assert root.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}updated")
    assert entry.findtext(f"{ATOM}id").startswith("urn:uuid:")


def ids(answer):
    root = ElementTree.fromstring(answer.content)
    return [each.text for each in root.findall(f"{ATOM}entry/{ATOM}id")]


def test_an_entry_keeps_its_name_for_ever(official, step, feed):
    (first,) = ids(feed())
    change(official, title="Annat", purpose="Annat")
    step(official, "pause")
    assert ids(feed())[-1] == first
    assert len(set(ids(feed()))) == 3


def test_an_entry_has_one_name_on_whatever_host(official, feed):
    elsewhere = feed(**{"Host": "redaktion.example.se"})
    assert official.absolute_url() not in elsewhere.text
    assert ids(elsewhere) == ids(feed())


def test_the_newest_fifty_are_told(official, feed):
    for number in range(51):
        change(official, purpose=f"Syfte {number}")
    told = entries(feed())
    assert len(told) == 50
    assert set(told) == {("Sidan har ändrats", "Ändrat: Syfte")}


def test_an_unchanged_feed_is_not_sent_again(official, step, feed):
    tag = feed().headers["ETag"]
    again = feed(**{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    step(official, "pause")
    assert feed(**{"If-None-Match": tag}).status_code == 200
    assert len(titles(feed())) == 2


def test_an_empty_feed_is_valid(functional_administration, feed):
    root = ElementTree.fromstring(feed().content)
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"


def test_hostile_titles_break_no_feed(official, feed):
    change(official, title="<script>&\x0b]]>ö🎉")
    assert titles(feed())[0] == "<script>&]]>ö🎉 har ändrats"

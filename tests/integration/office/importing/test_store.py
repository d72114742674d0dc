"""A plan is stored as it was seen."""

import re
from datetime import date
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.interfaces import IChannel

PAGE = "hub/@@import"
HEADER = "title;administration;profile_url"
NEW = "Nya kanalen;kultur;https://mastodon.se/@kultur"


@pytest.fixture
def existing(make_functional_channel):
    """An official channel, ``bloggen``, with duties."""
    return make_functional_channel(
        "bloggen",
        title="Bloggen",
        responsible="Anna Berg <anna@example.se>",
        substitute="Bo Ek <bo@example.se>",
        purpose="Att berätta",
        rhythm=7,
        starts=date(2026, 1, 31),
        interval=60,
    )


@pytest.fixture
def office(functional_administration, person, browse):
    """A session of the office's."""
    return browse(*person("Information Officer"))


def token(session):
    return re.search(r'name="_authenticator" value="(\w+)"', session.get(PAGE).text)[1]


def look(session, *lines, data=None):
    data = "\n".join(lines).encode() if data is None else data
    form = {"_authenticator": token(session), "do": "look"}
    return session.post(PAGE, data=form, files={"file": ("kanaler.csv", data, "text/csv")})


def confirm(session, page, **changes):
    hidden = dict(
        re.findall(r'name="(carried|seen|_authenticator)"[^>]*?value="([^"]*)"', page.text)
    )
    return session.post(PAGE, data={"do": "store"} | hidden | changes)


def report(page):
    """(line, what happens, with which fields or reasons) of each row."""
    rows = re.findall(r'<tr>\s*<th scope="row">[^<]*</th>(.*?)</tr>', page.text, re.DOTALL)
    return [
        " ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split())
        for row in rows
        if "<ul" in row or "badge" in row
    ]


def stored(functional_portal):
    transaction.begin()
    with api.env.adopt_user(SITE_OWNER_NAME):
        channels = functional_portal.hub.kultur.objectValues()
        return {each.profile_url: each for each in channels if IChannel.providedBy(each)}


def test_a_new_channel_is_shown_first_and_stored_when_it_is_confirmed(office, functional_portal):
    header = f"{HEADER};responsible;responsible_email;dialogue;starts;kind;rhythm"
    row = f"{NEW};Anna Berg;anna@example.se;ja;2026-02-01;Mikroblogg;7"
    page = look(office, header, row)
    assert (len(report(page)), stored(functional_portal)) == (1, {})
    page = confirm(office, page)
    assert (page.status_code, page.url.endswith(PAGE)) == (200, True)
    [channel] = stored(functional_portal).values()
    assert api.content.get_state(channel) == "draft"
    assert {name: getattr(channel, name) for name in ("title", "platform", "kind", "rhythm")} == {
        "title": "Nya kanalen",
        "platform": "mastodon",
        "kind": "microblog",
        "rhythm": 7,
    }
    assert (channel.responsible, channel.starts, channel.dialogue) == (
        "Anna Berg <anna@example.se>",
        date(2026, 2, 1),
        True,
    )


def test_an_export_that_was_edited_changes_what_was_edited(office, existing, functional_portal):
    exported = office.get("hub/@@export-csv", params={"full": "1"}).content
    edited = exported.replace("Att berätta".encode(), b"Att lyssna")
    edited = edited.replace(b"bo@example.se", b"bosse@example.se")
    page = confirm(office, look(office, data=edited))
    assert page.url.endswith(PAGE)
    channel = stored(functional_portal)["https://bloggen.example.se/"]
    assert (channel.purpose, channel.substitute) == ("Att lyssna", "Bo Ek <bosse@example.se>")
    assert (channel.responsible, channel.interval) == ("Anna Berg <anna@example.se>", 60)
    assert api.content.get_state(channel) == "official"

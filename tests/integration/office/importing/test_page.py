"""The page on which a file is brought in."""

import re
from datetime import date
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.interfaces import IChannel
from katrineholm.socialhub.office.importing.file import packed

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


def alerts(page):
    found = re.findall(r'<p class="alert[^>]*>(.*?)</p>', page.text, re.DOTALL)
    return [" ".join(unescape(each).split()) for each in found]


def stored(functional_portal):
    transaction.begin()
    with api.env.adopt_user(SITE_OWNER_NAME):
        channels = functional_portal.hub.kultur.objectValues()
        return {each.profile_url: each for each in channels if IChannel.providedBy(each)}


def test_that_fields_are_to_be_emptied_is_ticked_and_confirmed(office, existing, functional_portal):
    data = f"{HEADER};rhythm\nBloggen;kultur;{existing.profile_url};".encode()
    form = {"_authenticator": token(office), "do": "look", "clear": "1"}
    page = office.post(PAGE, data=form, files={"file": ("a.csv", data, "text/csv")})
    assert "Planerad takt: Varje vecka → (tomt)" in report(page)[0]
    assert 'name="clear"' in page.text.split('name="do"')[0]
    # Without it something else would happen, and is shown before it does.
    assert len(alerts(confirm(office, page))) == 1
    assert stored(functional_portal)[existing.profile_url].rhythm == 7
    assert confirm(office, page, clear="1").url.endswith(PAGE)
    assert stored(functional_portal)[existing.profile_url].rhythm is None


def test_nothing_is_looked_at_or_stored_without_the_forms_token(office, functional_portal):
    page = look(office, HEADER, NEW)
    assert confirm(office, page, _authenticator="x").status_code == 403
    assert stored(functional_portal) == {}


@pytest.mark.parametrize("role", ["", "Member", "Contributor", "Editor", "Reviewer"])
def test_only_those_who_keep_the_list_bring_channels_in(
    functional_administration, functional_portal, person, browse, role
):
    session = browse(*(person(role) if role else ()))
    carried = packed(f"{HEADER}\n{NEW}".encode())
    answers = [
        session.get(PAGE, allow_redirects=False),
        session.post(PAGE, data={"do": "store", "carried": carried}, allow_redirects=False),
    ]
    assert {answer.status_code for answer in answers} <= {302, 401, 403}
    assert stored(functional_portal) == {}

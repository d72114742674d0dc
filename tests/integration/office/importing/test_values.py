"""From a cell to a value."""

import re
from datetime import date
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.interfaces import IChannel
from katrineholm.socialhub.core.tables.csvin import read_csv
from katrineholm.socialhub.office.importing.columns import columns, optional
from katrineholm.socialhub.office.importing.file import packed
from katrineholm.socialhub.office.importing.plan import plan

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


@pytest.mark.parametrize("substitute", ["Anna Berg", "A. B."])
def test_nobody_becomes_their_own_substitute(existing, functional_portal, substitute):
    data = (
        f"{HEADER};substitute;substitute_email\n"
        f"Bloggen;kultur;https://bloggen.example.se/;{substitute};Anna@example.se"
    )
    [planned] = judged(functional_portal, data.encode())
    assert planned.reasons == [
        "Ersättaren är samma person som den ansvariga och kan inte ersätta sig själv: "
        "skriv någon annan."
    ]


def judged(functional_portal, data, clear=False):
    transaction.begin()
    with api.env.adopt_user(SITE_OWNER_NAME):
        rows = read_csv(data, columns(), optional=optional())
        return plan(functional_portal.hub, rows, clear=clear)


@pytest.mark.parametrize(
    ("columns", "row", "field"),
    [
        ("", "T;finns inte;https://a.example.se/", ""),
        ("", ";kultur;https://a.example.se/", "title"),
        ("", "T;kultur;javascript:alert(1)", "profile_url"),
        ("", "T;kultur;http://10.0.0.1/", "profile_url"),
        ("", "T;kultur;", "profile_url"),
        (";feed_url", "T;kultur;https://a.example.se/;ftp://a", "feed_url"),
        (";service", "T;kultur;https://a.example.se/;Friendface", "service"),
        (";kind", "T;kultur;https://a.example.se/;roman", "kind"),
        (";dialogue", "T;kultur;https://a.example.se/;kanske", "dialogue"),
        (";starts", "T;kultur;https://a.example.se/;31/1", "starts"),
        (";interval", "T;kultur;https://a.example.se/;1", "interval"),
        (";interval", "T;kultur;https://a.example.se/;ofta", "interval"),
        (";rhythm", "T;kultur;https://a.example.se/;8", "rhythm"),
        (";language", "T;kultur;https://a.example.se/;klingon", "language"),
        (";contact_email", "T;kultur;https://a.example.se/;a@", "contact_email"),
        (";responsible", "T;kultur;https://a.example.se/;Anna", "responsible"),
        (";uid", "T;kultur;https://a.example.se/;0123", ""),
    ],
)
def test_a_cell_that_cannot_be_used_refuses_the_row_and_nothing_is_stored(
    office, functional_portal, columns, row, field
):
    page = look(office, HEADER + columns, NEW + ";" * columns.count(";"), row)
    refused, new = report(page)
    assert refused.startswith("3 ")
    assert 'name="seen"' not in page.text
    assert 'name="carried"' not in page.text
    assert new.startswith("2 ")
    forged = {"carried": packed(f"{HEADER}{columns}\n{row}".encode()), "seen": "x"}
    confirm(office, page, **forged)
    assert stored(functional_portal) == {}
